// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql/Statement.h"
#include "storage/views/SqliteViewWriter.h"
#include "storage/views/SqliteViews.h"
#include "support/LogBuilder.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;

// The write-ahead log of views.db.
class tst_ViewLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // One search follows the other, and there is never a moment when nobody reads.
    void readersDoNotKeepTheLogGrowing()
    {
        const QTemporaryDir directory;
        const auto views = std::move(*SqliteViews::open(directory.path()));
        const auto connection = [&views](OpenMode mode) {
            return std::move(*Database::open(views->path(), mode));
        };
        std::atomic<bool> over = false;
        const auto readOn = [&](int pause) {
            std::this_thread::sleep_for(std::chrono::milliseconds(pause));
            const auto database = connection(OpenMode::ReadOnly);
            while (!over) {
                const ReadTransaction reading(*database);
                (void)database->scalar(u"SELECT COUNT(*) FROM entries"_s);
                std::this_thread::sleep_for(std::chrono::milliseconds(40));
            }
        };
        std::vector<std::thread> readers;
        readers.emplace_back(readOn, 0);
        readers.emplace_back(readOn, 20);
        std::atomic<qint64> highestKey = -1;
        MemoryLog log;
        LogBuilder builder;
        builder.open(1, 1'000'000).open(2, 1'000'000);
        SqliteViewWriter writer(connection(OpenMode::Paced), highestKey, 1'000'000);
        const auto length = [&] { return QFileInfo(views->path() + u"-wal"_s).size(); };
        // The file shrinks in no other way; with the processors busy elsewhere it takes a while.
        qint64 before = 0;
        const QDeadlineTimer deadline(std::chrono::minutes(3));
        while (length() >= before && !deadline.hasExpired()) {
            before = length();
            for (int i = 0; i < 1'000; ++i) {
                builder.transfer(1 + i % 2, 2 - i % 2, 1);
            }
            QVERIFY(writer.apply(*builder.appendTo(log)));
        }
        over = true;
        for (std::thread &reader : readers) {
            reader.join();
        }
        QVERIFY2(!deadline.hasExpired(), qPrintable(QString::number(before)));
    }
};

KONTOR_TEST(tst_ViewLog)
#include "tst_view_log.moc"
