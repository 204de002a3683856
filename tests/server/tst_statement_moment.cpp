// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "server/routes/StatementFile.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/LogBuilder.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::server;
using namespace kontor::storage;
using testing::LogBuilder;
using testing::MemoryLog;

// What a file tells is all of one moment, though the books go on while it is made.
class tst_StatementMoment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAvailableIsSoAfterTheLastLine()
    {
        MemoryLog log;
        QTemporaryDir directory;
        const auto views = std::move(*SqliteViews::open(directory.path()));
        ViewFollower follower(
            log, [&views] { return views->openWriter(); }, [&views] { return views->openIndex(); });
        follower.start();
        LogBuilder builder;
        const auto book = [&] {
            follower.follow(builder.appendTo(log));
            QVERIFY(follower.waitUntil(log.head().position, std::chrono::seconds(20)));
        };
        domain::HoldPlaced hold;
        hold.holdId = {LogBuilder::uuid(77)};
        hold.held = 30'00;
        hold.reason = u"order"_s;
        const AccountId id = LogBuilder::account(1);
        builder.open(1, 100'00).add(domain::StreamName::of(id), hold);
        book();
        QuerySources sources{views->openReader(), views->openIndex(), log.openReader()};
        const StatementMonth month{*sources.views->account(id), QDate(2026, 3, 1)};
        const auto bookings = application::bookingsOf(*sources.views, *sources.index, *sources.log,
            {id, month.firstDay, month.lastDay()});
        builder.deposit(1, 5'00);
        book();
        StatementFile file;
        file.now = *Timestamp::parse("2026-03-02T12:00:00Z");
        fillStatementFile(file, month, bookings, sources,
            [](AccountId, const auto &) { return true; });
        QCOMPARE(file.after.toString(), QByteArray("100.00"));
        QVERIFY(file.available);
        QCOMPARE(file.available->toString(), QByteArray("70.00"));
    }
};

KONTOR_TEST(tst_StatementMoment)
#include "tst_statement_moment.moc"
