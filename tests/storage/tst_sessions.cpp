// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/KeyDigests.h"
#include "storage/service/PasswordVerifiers.h"
#include "storage/service/SessionTable.h"
#include "storage/service/SetUpSecret.h"
#include "storage/service/SignInCounts.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using Kind = RotationResult::Kind;

namespace {

template<class Id>
Id id(int n)
{
    Id made;
    made.uuid.bytes[15] = std::uint8_t(n);
    return made;
}

constexpr Timestamp morning{1'772'442'000'000'000};
const Secret<QByteArray> sealKey(QByteArray(32, 'k'));

} // namespace

// What service.db keeps about who signs in.
class tst_Sessions : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    std::unique_ptr<ServiceDb> m_service;
    std::unique_ptr<SessionTable> m_sessions;

    //! Shows a token `after` seconds; the session may be idle for 1000 seconds.
    RotationResult show(const QByteArray &token, const QByteArray &next, qint64 after = 0,
        const QByteArray &key = {})
    {
        return *m_sessions->rotate({token, next, key, morning.plusSeconds(after), 1000});
    }
    bool isAlive() { return !m_sessions->live(morning).empty(); }

private Q_SLOTS:
    void init()
    {
        QFile::remove(m_directory.path() + u"/service.db"_s);
        m_service = std::move(*ServiceDb::open(m_directory.path()));
        m_sessions = std::make_unique<SessionTable>(*m_service, sealKey);
        QVERIFY(m_sessions->begin({id<SessionId>(1), id<UserId>(7), 1, id<KeyId>(9), morning,
                                      morning.plusSeconds(5000)}, "token-1"));
    }
    void cleanup()
    {
        m_sessions.reset();
        m_service.reset();
    }
    void aTokenIsReplacedByTheNext()
    {
        const auto first = show("token-1", "token-2", 10);
        QCOMPARE(first.kind, Kind::Rotated);
        QCOMPARE(first.session.id, id<SessionId>(1));
        QCOMPARE(first.session.user, id<UserId>(7));
        QCOMPARE(first.session.workstation, std::optional(id<KeyId>(9)));
        QCOMPARE(show("token-2", "token-3", 20).kind, Kind::Rotated);
    }
    void aTokenThatWasNeverGivenOutChangesNothing()
    {
        QCOMPARE(show("token-9", "token-2").kind, Kind::Unknown);
        QCOMPARE(show("token-1", "token-2").kind, Kind::Rotated);
    }
    void aTokenShownTwiceEndsItsWholeFamily()
    {
        show("token-1", "token-2");
        const auto reused = show("token-1", "token-x", 1);
        QCOMPARE(reused.kind, Kind::Reused);
        QCOMPARE(reused.session.user, id<UserId>(7));
        QVERIFY(!isAlive());
        QCOMPARE(show("token-2", "token-3", 2).kind, Kind::Unknown);
    }
    void theSameKeySoonAfterIsNoReuse()
    {
        show("token-1", "token-2", 0, "key-1");
        QCOMPARE(show("token-1", "token-3", 10, "key-1").kind, Kind::Rotated);
        QVERIFY(isAlive());
        // Whichever answer arrived: the one that is shown counts, and the other is none.
        QCOMPARE(show("token-3", "token-4", 11).kind, Kind::Rotated);
        QCOMPARE(show("token-2", "token-5", 12).kind, Kind::Unknown);
        QVERIFY(isAlive());
    }
    void theSameKeyIsReuseOnceTheAnswerWasUsed()
    {
        show("token-1", "token-2", 0, "key-1");
        show("token-2", "token-3", 1, "key-2");
        QCOMPARE(show("token-1", "token-4", 2, "key-1").kind, Kind::Reused);
        QVERIFY(!isAlive());
    }
    void anotherKeyOrTooLateIsReuse_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("after");
        QTest::newRow("another key") << QByteArray("key-2") << 1;
        QTest::newRow("no key") << QByteArray() << 1;
        QTest::newRow("too late") << QByteArray("key-1") << 11;
    }
    void anotherKeyOrTooLateIsReuse()
    {
        QFETCH(QByteArray, key);
        QFETCH(int, after);
        show("token-1", "token-2", 0, "key-1");
        QCOMPARE(show("token-1", "token-3", after, key).kind, Kind::Reused);
    }
    void anIdleSessionIsOver()
    {
        QCOMPARE(show("token-1", "token-2", 999).kind, Kind::Rotated);
        QCOMPARE(show("token-2", "token-3", 1999).kind, Kind::Unknown);
        QVERIFY(!isAlive());
    }
    void aSessionIsOverAtItsEndHoweverBusy()
    {
        QByteArray token = "token-1";
        for (int i = 1; i < 6; ++i) {
            const QByteArray next = "next-" + QByteArray::number(i);
            QCOMPARE(show(token, next, i * 900).kind, Kind::Rotated);
            token = next;
        }
        QCOMPARE(show(token, "last", 5000).kind, Kind::Unknown);
    }
    void anEndedSessionLeavesNoToken()
    {
        show("token-1", "token-2");
        QVERIFY(m_sessions->end(id<SessionId>(1)));
        QCOMPARE(show("token-2", "token-3").kind, Kind::Unknown);
        QCOMPARE(m_service->database().scalar(u"SELECT COUNT(*) FROM refresh_tokens"_s).toInt(), 0);
    }
    void liveOnesAreFoundAfterARestart()
    {
        QVERIFY(m_sessions->begin({id<SessionId>(2), id<UserId>(8), 3, {}, morning,
                                      morning.plusSeconds(10)}, "token-b"));
        QVERIFY(m_sessions->setGeneration(id<SessionId>(1), 4));
        const auto live = m_sessions->live(morning.plusSeconds(10));
        QCOMPARE(live.size(), 1u);
        QCOMPARE(live[0].id, id<SessionId>(1));
        QCOMPARE(live[0].generation, 4);
    }
    // One that was refreshed a thousand times is erased in several goes, and nobody's else with it.
    void whatIsOverIsErasedInPieces()
    {
        QVERIFY(m_sessions->begin(
            {id<SessionId>(2), id<UserId>(7), 1, {}, morning, morning.plusSeconds(6000)}, "other"));
        for (int n = 1; n < 25; ++n) {
            QCOMPARE(show("token-" + QByteArray::number(n), "token-" + QByteArray::number(n + 1)).kind,
                RotationResult::Kind::Rotated);
        }
        const auto count = [this] {
            return m_service->database().scalar(u"SELECT COUNT(*) FROM refresh_tokens"_s).toInt();
        };
        const Timestamp evening = morning.plusSeconds(5000);
        for (const int left : {16, 6}) {
            QVERIFY(*m_sessions->forgetOver(evening, 10));
            QCOMPARE(count(), left);
        }
        QVERIFY(!*m_sessions->forgetOver(evening, 10));
        QCOMPARE(count(), 1);
        QCOMPARE(m_sessions->live(morning).size(), 1u);
    }
    // Also while the server runs, which may be for years.
    void whatIsOverIsErased()
    {
        QVERIFY(m_sessions->begin(
            {id<SessionId>(2), id<UserId>(7), 1, {}, morning, morning.plusSeconds(6000)},
            "token-2"));
        QVERIFY(!*m_sessions->forgetOver(morning.plusSeconds(5000), 100));
        for (const auto &table : {u"sessions"_s, u"refresh_tokens"_s}) {
            QCOMPARE(m_service->database().scalar(u"SELECT COUNT(*) FROM "_s + table).toInt(), 1);
        }
        SignInCounts counts(*m_service);
        QVERIFY(counts.put({"new", 3, morning}));
        QVERIFY(counts.put({"old", 9, morning.plusSeconds(-1)}));
        QVERIFY(counts.forgetBefore(morning));
        QCOMPARE(m_service->database().scalar(u"SELECT COUNT(*) FROM sign_in_failures"_s).toInt(),
            1);
    }
    // Whoever can write the file has no key that seals.
    void whatAnotherHandChangedDoesNotCount_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("a token of another session")
            << u"UPDATE refresh_tokens SET session = x'00000000000000000000000000000002'"_s;
        QTest::newRow("a token of one's own")
            << u"UPDATE refresh_tokens SET digest = CAST('token-1' AS BLOB), issued_at = issued_at + 1"_s;
        QTest::newRow("a session of another user")
            << u"UPDATE sessions SET user = x'00000000000000000000000000000008'"_s;
        QTest::newRow("a session with the new password") << u"UPDATE sessions SET generation = 2"_s;
        QTest::newRow("a session at no computer") << u"UPDATE sessions SET workstation = NULL"_s;
        QTest::newRow("a session that does not end")
            << u"UPDATE sessions SET ends_at = ends_at * 2"_s;
        QTest::newRow("a seal that was taken away") << u"UPDATE sessions SET seal = x''"_s;
    }
    void whatAnotherHandChangedDoesNotCount()
    {
        QFETCH(QString, change);
        QVERIFY(m_sessions->begin(
            {id<SessionId>(2), id<UserId>(8), 1, {}, morning, morning.plusSeconds(5000)},
            "token-b"));
        QVERIFY(m_service->database().exec(change + u" WHERE "_s
            + (change.contains(u"refresh_tokens"_s) ? u"session"_s : u"id"_s)
            + u" = x'00000000000000000000000000000001'"_s));
        QCOMPARE(show("token-1", "token-2").kind, Kind::Unknown);
        // Nor does it count again because the user has another password.
        QVERIFY(m_sessions->setGeneration(id<SessionId>(1), 2));
        QCOMPARE(show("token-1", "token-3").kind, Kind::Unknown);
        QCOMPARE(show("token-b", "token-c").kind, Kind::Rotated);
    }
    void passwordsKeysCountsAndTheSetUpSecretAreKept()
    {
        PasswordVerifiers passwords(*m_service);
        QVERIFY(passwords.put(id<UserId>(1), 1, Secret<QByteArray>("verifier-1")));
        QVERIFY(passwords.put(id<UserId>(1), 2, Secret<QByteArray>("verifier-2")));
        QVERIFY(passwords.eraseExcept(id<UserId>(1), 2));
        QVERIFY(!passwords.get(id<UserId>(1), 1));
        QCOMPARE(passwords.get(id<UserId>(1), 2)->reveal(), "verifier-2");
        KeyDigests keys(*m_service);
        QVERIFY(keys.put(id<KeyId>(1), "digest-1"));
        QVERIFY(keys.put(id<KeyId>(2), "digest-2"));
        QVERIFY(keys.erase(id<KeyId>(1)));
        QCOMPARE(keys.all().size(), 1u);
        QCOMPARE(keys.all()[0].second, "digest-2");
        SignInCounts counts(*m_service);
        QVERIFY(counts.put({"anna", 3, morning}));
        QVERIFY(counts.put({"anna", 4, morning.plusSeconds(1)}));
        QVERIFY(counts.put({"old", 9, morning.plusSeconds(-1)}));
        QCOMPARE(counts.since(morning).size(), 1u);
        QCOMPARE(counts.since(morning)[0].failures, 4);
        SetUpSecret secret(*m_service);
        QVERIFY(!secret.get(morning));
        QVERIFY(secret.put("digest", morning.plusSeconds(60)));
        QCOMPARE(*secret.get(morning), "digest");
        QVERIFY(!secret.get(morning.plusSeconds(60)));
        QVERIFY(secret.erase());
        QVERIFY(!secret.get(morning));
    }
};

KONTOR_TEST(tst_Sessions)
#include "tst_sessions.moc"
