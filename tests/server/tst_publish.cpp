// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publish/Publish.h"
#include "support/ListLog.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace kontor;
using namespace kontor::domain;
using kontor::server::published;
using kontor::testing::ListLog;

namespace {

Identity identity(bool active = true, bool deleted = false)
{
    return {u"Ana Souza"_s, QByteArray("98765432100"), active, deleted,
        Timestamp{1'767'225'601'000'000}};
}

template<class Event>
Event composite(Event event)
{
    event.composite = true;
    return event;
}

MoneyTransferred transferred(qint64 amount, qint64 after)
{
    MoneyTransferred event;
    event.transferId = TransferId{Uuid::nameBased(Uuid{}, "transfer")};
    event.counterparty = testing::accountNumbered(2);
    event.description = u"rent \"May\""_s;
    event.bookingDate = QDate(2026, 1, 3);
    event.amount = amount;
    event.balanceAfter = after;
    return event;
}

MoneyWithdrawn withdrawn()
{
    MoneyWithdrawn event;
    event.withdrawalId = WithdrawalId{Uuid::nameBased(Uuid{}, "withdrawal")};
    event.bookingDate = QDate(2026, 1, 3);
    event.amount = -5'000;
    event.balanceAfter = 45'000;
    return event;
}

HoldPlaced holdPlaced()
{
    HoldPlaced event;
    event.holdId = HoldId{Uuid::nameBased(Uuid{}, "hold")};
    event.held = 2'000;
    event.kind = HoldKind::Card;
    event.reason = u"cash machine"_s;
    return event;
}

HoldReleased holdReleased()
{
    return {
        HoldId{Uuid::nameBased(Uuid{}, "hold")}, 2'000, Currency::eur(), ReleaseReason::Expired};
}

// One of each, as a year at a branch might bring them.
std::vector<Event> oneOfEach()
{
    return {testing::created(u"Ana"_s, 50'000), testing::created(u"Zoë"_s),
        AccountNameChanged{u"Ana"_s, identity(), true},
        AccountCpfChanged{std::nullopt, identity(), true},
        AccountNameChanged{u"Ana"_s, identity(), false}, AccountActivated{identity()},
        AccountDeactivated{identity(false)}, composite(AccountDeactivated{identity(false)}),
        AccountDeleted{identity(false, true)}, AccountRestored{identity()},
        testing::deposited(10'000, 60'000), withdrawn(),
        transferred(-1'050, 43'950), transferred(1'050, 45'000),
        holdPlaced(), holdReleased(), AccountBlockChanged{true, false, u"court order 7"_s}};
}

QByteArray typesOf(const Event &event)
{
    QByteArray names;
    for (const auto type : server::publishedTypes(event)) {
        names += (names.isEmpty() ? "" : " ") + QByteArray(nameOf(type));
    }
    return names;
}

} // namespace

class tst_Publish : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storedEventsArePublishedByTheTable_data()
    {
        QTest::addColumn<int>("event");
        QTest::addColumn<QByteArray>("types");
        const char *const rows[] = {"AccountCreatedDomainEvent BalanceUpdated",
            "AccountCreatedDomainEvent", "AccountNameChangedDomainEvent AccountUpdatedDomainEvent",
            "AccountCpfChangedDomainEvent AccountUpdatedDomainEvent",
            "AccountNameChangedDomainEvent", "AccountActivatedDomainEvent",
            "AccountDeactivatedDomainEvent",
            "AccountDeactivatedDomainEvent AccountUpdatedDomainEvent",
            "AccountDeletedDomainEvent AccountUpdatedDomainEvent", "AccountRestoredDomainEvent",
            "MoneyDeposited BalanceUpdated", "MoneyWithdrawn BalanceUpdated",
            "MoneyTransferred BalanceUpdated", "MoneyTransferred BalanceUpdated", "HoldPlaced",
            "HoldReleased", "AccountBlockChanged"};
        QCOMPARE(std::size(rows), oneOfEach().size());
        for (int i = 0; i < int(std::size(rows)); ++i) {
            QTest::addRow("%d %s", i, typeName(oneOfEach()[std::size_t(i)]))
                << i << QByteArray(rows[i]);
        }
    }
    void storedEventsArePublishedByTheTable()
    {
        QFETCH(int, event);
        QFETCH(QByteArray, types);
        QCOMPARE(typesOf(oneOfEach()[std::size_t(event)]), types);
    }
    void innerStreamsPublishNothing()
    {
        const Event inner[]
            = {Claimed{}, Released{}, AccountSerialIssued{1}, CustomerRegistered{}, CardIssued{},
                PinAttempted{}, PinVerified{}, PinChanged{}, CardBlocked{}, WithdrawalAuthorised{},
                WithdrawalCompleted{}, WithdrawalVoided{}, WithdrawalSuspected{}, UserRegistered{},
                PasswordChanged{}, UserRoleChanged{}, UserSuspended{}, UserReinstated{},
                TokenReused{}, KeyIssued{}, KeyRevoked{}};
        for (const Event &event : inner) {
            QVERIFY2(typesOf(event).isEmpty(), typeName(event));
        }
        QCOMPARE(std::size(inner) + 13, std::variant_size_v<Event>);
    }
    void theBytesAreThoseOfTheGoldenFile()
    {
        ListLog log;
        std::string text;
        for (const Event &event : oneOfEach()) {
            for (const auto &envelope :
                published(log.at(log.append(testing::accountNumbered(1), event)))) {
                text += toJsonText(envelope) + '\n';
            }
        }
        QFile golden(QStringLiteral(KONTOR_SOURCE_DIR "/tests/golden/published/envelopes.jsonl"));
        if (qEnvironmentVariableIsSet("KONTOR_WRITE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(text.data(), qint64(text.size()));
            return;
        }
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(QByteArray(text.data(), qsizetype(text.size())), golden.readAll());
    }
    void everyPartHasAnIdOfItsOwnThatNeverChanges()
    {
        ListLog log;
        std::set<QByteArray> ids;
        std::size_t parts = 0;
        for (const Event &event : oneOfEach()) {
            const auto recorded = log.at(log.append(testing::accountNumbered(1), event));
            const auto first = published(recorded);
            const auto second = published(recorded);
            for (std::size_t i = 0; i < first.size(); ++i) {
                QCOMPARE(first[i].eventId, second[i].eventId);
                QCOMPARE(first[i].part, int(i) + 1);
                QCOMPARE(first[i].eventId.uuid.bytes[6] >> 4, 5);
                ids.insert(first[i].eventId.toString());
            }
            parts += first.size();
        }
        QCOMPARE(ids.size(), parts);
    }
    void balanceUpdatedTellsBothBalancesAndAPositiveAmount()
    {
        ListLog log;
        const auto recorded = log.at(log.append(testing::accountNumbered(1), withdrawn()));
        const auto update = server::balanceUpdated(recorded);
        QVERIFY(update);
        QCOMPARE(update->type, u"Withdrawal"_s);
        QCOMPARE(update->amount.toString(), QByteArray("50.00"));
        QCOMPARE(update->balanceBefore.toString(), QByteArray("500.00"));
        QCOMPARE(update->newBalance.toString(), QByteArray("450.00"));
        const auto empty
            = log.at(log.append(testing::accountNumbered(2), testing::created(u"Bea"_s)));
        QVERIFY(!server::balanceUpdated(empty));
    }
};

KONTOR_TEST(tst_Publish)
#include "tst_publish.moc"
