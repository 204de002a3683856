// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/Stranger.h"
#include "support/TestMain.h"

#include <QDeadlineTimer>
#include <QTest>

#include <sys/stat.h>

using namespace kontor;
using namespace kontor::testing;

namespace {

QString booksDetail(const RunningServer &server)
{
    const QJsonObject health = server.get("/health").json();
    for (const auto &check : health[QLatin1StringView("checks")].toArray()) {
        if (check[QLatin1StringView("name")].toString() == QLatin1StringView("books")) {
            return check[QLatin1StringView("detail")].toString();
        }
    }
    return {};
}

// The scrubber takes its time, and the machine may be busy.
bool comesTrue(const std::function<bool()> &condition)
{
    const QDeadlineTimer deadline(60'000);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QTest::qSleep(100);
    }
    return true;
}

quint64 inodeOf(const QString &file)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(file).constData(), &status) == 0 ? status.st_ino : 0;
}

void readOnce(const QString &file)
{
    changeAsStranger(file, QStringLiteral("SELECT COUNT(*) FROM sqlite_schema"));
}

void flipByteOf(const QString &file, const QByteArray &text)
{
    QByteArray content = contentOf(file);
    const qsizetype at = content.indexOf(text);
    QVERIFY(at > 0);
    content[at] = char(content[at] ^ 1);
    QFile opened(file);
    QVERIFY(opened.open(QIODevice::ReadWrite) && opened.seek(at));
    QCOMPARE(opened.write(content.constData() + at, 1), 1);
}

} // namespace

