// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RawClient.h"
#include "support/RunningServer.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <thread>
#include <vector>

using namespace kontor::testing;

//! The pages that the server makes of its document.
class tst_DocsPages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theirOtherNamesLeadThere()
    {
        const RunningServer server;
        for (const char *path : {"/swagger", "/swagger/index.html", "/api/swagger"}) {
            const HttpAnswer answer = server.get(path);
            QCOMPARE(answer.status, 302);
            QCOMPARE(answer.header("Location"), "/docs");
        }
        const HttpAnswer page = server.get("/docs");
        QCOMPARE(page.status, 200);
        QCOMPARE(page.header("Content-Type"), "text/html; charset=utf-8");
        QVERIFY(page.header("Content-Security-Policy").startsWith("default-src 'none'"));
    }
    // They are made when somebody first asks, while others go on.
    void allWhoAskFirstAreAnsweredAlike()
    {
        const RunningServer server;
        std::vector<HttpAnswer> answers(8);
        std::vector<std::thread> askers;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            askers.emplace_back(
                [&, i] { answers[i] = server.get(i % 2 == 0 ? "/openapi.json" : "/docs"); });
        }
        QCOMPARE(server.get("/health/live").status, 200);
        for (std::thread &asker : askers) {
            asker.join();
        }
        const HttpAnswer later[] = {server.get("/openapi.json"), server.get("/docs")};
        QVERIFY(later[0].body != later[1].body);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            QCOMPARE(answers[i].status, 200);
            QCOMPARE(answers[i].body, later[i % 2].body);
        }
    }
    void whoAsksFirstMayLeaveAndTheServerMayEnd()
    {
        RunningServer server;
        RawClient leaver(server.port());
        QVERIFY(leaver.send("GET /docs HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        leaver.reset();
        RawClient waiter(server.port());
        QVERIFY(waiter.send("GET /docs HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        QByteArray answer;
        std::thread reader([&] {
            answer = waiter.readAll(10'000);
            waiter.closeNow();
        });
        const int exitCode = server.stop();
        reader.join();
        QCOMPARE(exitCode, 0);
        QVERIFY2(answer.isEmpty() || answer.trimmed().endsWith("</html>"),
            answer.right(80).constData());
    }
    // KONTOR_SCREENSHOTS names a directory for pictures of them.
    void theyWorkInARealBrowser()
    {
        QString chromium = QStandardPaths::findExecutable(QStringLiteral("chromium"));
        if (chromium.isEmpty()) {
            KONTOR_SKIP("there is no chromium");
        }
        const RunningServer server;
        QProcess look;
        QStringList arguments{QStringLiteral(KONTOR_SOURCE_DIR "/tests/browser/docs_pages.py"),
            QStringLiteral("--chromium"), chromium, QStringLiteral("--url"), server.url()};
        if (qEnvironmentVariableIsSet("KONTOR_SCREENSHOTS")) {
            arguments << QStringLiteral("--pictures") << qEnvironmentVariable("KONTOR_SCREENSHOTS");
        }
        look.setProcessChannelMode(QProcess::MergedChannels);
        look.start(QStringLiteral("python3"), arguments);
        QVERIFY(look.waitForFinished(300'000));
        const QByteArray output = look.readAll();
        QVERIFY2(look.exitCode() == 0, output.constData());
    }
};

KONTOR_TEST(tst_DocsPages)
#include "tst_docspages.moc"
