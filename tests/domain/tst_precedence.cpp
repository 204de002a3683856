// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Problem.h"
#include "domain/PrecedenceRows.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;

namespace kontor::testing {
namespace {

template<class C>
std::vector<Flaw<C>> moneyFlaws()
{
    return {versionFlaw<C>(),
        {AmountFormat, Amount, [](auto &s) { s.command.amount = amount("0.001"); }},
        {AmountNotPositive, Amount, [](auto &s) { s.command.amount = amount("0"); }},
        {AccountIsDeleted, State, [](auto &s) { s.afterwards = s.afterwards + deleted(alice); }},
        {AccountInactive, State,
            [](auto &s) { s.afterwards = s.afterwards + deactivated(alice); }}};
}

template<class T>
std::vector<T> operator+(std::vector<T> left, const std::vector<T> &right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

void openingRows(std::vector<Row> &rows)
{
    using F = Flaw<OpenAccount>;
    Scene<OpenAccount> right{openAccount(), {}, {}, {}, {}};
    right.command.cpf = u"12345678909"_s;
    right.command.number = "4030-1";
    addRows<OpenAccount>(rows, "open an account", right,
        {versionFlaw<OpenAccount>(),
            F{CustomerNotFound, Existence,
                [](auto &s) { s.command.ownerId = idOf<CustomerId>(99); }},
            F{AmountFormat, Amount, [](auto &s) { s.command.initialBalance = amount("0.001"); }},
            F{AmountNotPositive, Amount, [](auto &s) { s.command.initialBalance = amount("-1"); }},
            F{InvalidName, Name, [](auto &s) { s.command.name = u"ab"_s; }},
            F{InvalidCpf, CpfText, [](auto &s) { s.command.cpf = u"1"_s; }},
            F{NumberInvalid, Target, [](auto &s) { s.command.number = "0000001-8"; }},
            F{CpfTaken, CpfText,
                [](auto &s) {
                    s.history
                        = s.history + History{{StreamName::cpfClaim("12345678909"), Claimed{bob.uuid}}};
                }},
            F{NumberTaken, Target,
                [](auto &s) {
                    s.history
                        = s.history + History{{StreamName::numberClaim("4030-1"), Claimed{bob.uuid}}};
                }},
            F{IdTaken, Id, [](auto &s) { s.history = s.history + opened(alice); }}});
}

void identityRows(std::vector<Row> &rows)
{
    const History account = openedWithCpf(alice, "39053344705");
    const auto nowhere = [](auto &s) {
        s.history.clear();
        s.afterwards.clear();
    };
    const auto gone = [](auto &s) { s.afterwards = s.afterwards + deleted(alice, "39053344705"); };
    const auto taken = [](auto &s) {
        s.history = s.history + History{{StreamName::cpfClaim("12345678909"), Claimed{bob.uuid}}};
    };
    addRows<RenameAccount>(rows, "rename", {{alice, u"Ann"_s}, account, {}, {}, {}},
        {versionFlaw<RenameAccount>(), {AccountNotFound, State, nowhere},
            {InvalidName, Name, [](auto &s) { s.command.name = u"ab"_s; }},
            {AccountIsDeleted, State, gone}});
    addRows<ChangeAccountCpf>(rows, "change the CPF",
        {{alice, u"12345678909"_s}, account, {}, {}, {}},
        {versionFlaw<ChangeAccountCpf>(), {AccountNotFound, State, nowhere},
            {InvalidCpf, CpfText, [](auto &s) { s.command.cpf = u"1"_s; }},
            {AccountIsDeleted, State, gone}, {CpfTaken, CpfText, taken}});
    addRows<ReplaceAccount>(rows, "replace",
        {{alice, u"Ann"_s, u"12345678909"_s, true, true}, account, {}, {}, {}},
        {versionFlaw<ReplaceAccount>(), {AccountNotFound, State, nowhere},
            {InvalidName, Name, [](auto &s) { s.command.name = u"ab"_s; }},
            {InvalidCpf, CpfText, [](auto &s) { s.command.cpf = u"1"_s; }},
            {AccountIsDeleted, State, gone}, {CpfTaken, CpfText, taken},
            {BalanceNotZero, Funds,
                [](auto &s) { s.history = s.history + deposited(alice, 1, 1); }},
            {HoldsRemain, Holds, [](auto &s) { s.history = s.history + held(alice, 1); }}});
    addRows<ChangeLifeCycle>(rows, "delete", {{alice, LifeCycleStep::Delete}, account, {}, {}, {}},
        {versionFlaw<ChangeLifeCycle>(), {AccountNotFound, State, nowhere},
            {AccountIsDeleted, State, gone},
            {BalanceNotZero, Funds,
                [](auto &s) { s.history = s.history + deposited(alice, 1, 1); }},
            {HoldsRemain, Holds, [](auto &s) { s.history = s.history + held(alice, 1); }}});
    addRows<ChangeLifeCycle>(rows, "restore",
        {{alice, LifeCycleStep::Restore}, account + deleted(alice), {}, {}, {}},
        {versionFlaw<ChangeLifeCycle>(), {AccountNotFound, State, nowhere},
            {AccountNotDeleted, State, [](auto &s) { s.history = opened(alice); }}});
    addRows<ChangeLifeCycle>(rows, "activate",
        {{alice, LifeCycleStep::Activate}, account + deactivated(alice), {}, {}, {}},
        {versionFlaw<ChangeLifeCycle>(), {AccountNotFound, State, nowhere},
            {AccountIsDeleted, State, gone}});
    addRows<ChangeLifeCycle>(rows, "deactivate",
        {{alice, LifeCycleStep::Deactivate}, account, {}, {}, {}},
        {versionFlaw<ChangeLifeCycle>(), {AccountNotFound, State, nowhere},
            {AccountIsDeleted, State, gone},
            {AccountInactive, State, [](auto &s) { s.afterwards = deactivated(alice); }}});
}

template<class C>
std::vector<Flaw<C>> cashFlaws()
{
    return std::vector<Flaw<C>>{
        {AccountNotFound, Existence, [](auto &s) { s.command.customerId = idOf<CustomerId>(99); }},
        {InvalidDescription, Text, [](auto &s) { s.command.description = u"\n"_s; }},
        {CurrencyMismatch, Coin, [](auto &s) { s.command.currency = currency("USD"); }}};
}

void withoutDebits(auto &scene)
{
    scene.history = scene.history + blocked(alice, true, false);
}

void moneyRows(std::vector<Row> &rows)
{
    const auto poor = [](auto &s) { s.command.amount = amount("600"); };
    addRows<DepositMoney>(rows, "deposit", {deposit("1"), opened(alice), {}, {}, {}},
        moneyFlaws<DepositMoney>() + cashFlaws<DepositMoney>()
            + std::vector<Flaw<DepositMoney>>{
                {DepositTooLarge, Amount, [](auto &s) { s.command.amount = amount("1000001"); }},
                {CreditsBlocked, Blocks,
                    [](auto &s) { s.history = s.history + blocked(alice, false, true); }},
                {BalanceLimit, Funds,
                    [](auto &s) { s.history = s.history + deposited(alice, 1, maxMinor); }}});
    addRows<WithdrawMoney>(rows, "withdraw", {withdraw("1"), opened(alice, 500'00), {}, {}, {}},
        moneyFlaws<WithdrawMoney>() + cashFlaws<WithdrawMoney>()
            + std::vector<Flaw<WithdrawMoney>>{{DebitsBlocked, Blocks, withoutDebits<Scene<WithdrawMoney>>},
                {InsufficientFunds, Amount, poor}});
    using T = TransferMoney;
    const auto full = [](auto &s) { s.history = s.history + deposited(bob, 1, maxMinor); };
    addRows<T>(rows, "transfer",
        {transferTo(bob, "1"), opened(alice, 500'00) + opened(bob), {}, {}, {}},
        moneyFlaws<T>()
            + std::vector<Flaw<T>>{
                {AccountNotFound, Target, [](auto &s) { s.command.to = idOf<AccountId>(99); }},
                {AccountNotFound, Existence, [](auto &s) { s.command.from = idOf<AccountId>(98); }},
                {InvalidDescription, Text, [](auto &s) { s.command.description = u"\n"_s; }},
                {AccountIsDeleted, Target,
                    [](auto &s) { s.afterwards = s.afterwards + deleted(bob); }},
                {AccountInactive, Target,
                    [](auto &s) { s.afterwards = s.afterwards + deactivated(bob); }},
                {DebitsBlocked, Blocks, withoutDebits<Scene<T>>},
                {CreditsBlocked, Target,
                    [](auto &s) { s.history = s.history + blocked(bob, false, true); }},
                {SelfTransfer, Target, [](auto &s) { s.command.to = alice; }},
                {CurrencyMismatch, Coin, [](auto &s) { s.command.currency = currency("USD"); }},
                {InsufficientFunds, Amount, poor}, {BalanceLimit, Target, full}});
}

void holdRows(std::vector<Row> &rows)
{
    using P = PlaceHold;
    addRows<P>(rows, "place a hold", {placeHold("1"), opened(alice, 500'00), {}, {}, {}},
        moneyFlaws<P>()
            + std::vector<Flaw<P>>{
                {AccountNotFound, Existence, [](auto &s) { s.command.id = idOf<AccountId>(99); }},
                {InvalidDescription, Text, [](auto &s) { s.command.reason.clear(); }},
                {IdTaken, Id, [](auto &s) { s.history = s.history + held(alice, 1); }},
                {TooManyHolds, Holds, [](auto &s) { s.policy.holdsPerAccount = 0; }},
                {HoldInvalid, Other, [](auto &s) { s.command.expiresAt = monday; }},
                {InsufficientFunds, Amount, [](auto &s) { s.command.amount = amount("600"); }}});
    using R = ReleaseHold;
    addRows<R>(rows, "release a hold",
        {{hold, alice, ReleaseReason::Expired},
            opened(alice, 500'00) + held(alice, 1, hold, monday), {}, {}, {}},
        {versionFlaw<R>(), {AccountNotFound, Existence, [](auto &s) { s.command.id = bob; }},
            {HoldNotFound, Id, [](auto &s) { s.command.holdId = idOf<HoldId>(99); }},
            {HoldInvalid, Other, [](auto &s) { s.history = opened(alice) + held(alice, 1); }}});
}

void blockRows(std::vector<Row> &rows)
{
    using B = BlockAccount;
    addRows<B>(rows, "block", {blockAccount(true, true), opened(alice), {}, {}, {}},
        {versionFlaw<B>(),
            {AccountNotFound, Existence, [](auto &s) { s.command.id = idOf<AccountId>(99); }},
            {InvalidDescription, Text, [](auto &s) { s.command.reference.clear(); }},
            {AccountIsDeleted, State,
                [](auto &s) { s.afterwards = s.afterwards + deleted(alice); }}});
}

void cardRows(std::vector<Row> &rows)
{
    const History cards = opened(alice) + issued(card);
    const auto unknown = [](auto &s) { s.command.id = idOf<CardId>(99); };
    const auto isBlocked = [](auto &s) { s.afterwards = s.afterwards + blocked(card); };
    addRows<IssueCard>(rows, "issue a card", {{idOf<CardId>(99), alice, "4711"}, cards, {}, {}, {}},
        {versionFlaw<IssueCard>(),
            {AccountNotFound, State, [](auto &s) { s.command.accountId = bob; }},
            {AccountIsDeleted, State, [](auto &s) { s.afterwards = deleted(alice); }},
            {AccountInactive, State, [](auto &s) { s.afterwards = deactivated(alice); }},
            {IdTaken, Id, [](auto &s) { s.command.id = card; }}});
    addRows<AttemptPin>(rows, "attempt a PIN", {{card, "atm-1"}, cards, {}, {}, {}},
        {versionFlaw<AttemptPin>(), {CardNotFound, Id, unknown}, {CardIsBlocked, Id, isBlocked}});
    addRows<JudgePin>(rows, "judge a PIN", {{card, "atm-1", true}, cards, {}, {}, {}},
        {versionFlaw<JudgePin>(), {CardNotFound, Id, unknown}, {CardIsBlocked, Id, isBlocked}});
    addRows<ChangePin>(rows, "change a PIN", {{card, 2}, cards, {}, {}, {}},
        {versionFlaw<ChangePin>(), {CardNotFound, Id, unknown}, {CardIsBlocked, Id, isBlocked},
            {IdTaken, Other, [](auto &s) { s.command.generation = 1; }}});
}

void withdrawalRows(std::vector<Row> &rows)
{
    using A = AuthoriseWithdrawal;
    const History accounts = opened(alice, 500'00) + issued(card);
    addRows<A>(rows, "authorise a withdrawal", {authorise(1), accounts, {}, {}, {}},
        moneyFlaws<A>()
            + std::vector<Flaw<A>>{
                {CardSessionInvalid, Existence, [](auto &s) { s.command.cardId = {}; }},
                {CardNotFound, Existence, [](auto &s) { s.command.cardId = idOf<CardId>(99); }},
                {CardIsBlocked, Existence,
                    [](auto &s) { s.afterwards = s.afterwards + blocked(card); }},
                {IdTaken, Id, [](auto &s) { s.history = s.history + held(alice, 1); }},
                {TooManyHolds, Holds, [](auto &s) { s.policy.holdsPerAccount = 0; }},
                {DebitsBlocked, Blocks, withoutDebits<Scene<A>>},
                {MixMismatch, Amount, [](auto &s) { s.command.mix.clear(); }},
                {WithdrawalIsVoid, Other,
                    [](auto &s) {
                        s.history = s.history
                            + History{{StreamName::of(withdrawal), WithdrawalVoided{u"late"_s}}};
                    }},
                {InsufficientFunds, Funds,
                    [](auto &s) { s.history = s.history + withdrawn(alice, 1, 1); }}});
    using C = CompleteWithdrawal;
    const auto settled = [](auto &s) {
        s.history = s.history
            + History{{StreamName::of(withdrawal), WithdrawalCompleted{1'00, {}, false}}};
    };
    addRows<C>(rows, "complete a withdrawal",
        {complete(1), accounts + authorised(50'00), {}, {}, {}},
        {versionFlaw<C>(),
            {WithdrawalNotFound, Id, [](auto &s) { s.command.id = idOf<WithdrawalId>(99); }},
            {AmountFormat, Amount, [](auto &s) { s.command.amount = amount("0.001"); }},
            {AmountNotPositive, Amount, [](auto &s) { s.command.amount = amount("0"); }},
            {WithdrawalSettled, Id, settled},
            {BalanceLimit, Funds,
                [](auto &s) { s.history = s.history + withdrawn(alice, maxMinor, -maxMinor); }}});
    addRows<VoidWithdrawal>(rows, "void a withdrawal",
        {{withdrawal, u"jam"_s}, accounts + authorised(50'00), {}, {}, {}},
        {versionFlaw<VoidWithdrawal>(),
            {InvalidDescription, Text, [](auto &s) { s.command.reason.clear(); }},
            {WithdrawalSettled, Id, settled}});
    addRows<SuspectWithdrawal>(rows, "suspect a withdrawal",
        {{withdrawal}, accounts + authorised(50'00), {}, {}, {}},
        {versionFlaw<SuspectWithdrawal>()});
}

std::vector<Row> allRows()
{
    std::vector<Row> rows;
    openingRows(rows);
    identityRows(rows);
    moneyRows(rows);
    holdRows(rows);
    blockRows(rows);
    cardRows(rows);
    withdrawalRows(rows);
    addRowsOfUsers(rows);
    return rows;
}

QByteArray readReference()
{
    QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/docs/domain.md"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! One line for each command, with its refusals in order.
QByteArray tableOfCommands()
{
    std::vector<std::pair<QByteArray, std::set<RefusalCode>>> commands;
    for (const Row &row : allRows()) {
        if (commands.empty() || commands.back().first != row.command) {
            commands.push_back({row.command, {}});
        }
        commands.back().second.insert(row.expected);
    }
    QByteArray table = "| command | refusals |\n|---|---|\n";
    for (const auto &[command, codes] : commands) {
        QByteArrayList names;
        for (const RefusalCode code : codes) {
            names += QByteArray("`") + nameOf(code) + '`';
        }
        table += "| " + command + " | " + names.join(", ") + " |\n";
    }
    return table;
}

} // namespace
} // namespace kontor::testing

class tst_Precedence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEarlierRefusalWins_data()
    {
        QTest::addColumn<RefusalCode>("expected");
        QTest::addColumn<Outcome>("outcome");
        for (const Row &row : allRows()) {
            QTest::newRow(qPrintable(row.name)) << row.expected << row.outcome;
        }
    }
    void theEarlierRefusalWins()
    {
        QFETCH(RefusalCode, expected);
        QFETCH(Outcome, outcome);
        QCOMPARE(outcome, refused(expected));
    }
    void everyRefusalIsReachedByACommand()
    {
        const auto rows = allRows();
        for (const auto &[code, name] : EnumNames<RefusalCode>::names) {
            QVERIFY2(std::any_of(rows.begin(), rows.end(),
                         [code = code](const Row &row) { return row.expected == code; }),
                name);
        }
    }
    void theNamesStandInTheOrderOfPrecedence()
    {
        int position = 0;
        for (const auto &[code, name] : EnumNames<RefusalCode>::names) {
            QCOMPARE(int(code), position++);
        }
        QCOMPARE(int(BalanceLimit) + 1, position);
    }
    // What the API answers has the names of the refusals and their order.
    void theApiKnowsTheSameRefusalsInTheSameOrder()
    {
        int last = -1;
        for (const auto &[code, name] : EnumNames<RefusalCode>::names) {
            int found = -1;
            for (const api::ProblemInfo &info : api::problemCatalogue()) {
                if (QByteArrayView(info.name) == QByteArrayView(name)) {
                    found = int(info.code);
                }
            }
            QVERIFY2(found > last, name);
            last = found;
        }
    }
    void theReferenceListsEveryRefusalInOrder()
    {
        const QByteArray reference = readReference();
        qsizetype last = 0;
        for (const auto &[code, name] : EnumNames<RefusalCode>::names) {
            int status = 0;
            for (const api::ProblemInfo &info : api::problemCatalogue()) {
                status = QByteArrayView(info.name) == QByteArrayView(name) ? info.status : status;
            }
            const QByteArray row
                = QByteArray("\n| `") + name + "` | " + QByteArray::number(status) + " | ";
            const qsizetype found = reference.indexOf(row);
            QVERIFY2(found > last, row.constData());
            last = found;
        }
    }
    void theReferenceNamesEveryEvent()
    {
        const QByteArray reference = readReference();
        for (const char *type : eventTypeNames) {
            QVERIFY2(reference.contains(QByteArray("`") + type + '`'), type);
        }
    }
    // KONTOR_WRITE_DOCS=1 writes the table anew.
    void theReferenceSaysWhichCommandIsRefusedWhy()
    {
        const QByteArray begin = "<!-- written by tst_precedence -->\n";
        QByteArray reference = readReference();
        const qsizetype from = reference.indexOf(begin) + begin.size();
        const qsizetype to = reference.indexOf("<!-- end -->");
        QVERIFY(from > begin.size() && to >= from);
        if (qEnvironmentVariableIsSet("KONTOR_WRITE_DOCS")) {
            reference.replace(from, to - from, tableOfCommands());
            QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/docs/domain.md"));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(reference) == reference.size());
            return;
        }
        QCOMPARE(reference.sliced(from, to - from), tableOfCommands());
    }
};

KONTOR_TEST(tst_Precedence)
#include "tst_precedence.moc"
