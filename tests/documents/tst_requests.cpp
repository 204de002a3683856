// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ApiDocument.h"
#include "support/HttpFile.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTest>

using namespace kontor::testing;

//! The collection of requests under docs/requests, each file on a server of its own.
class tst_Requests final : public QObject
{
    Q_OBJECT

    static bool isThere(const QByteArrayList &paths)
    {
        return std::all_of(paths.begin(), paths.end(), [](const QByteArray &path) {
            return apiDocument().find("paths")->find(path.toStdString());
        });
    }

private Q_SLOTS:
    void everyFileHappensAsItSays_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(KONTOR_SOURCE_DIR "/docs/requests"));
        for (const QString &name : folder.entryList({QStringLiteral("*.http")})) {
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
        }
    }
    void everyFileHappensAsItSays()
    {
        QFETCH(QString, path);
        HttpFile file(path);
        QVERIFY(file.samples().size() >= 5);
        if (!isThere(file.needs())) {
            KONTOR_SKIP("it needs paths that are not there yet");
        }
        const RunningServer server;
        const QStringList faults = file.play(server);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }
};

KONTOR_TEST(tst_Requests)
#include "tst_requests.moc"