class tst_Scrubber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultInTheBooksTurnsHealthRedAndStopsNothing()
    {
        RunningServer server({QStringLiteral("--scrub-rows-per-second"), QStringLiteral("1000000")});
        QVERIFY(server.isRunning());
        QByteArray id;
        for (int i = 1; i <= 3; ++i) {
            const auto opened = server.post("/api/v1/accounts",
                "{\"ownerName\":\"Scrubbed " + QByteArray::number(i) + "\",\"initialBalance\":5}");
            QCOMPARE(opened.status, 201);
            id = opened.json()[QLatin1StringView("id")].toString().toLatin1();
        }
        QVERIFY(comesTrue([&server] {
            return booksDetail(server).endsWith(QLatin1StringView("up to event 9"));
        }));
        QCOMPARE(server.get("/health").status, 200);
        // What was in the write-ahead log stands in the file now.
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.start());
        flipByteOf(server.directory() + QStringLiteral("/ledger.db"), "0000001-8");
        QVERIFY(comesTrue([&server] { return server.get("/health").status == 503; }));
        const QString detail = booksDetail(server);
        QVERIFY2(detail.startsWith(QLatin1StringView("event 3 ")), qPrintable(detail));
        QCOMPARE(server.get("/health/ready").status, 200);
        QCOMPARE(server.post("/api/v1/accounts/" + id + "/deposit", "{\"amount\":1}").status, 200);
        QVERIFY(server.log().contains("the books are not what was written: event 3 "));
    }
    // Who reads the file beside a server is not the last to close it, however often the books were looked
    // through: else it would take the write-ahead log away from under the server.
    void whoReadsBesideTakesNothingAway()
    {
        RunningServer server(
            {QStringLiteral("--scrub-rows-per-second"), QStringLiteral("1000000")});
        QCOMPARE(server.post("/accounts", R"({"ownerName":"Holder","initialBalance":5})").status,
            201);
        QVERIFY(comesTrue(
            [&server] { return booksDetail(server).contains(QLatin1StringView("up to event")); }));
        const QString log = server.directory() + QStringLiteral("/ledger.db-wal");
        const auto before = inodeOf(log);
        QVERIFY(before > 0);
        for (const QString &name : {QStringLiteral("ledger.db"), QStringLiteral("audit.db")}) {
            readOnce(server.directory() + u'/' + name);
        }
        QCOMPARE(inodeOf(log), before);
        QCOMPARE(server.post("/accounts", R"({"ownerName":"Other","initialBalance":5})").status,
            201);
        QCOMPARE(server.stop(), 0);
    }
    void aKeyThatTheViewsHaveLostIsNoticed()
    {
        RunningServer server(
            {QStringLiteral("--scrub-rows-per-second"), QStringLiteral("1000000")});
        QCOMPARE(server
                     .post("/accounts", R"({"ownerName":"Holder","initialBalance":5})",
                         {{"Idempotency-Key", "k"}})
                     .status,
            201);
        QVERIFY(comesTrue(
            [&server] { return server.get("/accounts?q=holder").number("totalCount") == "1"; }));
        QVERIFY(comesTrue([&server] { return server.get("/health").status == 200; }));
        changeAsStranger(server.directory() + QStringLiteral("/views.db"),
            QStringLiteral("DELETE FROM keys"));
        QVERIFY(comesTrue([&server] { return server.get("/health").status == 503; }));
        QVERIFY(server.log().contains("the key of outcome 1 is missing"));
    }
    // Nothing is decided on views that say something else than the log.
    void viewsThatLackAnEntryEndTheServerBeforeItDecides()
    {
        RunningServer server({QStringLiteral("--scrub-rows-per-second"), QStringLiteral("0")});
        const QByteArray id
            = server.post("/accounts", R"({"ownerName":"Holder","initialBalance":5})").id();
        QCOMPARE(server.post("/accounts/" + id + "/deposit", R"({"amount":1})").status, 200);
        QCOMPARE(server.stop(), 0);
        changeAsStranger(server.directory() + QStringLiteral("/views.db"),
            QStringLiteral("DELETE FROM entries WHERE version = 2"));
        QVERIFY(server.start());
        QCOMPARE(server.post("/accounts/" + id + "/deposit", R"({"amount":1})").status, 0);
        QCOMPARE(server.waitForEnd(), 65);
        QVERIFY(server.start());
        QCOMPARE(server.post("/accounts/" + id + "/deposit", R"({"amount":1})").status, 200);
        QCOMPARE(server.get("/accounts/" + id + "/balance").number("balance"), "7.00");
        QCOMPARE(server.stop(), 0);
    }
    // Nor does it find the log at fault where views that fell behind lack an entry.
    void viewsThatFellBehindAndLackAnEntryAreMadeAnew()
    {
        RunningServer server({QStringLiteral("--scrub-rows-per-second"), QStringLiteral("0")});
        const QByteArray id
            = server.post("/accounts", R"({"ownerName":"Holder","initialBalance":5})").id();
        QCOMPARE(server.post("/accounts/" + id + "/deposit", R"({"amount":1})").status, 200);
        QCOMPARE(server.stop(), 0);
        const QString views = server.directory() + QStringLiteral("/views.db");
        changeAsStranger(views, QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
        QVERIFY(QFile::copy(views, views + QStringLiteral(".older")));
        QVERIFY(server.start());
        QCOMPARE(server.post("/accounts/" + id + "/deposit", R"({"amount":1})").status, 200);
        QCOMPARE(server.stop(), 0);
        for (const char *end : {"", "-wal", "-shm"}) {
            QFile::remove(views + QLatin1StringView(end));
        }
        QVERIFY(QFile::rename(views + QStringLiteral(".older"), views));
        changeAsStranger(views, QStringLiteral("DELETE FROM entries WHERE version = 2"));
        QVERIFY(!server.start());
        QCOMPARE(server.waitForEnd(), 65);
        struct stat mark{};
        QCOMPARE(::stat(QFile::encodeName(views + QStringLiteral(".rebuild")).constData(), &mark),
            0);
        QCOMPARE(mark.st_mode & 0777, 0600u); // as everything in the directory
        QVERIFY2(server.start(), server.log().constData());
        QCOMPARE(server.get("/accounts/" + id + "/balance").number("balance"), "7.00");
        QCOMPARE(server.stop(), 0);
    }
};

KONTOR_TEST(tst_Scrubber)
#include "tst_scrubber.moc"
