// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Writer.h"
#include "foundation/Random.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"

#include <QCoreApplication>
#include <QDir>

#include <cstdio>

using namespace kontor;
using namespace kontor::application;

// bench_seed DIR COUNT: a ledger with COUNT accounts that hold plenty; prints their ids.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc != 3) {
        std::fprintf(stderr, "usage: bench_seed DIR COUNT\n");
        return 64;
    }
    const QString directory = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(directory);
    SystemClock clock;
    SystemRandom random;
    auto log = storage::SqliteEventLog::open(directory, {}, clock, random);
    auto views = storage::SqliteViews::open(directory);
    KONTOR_ASSERT(log && views);
    storage::ViewFollower follower(
        **log, [&] { return (*views)->openWriter(); }, [&] { return (*views)->openIndex(); });
    follower.start();
    KONTOR_ASSERT(follower.waitUntil((*log)->head().position));
    {
        auto index = (*views)->openIndex();
        auto reader = (*log)->openReader();
        Writer writer(**log, *index, *reader, clock, {});
        IdGenerator ids(clock, random);
        const int count = std::atoi(argv[2]);
        for (int done = 0; done < count;) {
            std::vector<Submission> batch;
            for (int i = 0; i < 1000 && done < count; ++i, ++done) {
                domain::OpenAccount command;
                command.id = ids.nextId<AccountId>();
                command.newCustomerId = ids.nextId<CustomerId>();
                command.name = QStringLiteral("Account holder %1").arg(done);
                command.initialBalance = Decimal(1'000'000'00, 2);
                std::printf("%s\n", command.id.toString().constData());
                Submission submission;
                submission.command = std::move(command);
                batch.push_back(std::move(submission));
            }
            const auto outcome = writer.run(batch);
            KONTOR_ASSERT(outcome.batch);
            follower.follow(outcome.batch);
        }
        KONTOR_ASSERT(follower.waitUntil((*log)->head().position));
    }
    follower.stop();
    return 0;
}
