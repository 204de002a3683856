// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/LogBuilder.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;
using application::AccountFilter;

class tst_CatchUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Views that fell behind read the log in steps, and are read meanwhile.
    void aStepNeverEndsInTheMiddleOfATransfer()
    {
        MemoryLog log;
        LogBuilder builder;
        builder.open(1, 1'000).open(2, 1'000).appendTo(log);
        for (int i = 0; i < 20; ++i) {
            builder.transfer(1, 2, 7).transfer(2, 1, 3).appendTo(log);
        }
        QTemporaryDir directory;
        const auto views = SqliteViews::open(directory.path());
        std::vector<qint64> totals;
        FollowerCallbacks callbacks;
        callbacks.progress = [&](qint64, qint64) {
            qint64 total = 0;
            for (const auto &row : (*views)->openReader()->accounts(AccountFilter{}).rows) {
                total += row.account.balance;
            }
            totals.push_back(total);
        };
        {
            ViewFollower follower(log, [&] { return (*views)->openWriter(); },
                [&] { return (*views)->openIndex(); }, callbacks, {.catchUpEvents = 3});
            follower.start();
            QVERIFY(follower.waitUntil(log.head().position, std::chrono::seconds(20)));
        }
        QVERIFY(totals.size() > 10);
        totals.erase(totals.begin()); // the second account was not open yet
        QCOMPARE(std::count(totals.begin(), totals.end(), 2'000), qsizetype(totals.size()));
    }
};

KONTOR_TEST(tst_CatchUp)
#include "tst_catch_up.moc"
