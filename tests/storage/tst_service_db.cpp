// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/Checkpoints.h"
#include "storage/service/FormerVerifiers.h"
#include "storage/service/KeptAnswers.h"
#include "storage/service/KeyDigests.h"
#include "storage/service/PasswordVerifiers.h"
#include "storage/service/PinVerifiers.h"
#include "storage/service/ServiceMigrations.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace kontor;
using namespace kontor::storage;

namespace {

CardId cardNamed(int n)
{
    Uuid uuid;
    uuid.bytes[15] = std::uint8_t(n);
    return {uuid};
}

} // namespace

class tst_ServiceDb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsReadableByItsOwnerOnly()
    {
        QTemporaryDir directory;
        QVERIFY(ServiceDb::open(directory.path()));
        QVERIFY(!(QFile::permissions(directory.path() + u"/service.db"_s)
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    }
    // Pages are in the file already, the first one is not, and the journal says what was before.
    static void beginAndDie(const QString &path)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto database = Database::open(path, OpenMode::ReadWrite);
            (void)(*database)->execAll({u"PRAGMA journal_mode=TRUNCATE"_s, u"PRAGMA cache_size=10"_s,
                u"BEGIN IMMEDIATE"_s, u"CREATE TABLE begun(text)"_s,
                u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                " INSERT INTO begun SELECT hex(zeroblob(500)) FROM n"_s});
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
    }
    void oneThatWasLeftInTheMiddleIsMadeGood()
    {
        QTemporaryDir directory;
        const QString path = directory.path() + u"/service.db"_s;
        beginAndDie(path);
        QVERIFY(QFile(path).size() > 0 && QFile(path + u"-journal"_s).size() > 0);
        const auto service = ServiceDb::open(directory.path());
        QVERIFY2(service, service ? "" : qPrintable(service.error().message));
    }
    void aForeignOneThatWasLeftInTheMiddleIsRefused()
    {
        QTemporaryDir directory;
        const QString path = directory.path() + u"/service.db"_s;
        QVERIFY((*Database::open(path, OpenMode::ReadWrite))->exec(u"CREATE TABLE theirs(x)"_s));
        beginAndDie(path);
        const auto service = ServiceDb::open(directory.path());
        QVERIFY(!service);
        QCOMPARE(service.error().exitCode, int(OpenError::Config));
        QVERIFY(service.error().message.contains(u"not a service file of Kontor"_s));
    }
    void aVerifierIsKeptUntilErased()
    {
        QTemporaryDir directory;
        {
            const auto service = ServiceDb::open(directory.path());
            PinVerifiers pins(**service);
            QVERIFY(pins.put({cardNamed(1), 1, Secret<QByteArray>("first-verifier"), "k1"}));
            QVERIFY(pins.put({cardNamed(1), 2, Secret<QByteArray>("second-verifier"), "k1"}));
            QVERIFY(pins.put({cardNamed(2), 1, Secret<QByteArray>("other-verifier"), "k1"}));
        }
        const auto service = ServiceDb::open(directory.path());
        PinVerifiers pins(**service);
        QCOMPARE(pins.get(cardNamed(1), 2)->verifier.reveal(), "second-verifier");
        QCOMPARE(pins.get(cardNamed(1), 2)->keyId, "k1");
        QVERIFY(pins.eraseExcept(cardNamed(1), 2));
        QVERIFY(!pins.get(cardNamed(1), 1));
        QVERIFY(pins.get(cardNamed(1), 2));
        QVERIFY(pins.eraseExcept(cardNamed(1), 0));
        QVERIFY(!pins.get(cardNamed(1), 2));
        QVERIFY(pins.get(cardNamed(2), 1));
    }
    void anErasedSecretLeavesNoTrace()
    {
        QTemporaryDir directory;
        const auto service = ServiceDb::open(directory.path());
        PinVerifiers pins(**service);
        QVERIFY(pins.put({cardNamed(1), 1, Secret<QByteArray>("canary-in-the-file"), "k1"}));
        const auto bytes = [&](const char *name) {
            QFile file(directory.path() + u'/' + QString::fromLatin1(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(bytes("service.db").contains("canary-in-the-file"));
        QVERIFY(pins.eraseExcept(cardNamed(1), 0));
        QVERIFY(!bytes("service.db").contains("canary-in-the-file"));
        QVERIFY(!bytes("service.db-journal").contains("canary-in-the-file"));
    }
    void checkpointsAreKeptByName()
    {
        QTemporaryDir directory;
        const auto service = ServiceDb::open(directory.path());
        Checkpoints checkpoints(**service);
        QVERIFY(!checkpoints.get(u"webhooks"_s));
        QVERIFY(checkpoints.put(u"webhooks"_s, {"generation", 7, 0, "hash"}));
        QVERIFY(checkpoints.put(u"webhooks"_s, {"generation", 9, 0, "hash2"}));
        QVERIFY(checkpoints.put(u"brokers"_s, {"generation", 3, 0, "hash"}));
        QCOMPARE(checkpoints.get(u"webhooks"_s)->position, 9);
        QCOMPARE(checkpoints.get(u"webhooks"_s)->eventHash, "hash2");
    }
    void anAnswerIsKeptUnderItsCallersKey()
    {
        QTemporaryDir directory;
        const Timestamp day{1'772'442'000'000'000};
        {
            const auto service = ServiceDb::open(directory.path());
            KeptAnswers answers(**service);
            QVERIFY(answers.put({"alice", "k1"}, {day, 503, "application/json", "later"}));
            QVERIFY(answers.put({"alice", "k1"}, {day, 200, "application/json", "{}"}));
            QVERIFY(answers.put({"bob", "k1"}, {day, 204, {}, {}}));
        }
        const auto service = ServiceDb::open(directory.path());
        KeptAnswers answers(**service);
        QCOMPARE(answers.get({"alice", "k1"})->status, 200);
        QCOMPARE(answers.get({"alice", "k1"})->body, QByteArray("{}"));
        QCOMPARE(answers.get({"alice", "k1"})->type, QByteArray("application/json"));
        QCOMPARE(answers.get({"bob", "k1"})->status, 204);
        QVERIFY(!answers.get({"carol", "k1"}));
        // After 400 days it is forgotten.
        QVERIFY(answers.put({"carol", "k2"}, {day.plusSeconds(401 * 86'400), 204, {}, {}}));
        QVERIFY(!answers.get({"alice", "k1"}));
        QVERIFY(answers.get({"carol", "k2"}));
    }
    void aFileOfAnOlderProgramIsBroughtUpToDate()
    {
        QTemporaryDir directory;
        {
            const auto service = ServiceDb::open(directory.path());
            PinVerifiers pins(**service);
            QVERIFY(pins.put({cardNamed(1), 1, Secret<QByteArray>("verifier"), "k1"}));
            QStringList undo{u"PRAGMA user_version=2"_s};
            for (const char *table :
                {"kept_answers", "password_verifiers", "key_digests", "sessions", "refresh_tokens",
                    "sign_in_failures", "set_up_secret", "former_verifiers"}) {
                undo << u"DROP TABLE "_s + QLatin1StringView(table);
            }
            QVERIFY((*service)->database().execAll(undo));
        }
        const auto service = ServiceDb::open(directory.path());
        QVERIFY(service);
        KeptAnswers answers(**service);
        QVERIFY(answers.put({"alice", "k1"}, {{1}, 204, {}, {}}));
        QVERIFY(FormerVerifiers(**service).replaceAll(
            [](const FormerVerifier &former) { return former.verifier.reveal(); }));
        PinVerifiers pins(**service);
        QVERIFY(pins.get(cardNamed(1), 1));
    }
    void verifiersWithoutAnOwnerWaitForSomebodyWithTheKey()
    {
        QTemporaryDir directory;
        const UserId user{cardNamed(7).uuid};
        {
            const auto service = ServiceDb::open(directory.path());
            PinVerifiers pins(**service);
            PasswordVerifiers passwords(**service);
            QVERIFY(pins.put({cardNamed(1), 3, Secret<QByteArray>("of-the-card"), "pin.key"}));
            QVERIFY(passwords.put(user, 2, Secret<QByteArray>("of-the-user")));
            QVERIFY((*service)->database().execAll(
                {u"DROP TABLE former_verifiers"_s, u"ALTER TABLE sessions DROP COLUMN seal"_s,
                    u"ALTER TABLE refresh_tokens DROP COLUMN seal"_s, u"PRAGMA user_version=5"_s}));
        }
        const auto service = ServiceDb::open(directory.path());
        PinVerifiers pins(**service);
        PasswordVerifiers passwords(**service);
        QVERIFY(!pins.get(cardNamed(1), 3));
        QVERIFY(!passwords.get(user, 2));
        // One that somebody has made since is newer.
        QVERIFY(passwords.put(user, 2, Secret<QByteArray>("newer")));
        const auto bound = [](const FormerVerifier &former) {
            return former.owner.toString() + '/' + QByteArray::number(former.generation) + '/'
                + former.verifier.reveal();
        };
        QVERIFY(FormerVerifiers(**service).replaceAll(bound));
        QCOMPARE(pins.get(cardNamed(1), 3)->verifier.reveal(),
            cardNamed(1).toString() + "/3/of-the-card");
        QCOMPARE(passwords.get(user, 2)->reveal(), "newer");
        // Once.
        QVERIFY(pins.eraseExcept(cardNamed(1), 0));
        QVERIFY(FormerVerifiers(**service).replaceAll(bound));
        QVERIFY(!pins.get(cardNamed(1), 3));
    }
    void keysWithoutAnOwnerWaitTooAndSessionsEnd()
    {
        QTemporaryDir directory;
        const KeyId key{cardNamed(9).uuid};
        {
            const auto service = ServiceDb::open(directory.path());
            KeyDigests keys(**service);
            QVERIFY(keys.put(key, "digest"));
            QVERIFY((*service)->database().execAll({u"ALTER TABLE sessions DROP COLUMN seal"_s,
                u"ALTER TABLE refresh_tokens DROP COLUMN seal"_s,
                u"INSERT INTO sessions VALUES(x'01', x'02', 1, NULL, 5, 9)"_s,
                u"INSERT INTO refresh_tokens VALUES(x'03', x'01', x'', 5, NULL, x'')"_s,
                u"PRAGMA user_version=6"_s}));
        }
        const auto service = ServiceDb::open(directory.path());
        KeyDigests keys(**service);
        QVERIFY(keys.all().empty());
        const auto count = FormerVerifiers(**service).replaceAll([](const FormerVerifier &former) {
            return former.owner.toString() + '/' + former.verifier.reveal();
        });
        QCOMPARE(*count, 1);
        QCOMPARE(keys.all().size(), 1u);
        QCOMPARE(keys.all()[0].second, key.toString() + "/digest");
        for (const auto &table : {u"sessions"_s, u"refresh_tokens"_s}) {
            QCOMPARE((*service)->database().scalar(u"SELECT COUNT(*) FROM "_s + table).toInt(), 0);
        }
    }
    void aFailedTransactionLeavesNothing()
    {
        QTemporaryDir directory;
        const auto service = ServiceDb::open(directory.path());
        PinVerifiers pins(**service);
        const auto done = (*service)->transaction([&] {
            (void)pins.put({cardNamed(1), 1, Secret<QByteArray>("x"), "k1"});
            return false;
        });
        QVERIFY(!done);
        QVERIFY(!pins.get(cardNamed(1), 1));
    }
    void aNewerFileIsRefusedUntouched()
    {
        QTemporaryDir directory;
        const QString path = directory.path() + u"/service.db"_s;
        {
            const auto service = ServiceDb::open(directory.path());
            QVERIFY((*service)->database().exec(u"PRAGMA user_version=%1"_s.arg(
                serviceMigrations().size() + 1)));
        }
        const auto refused = ServiceDb::open(directory.path());
        QVERIFY(!refused);
        QCOMPARE(refused.error().exitCode, OpenError::Config);
    }
};

KONTOR_TEST(tst_ServiceDb)
#include "tst_service_db.moc"
