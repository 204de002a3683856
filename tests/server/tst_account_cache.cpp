// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/AccountCache.h"

#include "application/Past.h"
#include "application/ports/ReadFault.h"
#include "server/cache/MemoryCache.h"
#include "server/routes/Render.h"
#include "support/LogBuilder.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;
using testing::LogBuilder;
using testing::MemoryLog;

namespace {

//! A cache in memory that can lose its connection.
class Unsteady final : public Cache
{
public:
    explicit Unsteady(const Clock &clock) : m_cache(clock, 1'000) {}

    void find(const QByteArray &key, Found found) override
    {
        isConnected ? m_cache.find(key, std::move(found)) : found(std::nullopt);
    }
    void put(const QList<QByteArray> &keys, const CacheEntry &entry,
        std::chrono::seconds life) override
    {
        if (isConnected) {
            m_cache.put(keys, entry, life);
        }
    }
    void drop(const QList<QByteArray> &keys, Dropped done) override
    {
        isConnected ? m_cache.drop(keys, std::move(done)) : done(false);
    }
    bool isEmpty() const override { return false; }
    void whenBack(std::function<void()> back) override { m_back = std::move(back); }
    void comeBack()
    {
        isConnected = true;
        m_back();
    }
    bool has(const QByteArray &key)
    {
        bool there = false;
        m_cache.find(key, [&](const auto &entry) { there = entry.has_value(); });
        return there;
    }

    bool isConnected = true;

private:
    MemoryCache m_cache;
    std::function<void()> m_back;
};

//! A log, and a reader of its accounts with a cache.
class Branch
{
public:
    Branch()
    {
        auto cache = std::make_unique<Unsteady>(clock);
        unsteady = cache.get();
        makeReader(std::move(cache));
    }
    void makeReader(std::unique_ptr<Cache> cache, const QByteArray &generation = "g1")
    {
        AccountCache::Past past;
        past.read = [this](qint64 first, qint64 last, AccountCache::Past::Told told) {
            told(application::eventsBetween(*m_log.openReader(), first, last));
        };
        past.cpfOf = [this](AccountId id) {
            return canRead ? state(id).cpf : throw application::ReadFault(u"unreadable"_s);
        };
        reader = std::make_unique<AccountCache>(std::move(cache), clock, generation,
            m_log.head().position, std::move(past));
    }
    void commit(const domain::Event &event, int account = 1)
    {
        commitUnseen(event, account);
        reader->onCommit(*m_last);
    }
    //! As somebody else's commit, of which nobody has told the reader yet.
    void commitUnseen(const domain::Event &event, int account = 1)
    {
        m_builder.add(domain::StreamName::of(LogBuilder::account(account)), event);
        m_last = m_builder.appendTo(m_log);
        for (const auto &changed : m_last->changed) {
            m_states[changed.stream.name()] = changed;
        }
    }
    void open(int account, const QByteArray &cpf)
    {
        domain::AccountCreated event;
        event.name = u"Ada"_s;
        event.cpf = cpf;
        event.number = "1-9";
        event.bookingDate = QDate(2026, 3, 2);
        commit(event, account);
    }
    void deposit(int account)
    {
        domain::MoneyDeposited event;
        event.bookingDate = QDate(2026, 3, 2);
        event.amount = 1;
        event.balanceAfter = state(LogBuilder::account(account)).balance + 1;
        commit(event, account);
    }
    void changeCpf(int account, const QByteArray &cpf)
    {
        domain::AccountCpfChanged event{state(LogBuilder::account(account)).cpf,
            state(LogBuilder::account(account)).identity()};
        event.after.cpf = cpf;
        commit(event, account);
    }
    //! What a read of the account fills in.
    void fill(int account, qint64 asOf = -1)
    {
        const auto &found = m_states.at(domain::StreamName::of(LogBuilder::account(account)).name());
        reader->fill(accountView(found.stream.accountId(), found.version,
                         std::get<domain::Account>(*found.state)),
            asOf < 0 ? head() : asOf);
    }
    qint64 head() const { return m_log.head().position; }
    bool hit(int account)
    {
        bool found = false;
        reader->find(LogBuilder::account(account), [&](const auto &e) { found = e.has_value(); });
        return found;
    }
    bool hit(const QByteArray &cpf)
    {
        bool found = false;
        reader->findByCpf(cpf, [&](const auto &e) { found = e.has_value(); });
        return found;
    }

