// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

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
