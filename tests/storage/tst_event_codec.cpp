// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Random.h"
#include "storage/codec/EventCodec.h"
#include "storage/codec/Upcasters.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTest>

using namespace kontor;
using namespace kontor::domain;
using namespace kontor::storage;

namespace {

Uuid uuid(int n)
{
    Uuid uuid;
    uuid.bytes = {1, 0x93, 0x5e, 0x0a, 0, 0, 0x70, 0, 0x80};
    uuid.bytes[15] = std::uint8_t(n);
    return uuid;
}

const QDate day(2026, 3, 2);
const Timestamp eventTime{1'772'448'120'000'000};

Identity identity()
{
    return {u"Zoë \"Z\" Ávila\\n\n\t\u0001"_s, "12345678909", true, false, eventTime};
}

//! One of each alternative, every optional member set; in the variant's order.
std::vector<Event> fullEvents()
{
    return {
        AccountCreated{u"Ada Lovelace"_s, "12345678909", "1000001-7", Currency::eur(), {uuid(2)},
            day, day, "till/1", 10'000, 10'000},
        AccountNameChanged{u"Ada"_s, identity(), false},
        AccountCpfChanged{"98765432100", identity(), true},
        AccountActivated{identity(), true, true},
        AccountDeactivated{identity(), true, false},
        AccountDeleted{identity(), false, true},
        AccountRestored{identity(), true, false},
        MoneyDeposited{u"salary"_s, day, day, "till/1", Currency::eur(), 5, 15},
        MoneyWithdrawn{u"cash"_s, WithdrawalId{uuid(3)}, HoldId{uuid(4)}, true, day, day, "atm/1",
            *Currency::fromCode("JPY"), -5, 10},
        MoneyTransferred{{uuid(5)}, {uuid(6)}, u"rent"_s, day, day, Currency::eur(), 7, 17},
        HoldPlaced{{uuid(7)}, 900, Currency::eur(), HoldKind::Court, eventTime,
            WithdrawalId{uuid(3)}, u"order 7"_s},
        HoldReleased{{uuid(7)}, 900, Currency::eur(), ReleaseReason::Expired},
        AccountBlockChanged{true, false, u"order 7"_s},
        Claimed{{uuid(1)}},
        Released{{uuid(1)}},
        AccountSerialIssued{1'000'001},
        CustomerRegistered{u"Ada Lovelace"_s, "12345678909"},
        CardIssued{{uuid(1)}, "4711"},
        PinAttempted{"atm-1"},
        PinVerified{"atm-1"},
        PinChanged{2},
        CardBlocked{"pin"},
        WithdrawalAuthorised{{uuid(1)}, {uuid(8)}, {uuid(7)}, "atm-1", 15'000, Currency::eur(),
            {{100, 1}, {50, 1}}, eventTime},
        WithdrawalCompleted{10'000, {{100, 1}}, true},
        WithdrawalVoided{u"jam"_s},
        WithdrawalSuspected{u"no answer"_s},
        UserRegistered{"ada@example.com", u"Ada"_s, u"Lovelace"_s, Role::Customer, Currency::eur()},
        PasswordChanged{2},
        UserRoleChanged{Role::Teller, Role::Supervisor},
        UserSuspended{u"left the branch"_s},
        UserReinstated{},
        TokenReused{{uuid(9)}},
        KeyIssued{KeyKind::Integration, u"Fraud watch"_s, {"events.read", "account.read"}},
        KeyRevoked{u"replaced"_s},
    };
}

//! The same with every optional member absent.
std::vector<Event> bareEvents()
{
    std::vector<Event> events;
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        (events.push_back(Event(std::in_place_index<Index>)), ...);
    }(std::make_index_sequence<std::variant_size_v<Event>>());
    for (Event &event : events) {
        std::visit([](auto &e) {
            if constexpr (requires { e.bookingDate; }) {
                e.bookingDate = day;
            }
        }, event);
    }
    return events;
}

QByteArray dataOf(const Event &event)
{
    std::string data;
    appendEventData(data, event);
    return QByteArray(data.data(), qsizetype(data.size()));
}

QString goldenPath(const Event &event, int schema)
{
    return u"%1/tests/golden/events/%2.v%3.json"_s.arg(QStringLiteral(KONTOR_SOURCE_DIR),
        QString::fromLatin1(typeName(event))).arg(schema);
}

std::optional<QByteArray> golden(const Event &event, int schema)
{
    QFile file(goldenPath(event, schema));
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll().trimmed()) : std::nullopt;
}

} // namespace

