// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "server/auth/AccessTokens.h"
#include "support/TestMain.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::server;

// Access tokens: only what this server wrote, word for word, and only while it counts. Forged ones
// are made here by hand, with the real key where the row says so: a signature alone is not enough.
class tst_AccessTokens : public QObject
{
    Q_OBJECT

    static constexpr qint64 noon = 1'772'452'800;
    QTemporaryDir m_directory;
    ScriptedClock m_clock{Timestamp{noon * 1'000'000}};
    std::unique_ptr<TokenKeys> m_keys;
    std::unique_ptr<AccessTokens> m_tokens;

    static QByteArray base64(const QByteArray &text)
    {
        return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    QByteArray forged(const QByteArray &header, const QByteArray &claims) const
    {
        const QByteArray text = base64(header) + '.' + base64(claims);
        return text + '.'
            + base64(QMessageAuthenticationCode::hash(text, m_keys->newest().secret.reveal(),
                QCryptographicHash::Sha256));
    }
    QByteArray header() const
    {
        return "{\"alg\":\"HS256\",\"kid\":\"" + m_keys->newest().id + "\",\"typ\":\"JWT\"}";
    }
    static QByteArray claims(const QByteArray &iat = "1772452800", const QByteArray &exp = "1772453400",
        const QByteArray &iss = "kontor", const QByteArray &aud = "kontor-api")
    {
        return "{\"iss\":\"" + iss + "\",\"aud\":\"" + aud
            + "\",\"sub\":\"01935e0a-0000-7000-8000-000000000001\","
              "\"sid\":\"01935e0a-0000-7000-8000-000000000002\",\"role\":\"teller\",\"iat\":"
            + iat + ",\"exp\":" + exp + '}';
    }
    AccessToken token(qint64 seconds = 600) const
    {
        return {*UserId::parse("01935e0a-0000-7000-8000-000000000001"),
            *SessionId::parse("01935e0a-0000-7000-8000-000000000002"), "teller",
            m_clock.now(), m_clock.now().plusSeconds(seconds)};
    }
    bool counts(const QByteArray &text) const { return m_tokens->read(text, m_clock.now()).has_value(); }
    QString keyFile() const { return m_directory.path() + u"/token.key"_s; }

    //! New keys, and the clock at noon.
    void fresh()
    {
        QFile::remove(keyFile());
        m_clock.set(Timestamp{noon * 1'000'000});
        m_keys = std::make_unique<TokenKeys>(*TokenKeys::open(keyFile(), m_clock));
        m_tokens = std::make_unique<AccessTokens>(TokenAlgorithm::Hs256, *m_keys);
    }

private Q_SLOTS:
    void initTestCase() { fresh(); }
    void whatIsWrittenIsRead()
    {
        const auto read = m_tokens->read(m_tokens->issue(token()), m_clock.now());
        QVERIFY(read);
        QCOMPARE(read->user, token().user);
        QCOMPARE(read->session, token().session);
        QCOMPARE(read->expiresAt, token().expiresAt);
    }
    void aTokenMadeByHandAsWeMakeItCounts()
    {
        QVERIFY(counts(forged(header(), claims()))); // else the rows below would prove nothing
    }
    void everyAlgorithmReadsItsOwnTokensOnly()
    {
        for (const auto mine : {TokenAlgorithm::Hs256, TokenAlgorithm::Hs384, TokenAlgorithm::Hs512}) {
            const QByteArray text = AccessTokens(mine, *m_keys).issue(token());
            for (const auto other :
                {TokenAlgorithm::Hs256, TokenAlgorithm::Hs384, TokenAlgorithm::Hs512}) {
                QCOMPARE(AccessTokens(other, *m_keys).read(text, m_clock.now()).has_value(),
                    mine == other);
            }
        }
    }
    void abuse_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good = m_tokens->issue(token());
        const QList<QByteArray> parts = good.split('.');
        const auto withHeader = [&](const char *name, const QByteArray &text) {
            QTest::newRow(name) << forged(text, claims());
        };
        for (const char *none : {"none", "None", "nOnE", "NONE"}) {
            const QByteArray unsigned_ = base64("{\"alg\":\"" + QByteArray(none)
                + "\",\"kid\":\"" + m_keys->newest().id + "\",\"typ\":\"JWT\"}");
            QTest::newRow(none) << unsigned_ + '.' + parts[1] + '.';
            QTest::newRow(QByteArray(none) + " with a signature") << unsigned_ + '.' + parts[1] + '.' + parts[2];
        }
        for (const char *other : {"HS512", "RS256", "ES256", "EdDSA", "XY1", ""}) {
            withHeader(qPrintable(u"alg "_s + QLatin1StringView(other)),
                "{\"alg\":\"" + QByteArray(other) + "\",\"kid\":\"" + m_keys->newest().id
                    + "\",\"typ\":\"JWT\"}");
        }
        const QByteArray kid = m_keys->newest().id;
        withHeader("no kid", "{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        withHeader("unknown kid", "{\"alg\":\"HS256\",\"kid\":\"0000\",\"typ\":\"JWT\"}");
        withHeader("kid as a path", "{\"alg\":\"HS256\",\"kid\":\"../../token.key\",\"typ\":\"JWT\"}");
        withHeader("kid as SQL", "{\"alg\":\"HS256\",\"kid\":\"' OR 1=1--\",\"typ\":\"JWT\"}");
        withHeader("typ at+jwt", "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}");
        withHeader("no typ", "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}");
        for (const char *more : {"jku", "x5u", "jwk", "x5c", "crit", "cty"}) {
            withHeader(more, "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"JWT\",\""
                    + QByteArray(more) + "\":\"https://evil.example\"}");
        }
        withHeader("alg twice",
            "{\"alg\":\"none\",\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"JWT\"}");
        const auto withClaims = [&](const char *name, const QByteArray &text) {
            QTest::newRow(name) << forged(header(), text);
        };
        withClaims("another issuer", claims("1772452800", "1772453400", "evil"));
        withClaims("another audience", claims("1772452800", "1772453400", "kontor", "webhooks"));
        withClaims("expired", claims("1772452000", "1772452800"));
        withClaims("issued in the future", claims("1772452861", "1772453400"));
        withClaims("expires as a text", claims("1772452800", "\"1772453400\""));
        withClaims("expires at a fraction", claims("1772452800", "1772453400.5"));
        withClaims("expires in ages", claims("1772452800", "1000000000000000000"));
        withClaims("expires after a long life", claims("1772452800", "1772539201"));
        withClaims("no expiry",
            "{\"iss\":\"kontor\",\"aud\":\"kontor-api\",\"sub\":\"01935e0a-0000-7000-8000-000000000001\","
            "\"sid\":\"01935e0a-0000-7000-8000-000000000002\",\"role\":\"teller\",\"iat\":1772452800}");
        withClaims("not before a time, which we never write",
            QByteArray(claims()).replace("\"role\"", "\"nbf\":1772452900,\"role\""));
        withClaims("a claim twice", QByteArray(claims()).replace("\"role\"", "\"sub\":\"x\",\"role\""));
        withClaims("one claim more", QByteArray(claims()).replace("\"role\"", "\"admin\":true,\"role\""));
        withClaims("claims that are a list", "[]");
        withClaims("claims that are nothing", "");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("one part") << parts[0];
        QTest::newRow("two parts") << parts[0] + '.' + parts[1];
        QTest::newRow("no signature") << parts[0] + '.' + parts[1] + '.';
        QTest::newRow("four parts") << good + ".x";
        QTest::newRow("five parts, as if encrypted") << good + ".x.y";
        QTest::newRow("signature cut") << good.chopped(1);
        QTest::newRow("signature extended") << good + 'A';
        QTest::newRow("another signature") << parts[0] + '.' + parts[1] + '.' + base64(QByteArray(32, 'x'));
        QTest::newRow("all zeros") << parts[0] + '.' + parts[1] + '.' + base64(QByteArray(32, '\0'));
        QTest::newRow("padding") << parts[0] + "=." + parts[1] + '.' + parts[2];
        QTest::newRow("no base 64") << parts[0] + ".*" + parts[1] + '.' + parts[2];
        QTest::newRow("a NUL inside") << parts[0] + '.' + parts[1] + QByteArray(1, '\0') + '.' + parts[2];
        QTest::newRow("very long") << parts[0] + '.' + QByteArray(8000, 'A') + '.' + parts[2];
    }
    void abuse()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!counts(text));
        QVERIFY(counts(m_tokens->issue(token())));
    }
    void itRunsOutOnTheSecond()
    {
        fresh();
        const QByteArray text = m_tokens->issue(token(600));
        m_clock.advanceSeconds(599);
        QVERIFY(counts(text));
        m_clock.advanceSeconds(1);
        QVERIFY(!counts(text));
    }
    void aRotationLeavesTheTokensThatAreOut()
    {
        fresh();
        const QByteArray before = m_tokens->issue(token());
        QVERIFY(m_keys->rotate(m_clock.now()));
        QVERIFY(counts(before));
        const QByteArray after = m_tokens->issue(token());
        QVERIFY(counts(after));
        QVERIFY(after.split('.')[0] != before.split('.')[0]);
        QVERIFY(m_keys->rotate(m_clock.now()));
        QCOMPARE(m_keys->size(), 2u);
        QVERIFY(!counts(before));
        QVERIFY(counts(after));
    }
    void anotherProcessRotatesAndThisOneReadsAnew()
    {
        fresh();
        const QByteArray before = m_tokens->issue(token());
        auto other = TokenKeys::open(keyFile(), m_clock);
        QVERIFY(other->rotate(m_clock.now()));
        QCOMPARE(m_keys->size(), 1u);
        QVERIFY(m_keys->reload());
        QCOMPARE(m_keys->size(), 2u);
        QCOMPARE(m_keys->newest().id, other->newest().id);
        QVERIFY(counts(before));
    }
    void aBrokenFileChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no keys") << QByteArray("{\"keys\":[]}");
        QTest::newRow("a short secret")
            << QByteArray("{\"keys\":[{\"id\":\"a\",\"secret\":\"YWJj\",\"madeAt\":\"2026-03-02T12:00:00Z\"}]}");
        QTest::newRow("garbage") << QByteArray("garbage");
    }
    void aBrokenFileChangesNothing()
    {
        QFETCH(QByteArray, text);
        fresh();
        const QByteArray before = m_tokens->issue(token());
        QFile file(keyFile());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        QVERIFY(!m_keys->reload());
        QVERIFY(counts(before));
        QVERIFY(!TokenKeys::open(keyFile(), m_clock));
    }
    void theFileIsItsOwnersOnly()
    {
        fresh();
        const auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QCOMPARE(QFile::permissions(keyFile()) & ~mine, QFile::Permissions());
        QVERIFY(QFile::setPermissions(keyFile(), mine | QFile::ReadOther));
        const auto opened = TokenKeys::open(keyFile(), m_clock);
        QVERIFY(!opened);
        QVERIFY(opened.error().message.contains(u"chmod 600"_s));
    }
};

KONTOR_TEST(tst_AccessTokens)
#include "tst_access_tokens.moc"
