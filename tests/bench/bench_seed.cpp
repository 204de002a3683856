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

namespace {

constexpr int batchSize = 1000;

class Seeder
{
public:
    Seeder(storage::SqliteEventLog &log, storage::SqliteViews &views, const Clock &clock)
        : m_log(log),
          m_follower(
              log, [&views] { return views.openWriter(); }, [&views] { return views.openIndex(); }),
          m_ids(clock, m_random)
    {
        m_follower.start();
        KONTOR_ASSERT(m_follower.waitUntil(log.head().position));
        m_index = views.openIndex();
        m_reader = log.openWriterReader();
        m_writer = std::make_unique<Writer>(log, *m_index, *m_reader, clock, WriterOptions{});
    }
    void openAccounts(int count)
    {
        repeat(count, [this](int number) {
            domain::OpenAccount command;
            command.id = m_ids.nextId<AccountId>();
            command.newCustomerId = m_ids.nextId<CustomerId>();
            command.name = QStringLiteral("Account holder %1").arg(number);
            command.initialBalance = Decimal(1'000'000'00, 2);
            std::printf("%s\n", command.id.toString().constData());
            m_accounts.push_back(command.id);
            Submission submission;
            submission.command = std::move(command);
            return submission;
        });
    }
    void transfer(int count)
    {
        SeededRandom choice(7);
        repeat(count, [&](int) {
            domain::TransferMoney command;
            const auto from = choice.next() % m_accounts.size();
            command.transferId = m_ids.nextId<TransferId>();
            command.from = m_accounts[from];
            command.to = m_accounts[(from + 1 + choice.next() % (m_accounts.size() - 1))
                % m_accounts.size()];
            command.amount = Decimal(1, 2);
            Submission submission;
            submission.key = m_ids.next().toString();
            submission.caller = "bench";
            submission.cause.causationId = submission.key;
            submission.cause.correlationId = submission.key;
            submission.fingerprint = QByteArray(32, 'f');
            submission.command = std::move(command);
            return submission;
        });
    }
    void finish(qint64 position)
    {
        KONTOR_ASSERT(m_follower.waitUntil(position));
        m_follower.stop();
    }

private:
    template<class Make>
    void repeat(int count, const Make &make)
    {
        for (int done = 0; done < count;) {
            std::vector<Submission> batch;
            for (int i = 0; i < batchSize && done < count; ++i, ++done) {
                batch.push_back(make(done));
            }
            const auto outcome = m_writer->run(batch);
            KONTOR_ASSERT(outcome.batch && m_log.sync());
            m_follower.follow(outcome.batch);
        }
    }
    SystemRandom m_random;
    storage::SqliteEventLog &m_log;
    storage::ViewFollower m_follower;
    IdGenerator m_ids;
    std::unique_ptr<StreamIndex> m_index;
    std::unique_ptr<LogReader> m_reader;
    std::unique_ptr<Writer> m_writer;
    std::vector<AccountId> m_accounts;
};

// A server that finds a ledger without them takes them for lost.
void makeKeys(const QString &directory)
{
    SystemRandom random;
    for (const char *name : {"/fingerprint.key", "/pin.key"}) {
        QByteArray key;
        while (key.size() < 32) {
            key += char(random.next());
        }
        QFile file(directory + QLatin1StringView(name));
        KONTOR_ASSERT(file.open(QIODevice::WriteOnly) && file.write(key) == key.size());
    }
}

} // namespace

// bench_seed DIR ACCOUNTS [TRANSFERS]: a ledger with accounts that hold plenty, and transfers among
// them; prints the accounts' ids.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc != 3 && argc != 4) {
        std::fprintf(stderr, "usage: bench_seed DIR ACCOUNTS [TRANSFERS]\n");
        return 64;
    }
    const QString directory = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(directory);
    makeKeys(directory);
    SystemClock clock;
    SystemRandom random;
    auto log = storage::SqliteEventLog::open(directory, {}, clock, random);
    auto views = storage::SqliteViews::open(directory);
    KONTOR_ASSERT(log && views);
    Seeder seeder(**log, **views, clock);
    seeder.openAccounts(std::atoi(argv[2]));
    seeder.transfer(argc == 4 ? std::atoi(argv[3]) : 0);
    seeder.finish((*log)->head().position);
    return 0;
}
