// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Describe.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;

namespace {

struct Sample
{
    QString name;
    std::optional<Decimal> amount;
    std::vector<int> counts;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &Sample::name);
        v("amount", &Sample::amount);
        v("counts", &Sample::counts);
    }
};

struct Letter
{
    RawJson content;

    template<class V>
    static void describe(V &&v) { v("content", &Letter::content); }
};

QString errorOf(QByteArrayView text)
{
    const auto parsed = parseJson(text);
    return parsed ? QString() : QString::fromLatin1(parsed.error().code);
}

} // namespace

class tst_Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strictnessIsKept_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("plain") << QByteArray("{\"a\":1}") << QString();
        QTest::newRow("empty") << QByteArray("") << u"malformed-json"_s;
        QTest::newRow("trailing bytes") << QByteArray("{} x") << u"malformed-json"_s;
        QTest::newRow("two documents") << QByteArray("{}{}") << u"malformed-json"_s;
        QTest::newRow("comment") << QByteArray("{/*x*/}") << u"malformed-json"_s;
        QTest::newRow("single quotes") << QByteArray("{'a':1}") << u"malformed-json"_s;
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{}") << u"malformed-json"_s;
        QTest::newRow("bad utf-8") << QByteArray("{\"a\":\"\xC3\x28\"}") << u"malformed-json"_s;
        QTest::newRow("overlong utf-8") << QByteArray("{\"a\":\"\xC0\xAF\"}") << u"malformed-json"_s;
        QTest::newRow("lone surrogate") << QByteArray("{\"a\":\"\\ud800\"}") << u"malformed-json"_s;
        QTest::newRow("raw control") << QByteArray("{\"a\":\"\x01\"}") << u"malformed-json"_s;
        QTest::newRow("leading zero") << QByteArray("{\"a\":01}") << u"malformed-json"_s;
        QTest::newRow("plus") << QByteArray("{\"a\":+1}") << u"malformed-json"_s;
        QTest::newRow("hex") << QByteArray("{\"a\":0x1}") << u"malformed-json"_s;
        QTest::newRow("NaN") << QByteArray("{\"a\":NaN}") << u"malformed-json"_s;
        QTest::newRow("duplicate") << QByteArray("{\"a\":1,\"a\":2}") << u"duplicate-member"_s;
        QTest::newRow("duplicate by escape")
            << QByteArray("{\"amount\":1,\"amo\\u0075nt\":2}") << u"duplicate-member"_s;
        QTest::newRow("32 deep") << QByteArray(32, '[') + QByteArray(32, ']') << QString();
        QTest::newRow("33 deep") << QByteArray(33, '[') + QByteArray(33, ']')
                                 << u"json-too-complex"_s;
        QTest::newRow("nothing after a NUL")
            << QByteArray("{\"a\":1}\0{\"a\":2}", 15) << u"malformed-json"_s;
        QTest::newRow("NUL at the end") << QByteArray("{}\0", 3) << u"malformed-json"_s;
        QTest::newRow("a number too large") << QByteArray("[1e400]") << u"json-too-complex"_s;
        QByteArray members = "{\"0\":0";
        for (int i = 1; i < 256; ++i) {
            members += ",\"" + QByteArray::number(i) + "\":0";
        }
        QTest::newRow("256 members") << members + '}' << QString();
        QTest::newRow("257 members") << members + ",\"x\":0}" << u"json-too-complex"_s;
        QTest::newRow("long string") << "\"" + QByteArray(5000, 'x') + "\"" << u"json-too-complex"_s;
        QTest::newRow("many values") << "[0" + QByteArray(",0").repeated(10'000) + "]"
                                     << u"json-too-complex"_s;
    }
    void strictnessIsKept()
    {
        QFETCH(QByteArray, text);
        QTEST(errorOf(text), "code");
    }
    void numbersKeepTheirText()
    {
        const auto json = parseJson("[10.005,1e3,0.1000000000000000001,9223372036854775808]");
        QVERIFY(json);
        QCOMPARE(json->toJson(), "[10.005,1e3,0.1000000000000000001,9223372036854775808]");
    }
    void aDescribedStructReadsAndWrites()
    {
        const auto json = parseJson(R"({"name":"Ada","amount":12.50,"counts":[1,2]})");
        const auto sample = fromJson<Sample>(*json);
        QVERIFY(sample);
        QCOMPARE(sample->name, u"Ada"_s);
        QCOMPARE(toJson(*sample), R"({"name":"Ada","amount":12.5,"counts":[1,2]})");
    }
    void everythingWrongIsNamed()
    {
        const auto json = parseJson(R"({"amount":"1e3","counts":[1,"x"],"curency":"EUR"})");
        const auto sample = fromJson<Sample>(*json);
        QVERIFY(!sample);
        QStringList found;
        for (const FieldError &error : sample.error()) {
            found << error.pointer + u' ' + error.code;
        }
        QCOMPARE(found, QStringList({u"/name missing-member"_s, u"/amount amount-format"_s,
                            u"/counts/1 wrong-type"_s, u"/curency unknown-member"_s}));
    }
    void rawJsonMayBeNull()
    {
        const auto letter = fromJson<Letter>(*parseJson(R"({"content":null})"));
        QVERIFY(letter);
        QCOMPARE(toJson(*letter), R"({"content":null})");
        QVERIFY(!fromJson<Letter>(*parseJson("{}")));
    }
    void unknownMembersCanBeIgnoredButMissingOnesCannot()
    {
        const auto newer = parseJson(R"({"name":"Ada","counts":[],"nickname":{"a":1}})");
        QVERIFY(!fromJson<Sample>(*newer));
        const auto sample = fromJson<Sample>(*newer, UnknownMembers::Ignore);
        QVERIFY(sample);
        QCOMPARE(sample->name, u"Ada"_s);
        QVERIFY(!fromJson<Sample>(*parseJson(R"({"nickname":1})"), UnknownMembers::Ignore));
    }
};

KONTOR_TEST(tst_Json)
#include "tst_json.moc"
