// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RandomCommands.h"

#include "foundation/Random.h"

namespace kontor::testing {

using namespace domain;

AccountId randomAccount(int number)
{
    return idOf<AccountId>(number);
}

StreamName randomAccountStream(int number)
{
    return StreamName::of(randomAccount(number));
}

namespace {

//! Draws what the commands need.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_random(seed) { }

    int below(int end) { return int(m_random.next() % std::uint64_t(end)); }
    bool often() { return below(4) != 0; }
    AccountId account() { return randomAccount(below(randomAccounts)); }
    HoldId hold() { return idOf<HoldId>(below(6)); }
    WithdrawalId withdrawal() { return idOf<WithdrawalId>(below(6)); }
    //! Mostly few notes of 50, so that balances come to zero now and then.
    Decimal money() { return Decimal(often() ? below(5) * 50'00 : below(150'00), often() ? 2 : 3); }
    QString name() { return often() ? u"Holder %1"_s.arg(below(3)) : u"ab"_s; }
    QString cpf()
    {
        static const char *const cpfs[]
            = {"12345678909", "98765432100", "39053344705", "21829110063", "11111111111"};
        return QString::fromLatin1(cpfs[below(5)]);
    }

private:
    SeededRandom m_random;
};

OpenAccount opening(Dice &dice)
{
    OpenAccount command;
    command.id = dice.account();
    command.newCustomerId.uuid = command.id.uuid;
    command.name = dice.name();
    command.initialBalance = dice.money();
    if (dice.often()) {
        command.cpf = dice.cpf();
    }
    if (!dice.often()) {
        command.number = "4030-" + QByteArray::number(dice.below(2));
    }
    return command;
}

template<class C>
C cash(Dice &dice)
{
    C command;
    command.id = dice.account();
    command.amount = dice.money();
    return command;
}

TransferMoney transferring(Dice &dice)
{
    TransferMoney command;
    command.transferId = idOf<TransferId>(dice.below(1000));
    command.from = dice.account();
    command.to = dice.account();
    command.amount = dice.money();
    return command;
}

PlaceHold holding(Dice &dice)
{
    PlaceHold command;
    command.holdId = dice.hold();
    command.id = dice.account();
    command.amount = dice.money();
    command.reason = u"random"_s;
    if (dice.often()) {
        command.expiresAt = monday.plusSeconds(dice.below(3) * 100);
    }
    return command;
}

CardId cardOf(AccountId account)
{
    return CardId{account.uuid};
}

AuthoriseWithdrawal authorising(Dice &dice)
{
    const AccountId account = dice.account();
    const int notes = dice.below(4);
    return {dice.withdrawal(), dice.hold(), cardOf(account), account, "atm-1",
        Decimal(50 * notes, 0), {{50, notes}}};
}

CompleteWithdrawal completing(Dice &dice)
{
    const int notes = dice.below(5);
    return {dice.withdrawal(), Decimal(50 * notes, 0), {{50, dice.often() ? notes : 1}}};
}

ReplaceAccount replacing(Dice &dice)
{
    return {dice.account(), dice.name(), dice.cpf(), dice.often(), !dice.often()};
}

UserId userOf(AccountId account)
{
    return UserId{account.uuid};
}

RegisterUser registering(Dice &dice)
{
    return {userOf(dice.account()), u"user%1"_s.arg(dice.below(3)), u"User"_s, dice.name(),
        Role(int(Role::Customer) + dice.below(3)), false};
}

Command aboutUsers(Dice &dice)
{
    const UserId user = userOf(dice.account());
    switch (dice.below(6)) {
    case 0: return ChangePassword{user, 2 + dice.below(2)};
    case 1: return ChangeUserRole{user, dice.often() ? Role::Supervisor : Role::Teller};
    case 2: return SuspendUser{user, u"random"_s};
    case 3: return ReinstateUser{user};
    case 4: return ReportTokenReuse{user, SessionId{user.uuid}};
    default: return registering(dice);
    }
}

Command aboutKeys(Dice &dice)
{
    const KeyId key{dice.account().uuid};
    if (dice.often()) {
        return IssueKey{key, KeyKind(dice.below(3)), u"key-%1"_s.arg(dice.below(3)), {}};
    }
    return RevokeKey{key, u"random"_s};
}

} // namespace

Command randomCommand(std::uint64_t number)
{
    Dice dice(number);
    const int kind = dice.below(31);
    switch (kind) {
    case 0:
    case 1:
    case 2:
        return opening(dice);
    case 3:
    case 4:
    case 5:
        return cash<DepositMoney>(dice);
    case 6:
    case 7:
        return cash<WithdrawMoney>(dice);
    case 8:
    case 9:
    case 10:
        return transferring(dice);
    case 11:
        return holding(dice);
    case 12:
        return ReleaseHold{dice.hold(), dice.account(), ReleaseReason(dice.below(2))};
    case 13:
        return ChangeLifeCycle{dice.account(), LifeCycleStep(dice.below(4))};
    case 14:
        return ChangeLifeCycle{dice.account(), LifeCycleStep::Activate};
    case 15:
        return ChangeAccountCpf{dice.account(), dice.cpf()};
    case 16:
        return replacing(dice);
    case 17:
        return RenameAccount{dice.account(), dice.name()};
    case 18:
        return IssueCard{cardOf(randomAccount(kind % randomAccounts)),
            randomAccount(kind % randomAccounts), "4711"};
    case 19:
        return IssueCard{cardOf(randomAccount(0)), randomAccount(0), "4711"};
    case 20:
    case 21:
        return authorising(dice);
    case 22:
        return completing(dice);
    case 23:
        return VoidWithdrawal{dice.withdrawal(), u"random"_s};
    case 24:
        return SuspectWithdrawal{dice.withdrawal()};
    case 25:
        return BlockAccount{dice.account(), !dice.often(), !dice.often(), u"random"_s};
    case 26:
        return registering(dice);
    case 27:
    case 28:
        return aboutUsers(dice);
    case 29:
        return aboutKeys(dice);
    default:
        return JudgePin{cardOf(dice.account()), "atm-1", dice.often()};
    }
}

} // namespace kontor::testing