    ScriptedClock clock{*Timestamp::parse("2026-03-02T09:00:00Z")};
    Unsteady *unsteady = nullptr;
    bool canRead = true;
    std::unique_ptr<AccountCache> reader;

private:
    const domain::Account &state(AccountId id) const
    {
        return std::get<domain::Account>(*m_states.at(domain::StreamName::of(id).name()).state);
    }
    MemoryLog m_log;
    LogBuilder m_builder;
    application::CommittedBatchPtr m_last;
    std::map<QByteArray, application::ChangedStream> m_states;
};

} // namespace

class tst_AccountCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReadFillsBothKeysAndBothAreHit()
    {
        Branch branch;
        branch.open(1, "12345678909");
        QVERIFY(!branch.hit(1) && !branch.hit("12345678909"));
        branch.fill(1);
        QVERIFY(branch.hit(1) && branch.hit("12345678909"));
        QVERIFY(branch.unsteady->has("accounts:id:" + LogBuilder::account(1).toString()));
        QVERIFY(branch.unsteady->has("accounts:cpf:12345678909"));
    }
    void everyChangeDropsBothKeys()
    {
        Branch branch;
        branch.open(1, "12345678909");
        branch.open(2, "98765432100");
        branch.fill(1);
        branch.fill(2);
        branch.deposit(1);
        QVERIFY(!branch.unsteady->has(cacheKey(LogBuilder::account(1))));
        QVERIFY(!branch.unsteady->has(cacheKey("12345678909")));
        QVERIFY(branch.hit(2) && branch.hit("98765432100"));
    }
    void anotherCpfDropsTheOldKeyAndTheNew()
    {
        Branch branch;
        branch.open(1, "12345678909");
        branch.fill(1);
        branch.changeCpf(1, "98765432100");
        for (const QByteArray &key : {cacheKey(LogBuilder::account(1)), cacheKey("12345678909"),
                 cacheKey("98765432100")}) {
            QVERIFY2(!branch.unsteady->has(key), key.constData());
        }
    }
    void aFillOlderThanAChangeIsIgnored()
    {
        Branch branch;
        branch.open(1, "12345678909");
        const qint64 looked = branch.head();
        branch.deposit(1);
        branch.fill(1, looked);
        QVERIFY(!branch.unsteady->has(cacheKey(LogBuilder::account(1))));
    }
    // An empty cache is not told what changes; who read before that must not fill it all the same.
    void aFillOlderThanAChangeIsIgnoredByAnEmptyCacheToo()
    {
        Branch branch;
        branch.makeReader(std::make_unique<MemoryCache>(branch.clock, 1'000));
        branch.open(1, "12345678909");
        const qint64 looked = branch.head();
        branch.deposit(1);
        branch.fill(1, looked);
        QVERIFY(!branch.hit(1));
        branch.fill(1);
        QVERIFY(branch.hit(1));
    }
    void anEntryThatSlippedInLateIsNotUsed()
    {
        Branch branch;
        branch.open(1, "12345678909");
        // Another reader has not heard of the change when it fills the cache that both share.
        branch.commitUnseen(domain::AccountNameChanged{u"Ada"_s, {u"Bea"_s, {}, true, false, {}}});
        branch.fill(1, branch.head() - 1);
        QVERIFY(branch.hit(1));
        branch.unsteady->isConnected = false;
        branch.deposit(1);
        branch.unsteady->isConnected = true;
        QVERIFY(branch.unsteady->has(cacheKey(LogBuilder::account(1))));
        QVERIFY(!branch.hit(1));
    }
    void aLostDropIsRepeatedFromTheLog()
    {
        Branch branch;
        branch.open(1, "12345678909");
        branch.open(2, "98765432100");
        branch.fill(1);
        branch.fill(2);
        branch.unsteady->isConnected = false;
        branch.changeCpf(1, "39053344705");
        branch.unsteady->comeBack();
        QVERIFY(!branch.unsteady->has(cacheKey(LogBuilder::account(1))));
        QVERIFY(!branch.unsteady->has(cacheKey("12345678909")));
        QVERIFY(branch.hit(2));
    }
    void aDropThatSucceedsRemindsOfTheLostOnes()
    {
        Branch branch;
        branch.open(1, "12345678909");
        branch.open(2, "98765432100");
        branch.fill(1);
        branch.unsteady->isConnected = false;
        branch.deposit(1);
        branch.unsteady->isConnected = true;
        branch.deposit(2);
        QVERIFY(!branch.unsteady->has(cacheKey(LogBuilder::account(1))));
    }
    // The disk did not answer in the middle of it.
    void lostDropsThatCouldNotBeRepeatedAreRepeatedLater()
    {
        Branch branch;
        branch.open(1, "12345678909");
        branch.open(2, "98765432100");
        branch.fill(1);
        branch.unsteady->isConnected = false;
        branch.deposit(1);
        branch.canRead = false;
        QVERIFY_THROWS_EXCEPTION(application::ReadFault, branch.unsteady->comeBack());
        QVERIFY(branch.unsteady->has(cacheKey(LogBuilder::account(1))));
        branch.canRead = true;
        branch.deposit(2);
        QVERIFY(!branch.unsteady->has(cacheKey(LogBuilder::account(1))));
    }
    void entriesOfAnotherLedgerAreNotUsed()
    {
        Branch branch;
        branch.open(1, "12345678909");
        branch.fill(1);
        branch.makeReader(std::make_unique<MemoryCache>(branch.clock, 10), "g2");
        branch.fill(1);
        QVERIFY(branch.hit(1));
        Branch other;
        other.makeReader(std::make_unique<MemoryCache>(branch.clock, 10), "g1");
        QVERIFY(!other.hit(1));
    }
    void entriesFromBeforeTheStartAreNotUsed()
    {
        Branch branch;
        branch.open(1, "12345678909");
        branch.fill(1, branch.head() - 1);
        QVERIFY(!branch.hit(1));
    }
    void withoutACacheNothingIsHit()
    {
        Branch branch;
        branch.makeReader(nullptr);
        branch.open(1, "12345678909");
        branch.fill(1);
        QVERIFY(!branch.reader->isOn() && !branch.hit(1));
    }

    void recentChangesAreKnownAndOlderOnesSuspected()
    {
        RecentChanges changes(10, 4);
        const auto account = [](int n) { return LogBuilder::account(n); };
        QVERIFY(changes.isUnchanged(account(1), 10));
        QVERIFY(!changes.isUnchanged(account(1), 9));
        changes.changed(account(1), 11);
        QVERIFY(!changes.isUnchanged(account(1), 10) && changes.isUnchanged(account(1), 11));
        QVERIFY(changes.isUnchanged(account(2), 10));
        for (int n = 2; n < 100; ++n) {
            changes.changed(account(n), 10 + n);
            QVERIFY(changes.size() <= 4);
            QVERIFY(!changes.isUnchanged(account(n), 9 + n) && changes.isUnchanged(account(n), 10 + n));
        }
        // What was forgotten counts as changed, even where it was not.
        QVERIFY(!changes.isUnchanged(account(1), 11) && !changes.isUnchanged(account(500), 50));
        QVERIFY(changes.isUnchanged(account(1), 109) && changes.isUnchanged(account(500), 109));
        changes.forget(200);
        QVERIFY(!changes.isUnchanged(account(1), 199) && changes.isUnchanged(account(1), 200));
    }
};

KONTOR_TEST(tst_AccountCache)
#include "tst_account_cache.moc"
