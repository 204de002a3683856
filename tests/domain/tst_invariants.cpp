// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"
#include "support/Property.h"
#include "support/RandomCommands.h"
#include "support/TestMain.h"

#include <QTest>

#include <map>
#include <set>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::testing;

namespace {

//! A branch that takes whatever comes, and what must be true of it at any time.
class World
{
public:
    void take(std::uint64_t number)
    {
        m_context.now = monday.plusSeconds(qint64(m_step++) * 10);
        m_context.bookingDate = mondayDate;
        const Command command = randomCommand(number);
        const Decision decision = decide(command, m_states, m_context);
        const Decision again = decide(command, m_states, m_context);
        RC_ASSERT(bool(decision) == bool(again));
        if (!decision) {
            RC_ASSERT(decision.error() == again.error());
            ++refused;
            return;
        }
        RC_ASSERT(*decision == *again);
        for (const NewEvent &event : *decision) {
            apply(event);
        }
        checkEverything();
        ++accepted;
    }

    int accepted = 0;
    int refused = 0;
    std::set<std::string> typesSeen;

private:
    void apply(const NewEvent &event)
    {
        typesSeen.insert(typeName(event.event));
        std::visit(
            [&](const auto &e) {
                if constexpr (MoneyEvent<std::decay_t<decltype(e)>>) {
                    booked(event.stream, e);
                }
            },
            event.event);
        m_states.apply(event, m_context.now);
    }
    template<class E>
    void booked(const StreamName &stream, const E &event)
    {
        const auto &account = m_states.get<Account>(stream);
        RC_ASSERT(event.balanceAfter == account.balance + event.amount);
        if constexpr (std::is_same_v<E, MoneyTransferred>) {
            m_underWay += event.amount;
        } else {
            m_external += event.amount;
        }
        if constexpr (std::is_same_v<E, MoneyWithdrawn>) {
            const bool below = event.balanceAfter < account.floor;
            RC_ASSERT(!below || event.forced.value_or(false));
            if (event.forced.value_or(false)) {
                m_forced.insert(stream.name());
            }
        }
    }
    void checkEverything() const
    {
        qint64 sum = 0;
        std::map<QByteArray, AccountId> cpfs;
        std::set<QByteArray> numbers;
        for (int i = 0; i < randomAccounts; ++i) {
            const auto &account = m_states.get<Account>(randomAccountStream(i));
            sum += account.balance;
            checkAccount(account, randomAccountStream(i));
            if (account.exists) {
                RC_ASSERT(numbers.insert(account.number).second);
            }
            if (account.cpf) {
                RC_ASSERT(cpfs.emplace(*account.cpf, randomAccount(i)).second);
            }
        }
        RC_ASSERT(sum == m_external);
        RC_ASSERT(m_underWay == 0);
        checkClaims(cpfs);
    }
    void checkAccount(const Account &account, const StreamName &stream) const
    {
        qint64 held = 0;
        std::set<HoldId> ids;
        for (const Hold &hold : account.holds) {
            held += hold.amount;
            RC_ASSERT(hold.amount > 0);
            RC_ASSERT(ids.insert(hold.id).second);
        }
        RC_ASSERT(account.held == held);
        RC_ASSERT(account.available() == account.balance - held - account.floor);
        if (!m_forced.contains(stream.name())) {
            RC_ASSERT(account.balance >= account.floor);
            RC_ASSERT(account.available() >= 0);
            RC_ASSERT(!account.isDeleted || account.balance == 0);
        }
    }
    void checkClaims(const std::map<QByteArray, AccountId> &cpfs) const
    {
        for (const char *cpf : {"12345678909", "98765432100", "39053344705", "21829110063"}) {
            const auto holder = m_states.get<Claim>(StreamName::cpfClaim(cpf)).holder;
            const auto owner = cpfs.find(cpf);
            RC_ASSERT(holder.has_value() == (owner != cpfs.end()));
            RC_ASSERT((!holder || *holder == owner->second.uuid)); // the macro cuts nothing short
        }
    }

    FoldedStates m_states;
    Context m_context;
    int m_step = 0;
    qint64 m_external = 0;
    qint64 m_underWay = 0;
    std::set<QByteArray> m_forced;
};

} // namespace

class tst_Invariants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Money is conserved, floors hold unless a payout was forced, what is available follows from
    // balance and holds, a CPF belongs to one account, and the same input gives the same decision.
    void whateverComesTheBooksAreRight()
    {
        checkProperty([] {
            World world;
            for (const unsigned number : *manyNumbers()) {
                world.take(number);
            }
        });
    }
    // The walks would prove little if they went nowhere.
    void walksMeetEveryKindOfEventAndManyRefusals()
    {
        std::set<std::string> seen;
        int accepted = 0;
        int refused = 0;
        for (unsigned walk = 0; walk < 100; ++walk) {
            World world;
            for (unsigned step = 0; step < 200; ++step) {
                world.take(walk * 1000 + step);
            }
            seen.merge(world.typesSeen);
            accepted += world.accepted;
            refused += world.refused;
        }
        QVERIFY(accepted > 2000);
        QVERIFY(refused > 2000);
        for (const char *type : eventTypeNames) {
            const QByteArrayView name(type);
            const bool elsewhere
                = name == "PinAttempted" || name == "PinChanged" || name == "CardBlocked";
            QVERIFY2(elsewhere || seen.contains(type), type);
        }
    }
};

KONTOR_TEST(tst_Invariants)
#include "tst_invariants.moc"