class tst_EventCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventHasASample()
    {
        QCOMPARE(fullEvents().size(), std::variant_size_v<Event>);
        for (std::size_t i = 0; i < fullEvents().size(); ++i) {
            QCOMPARE(fullEvents()[i].index(), i);
        }
    }
    void everyEventReadsBackEqual()
    {
        for (const auto &events : {fullEvents(), bareEvents()}) {
            for (const Event &event : events) {
                const auto read = decodeEvent(typeName(event), currentSchemaOf(event), moneyOf(event),
                    dataOf(event));
                QVERIFY2(read, typeName(event));
                QVERIFY2(*read == event, dataOf(event).constData());
            }
        }
    }
    // A golden file is what an older program wrote: this one must read it for ever.
    void goldenFilesReadAsTheyWereMeant()
    {
        const bool regenerate = qEnvironmentVariableIntValue("KONTOR_REGENERATE_GOLDEN") == 1;
        for (const Event &event : fullEvents()) {
            const int current = currentSchemaOf(event);
            if (regenerate) {
                QFile file(goldenPath(event, current));
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(dataOf(event) + '\n');
            }
            for (int schema = 1; schema <= current; ++schema) {
                const auto data = golden(event, schema);
                QVERIFY2(data, qPrintable(goldenPath(event, schema)));
                const auto read = decodeEvent(typeName(event), schema, moneyOf(event), *data);
                QVERIFY2(read && *read == event, typeName(event));
            }
            QCOMPARE(dataOf(event), *golden(event, current));
        }
    }
    void anOldTransferThatContradictsItselfIsRefused()
    {
        const Event event = fullEvents()[9];
        QByteArray data = *golden(event, 1);
        QVERIFY(data.contains("\"direction\":\"in\""));
        data.replace("\"in\"", "\"out\"");
        QVERIFY(!decodeEvent("MoneyTransferred", 1, moneyOf(event), data));
        data.replace("\"direction\":\"out\",", "");
        QVERIFY(!decodeEvent("MoneyTransferred", 1, moneyOf(event), data));
        QVERIFY(decodeEvent("MoneyTransferred", 2, moneyOf(event), data));
        QVERIFY(!decodeEvent("MoneyTransferred", 3, moneyOf(event), data));
    }
    // What another JSON writer would make of it: blanks, another order, escapes, null for absent.
    void otherSpellingsOfTheSameDataAreRead()
    {
        const Event event = Claimed{{uuid(1)}};
        const auto read = decodeEvent("Claimed", 1, {},
            "{ \"by\" : \"01935e0a-0000-7000-8000-00000000\u0030001\" }");
        QVERIFY(read && *read == event);
        const auto customer = decodeEvent("CustomerRegistered", 1, {},
            "{\"cpf\":null,\"name\":\"Ada \\u00e9\\/\\ud83d\\ude00\"}");
        QVERIFY(customer);
        QCOMPARE(std::get<CustomerRegistered>(*customer).name, u"Ada é/😀"_s);
    }
    void whatCannotBeReadIsRefused_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("schema");
        QTest::addColumn<bool>("money");
        QTest::addColumn<QByteArray>("data");
        const QByteArray claimed = dataOf(Claimed{{uuid(1)}});
        QTest::newRow("unknown type") << QByteArray("Clamed") << 1 << false << claimed;
        QTest::newRow("newer schema") << QByteArray("Claimed") << 2 << false << claimed;
        QTest::newRow("cut") << QByteArray("Claimed") << 1 << false << claimed.chopped(1);
        QTest::newRow("more behind") << QByteArray("Claimed") << 1 << false << claimed + "x";
        QTest::newRow("missing member") << QByteArray("Claimed") << 1 << false << QByteArray("{}");
        QTest::newRow("unknown member")
            << QByteArray("Claimed") << 1 << false
            << claimed.chopped(1) + ",\"x\":1}";
        QTest::newRow("money where none moves") << QByteArray("Claimed") << 1 << true << claimed;
        QTest::newRow("no money where some moves")
            << QByteArray("MoneyDeposited") << 1 << false
            << dataOf(MoneyDeposited{{}, day, {}, "external", Currency::eur(), 1, 1});
    }
    void whatCannotBeReadIsRefused()
    {
        QFETCH(QByteArray, type);
        QFETCH(int, schema);
        QFETCH(bool, money);
        QFETCH(QByteArray, data);
        const EventMoney columns = money ? EventMoney{1, 1} : EventMoney{};
        const auto read = decodeEvent(type, schema, columns, data);
        QVERIFY(!read);
        QVERIFY(!read.error().isEmpty());
    }
    void theCauseIsShortAndReadsBack()
    {
        const auto text = [](const Cause &cause, const StreamName *stream) {
            std::string out;
            appendMeta(out, cause, stream);
            return out;
        };
        QCOMPARE(text({}, nullptr), "{}");
        QCOMPARE(text({{}, Channel::Api, "k", "k"}, nullptr), "{\"key\":\"k\"}");
        QCOMPARE(decodeMeta("{\"key\":\"k\"}")->cause.correlationId, "k");
        QCOMPARE(text({{}, Channel::Api, {}, "k"}, nullptr), "{\"cor\":\"\",\"key\":\"k\"}");
        const Cause cause{{"open", u"Zoë: \"teller\""_s}, Channel::Teller, "cor", "key-1"};
        const auto name = StreamName::of(AccountId{uuid(1)});
        const std::string written = text(cause, &name);
        QCOMPARE(QByteArray::fromStdString(written),
            "{\"by\":\"open:Zoë: \\\"teller\\\"\",\"ch\":\"teller\",\"cor\":\"cor\",\"key\":\"key-1\","
            "\"stream\":\"account/01935e0a-0000-7000-8000-000000000001\"}");
        const auto read = decodeMeta(QByteArray::fromStdString(written));
        QVERIFY(read && read->cause == cause && read->stream == name);
        std::string same;
        appendMeta(same, 2, nullptr);
        QCOMPARE(same, "{\"as\":2}");
        QCOMPARE(decodeMeta("{\"as\":2}")->sameAs, 2);
        QVERIFY(!decodeMeta("{\"as\":0}"));
        QVERIFY(!decodeMeta("{\"by\":1}"));
        QVERIFY(!decodeMeta("{\"ch\":\"carrier pigeon\"}"));
    }
    void aStateReadsBackEqual()
    {
        Account account;
        for (const Event &event : fullEvents()) {
            std::visit(
                [&](const auto &e) {
                    if constexpr (requires { domain::evolve(account, e, eventTime); }) {
                        domain::evolve(account, e, eventTime);
                    }
                },
                event);
        }
        account.holds = {{{uuid(7)}, 900, HoldKind::Card, eventTime, {}, u"x"_s, eventTime}, {}};
        std::string json;
        appendState(json, account);
        const auto read = decodeState(StreamKind::Account, QByteArray::fromStdString(json));
        QVERIFY(read && *read == State(account));
        QVERIFY(!decodeState(StreamKind::Account, QByteArray::fromStdString(json).chopped(1)));
    }
    void randomBytesNeverReadAsAnEvent()
    {
        SeededRandom random(11);
        for (const Event &event : fullEvents()) {
            for (int i = 0; i < 40; ++i) {
                QByteArray data = dataOf(event);
                const auto where = qsizetype(random.next() % std::uint64_t(data.size()));
                data[where] = char(random.next());
                const auto read = decodeEvent(typeName(event), currentSchemaOf(event), moneyOf(event),
                    data);
                // Changed text may still be an event, but never the same unless nothing changed
                // in meaning; the point is that nothing worse happens.
                QVERIFY(!read || read->index() == event.index());
            }
        }
    }
};

KONTOR_TEST(tst_EventCodec)
#include "tst_event_codec.moc"
