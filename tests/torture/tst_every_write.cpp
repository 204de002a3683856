// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestMain.h"
#include "support/Torture.h"
#include "torture/writes/WriteFaults.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

// Every route that changes something, every call with which it changes the disk, every way in which
// that call can go wrong. None is skipped: the calls are counted first, and the routes are held
// against the server's own table.
class tst_EveryWrite : public QObject
{
    Q_OBJECT

private:
    const Torture m_torture = Torture::fromEnvironment();
    std::unique_ptr<PreparedBranch> m_branch;

    struct Tally
    {
        int calls = 0;
        int tried = 0;
        QStringList wrong;
    };
    // Every call and every mishap; or one of them, chosen by chance but always the same.
    template<class Try> void tryCalls(int count, Random &random, Tally &tally, Try tryOne) const
    {
        const int all = count * int(mishaps().size());
        const int chosen = int(random.next() % std::uint64_t(std::max(all, 1)));
        for (int n = 0; n < all; ++n) {
            if (m_torture.whole || n == chosen) {
                ++tally.tried;
                tally.wrong << tryOne(
                    1 + n / int(mishaps().size()), mishaps()[std::size_t(n) % mishaps().size()]);
            }
        }
        tally.calls += count;
        tally.wrong.removeAll(QString());
    }
    static std::vector<const char *> familiesInTurn(Random &random)
    {
        const auto &families = fileFamilies();
        std::vector<const char *> turned(families.begin(), families.end());
        std::rotate(turned.begin(),
            turned.begin() + std::ptrdiff_t(random.next() % turned.size()), turned.end());
        return turned;
    }
    static void report(const QByteArray &what, const Tally &tally)
    {
        qInfo("%s: %d calls, %d of %zu mishaps tried%s", what.constData(), tally.calls, tally.tried,
            std::size_t(tally.calls) * mishaps().size(),
            qPrintable(tally.wrong.isEmpty() ? QString() : u"; wrong: "_s + tally.wrong.join(u"; "_s)));
    }

private Q_SLOTS:
    void initTestCase() { m_branch = std::make_unique<PreparedBranch>(); }
    void everyRouteThatChangesSomethingIsHere()
    {
        std::set<QByteArray> known = routesWithoutEffect();
        for (const RouteCase &route : routeCases()) {
            known.insert(route.name());
        }
        RunningServer server;
        std::set<QByteArray> served;
        const QJsonObject paths = server.get("/openapi.json").json()["paths"_L1].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QJsonObject methods = path.value().toObject();
            for (const QString &method : methods.keys()) {
                if (method != "get"_L1 && method != "parameters"_L1) {
                    served.insert(method.toUpper().toLatin1() + ' ' + path.key().toLatin1());
                }
            }
        }
        QVERIFY(served.size() > 30);
        QStringList missing;
        for (const QByteArray &route : served) {
            if (!known.contains(route)) {
                missing << QString::fromLatin1(route);
            }
        }
        QVERIFY2(missing.isEmpty(),
            qPrintable(u"a row in tests/torture/writes/RouteCases.cpp is "
                       "wanted for "_s
                + missing.join(u", "_s)));
    }
    void everyoneIsToldTheTruth()
    {
        WriteFaults faults(*m_branch);
        SeededRandom random(m_torture.seed);
        Tally all;
        for (const RouteCase &route : routeCases()) {
            Tally tally;
            for (const char *family : familiesInTurn(random)) {
                tryCalls(faults.countCalls(route, family), random, tally,
                    [&](int call, const Mishap &mishap) {
                        return faults.tryOne(route, family, call, mishap);
                    });
                if (!m_torture.whole && tally.calls > 0) {
                    break; // one of its files, chosen by chance
                }
            }
            report(route.name(), tally);
            QVERIFY(tally.calls > 0 || route.pattern.endsWith("/example")); // which only sends
            all.calls += tally.calls;
            all.tried += tally.tried;
            all.wrong += tally.wrong;
        }
        report(QByteArray::number(int(routeCases().size())) + " routes", all);
        QVERIFY2(all.wrong.isEmpty(), qPrintable(all.wrong.join(u'\n')));
        QVERIFY(all.tried >= int(routeCases().size()));
        QVERIFY(!m_torture.whole || all.tried == all.calls * int(mishaps().size()));
    }
    void everyStartCanFailAndTheNextSucceeds_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("new ledger") << true;
        QTest::newRow("after a crash") << false;
    }
    void everyStartCanFailAndTheNextSucceeds()
    {
        QFETCH(bool, isNew);
        WriteFaults faults(*m_branch);
        const DiskContents contents = isNew ? DiskContents() : faults.crashed();
        SeededRandom random(m_torture.seed);
        Tally tally;
        const int count = faults.countStartCalls(contents);
        for (int sample = 0; sample < (m_torture.whole ? 1 : 8); ++sample) {
            tryCalls(count, random, tally, [&](int call, const Mishap &mishap) {
                return faults.tryStart(contents, call, mishap);
            });
        }
        report("start", tally);
        QVERIFY2(tally.wrong.isEmpty(), qPrintable(tally.wrong.join(u'\n')));
    }
    void everyStopCanFailAndNothingIsLost()
    {
        WriteFaults faults(*m_branch);
        SeededRandom random(m_torture.seed);
        Tally tally;
        const int count = faults.countStopCalls();
        for (int sample = 0; sample < (m_torture.whole ? 1 : 4); ++sample) {
            tryCalls(count, random, tally,
                [&](int call, const Mishap &mishap) { return faults.tryStop(call, mishap); });
        }
        report("stop", tally);
        QVERIFY2(tally.wrong.isEmpty(), qPrintable(tally.wrong.join(u'\n')));
    }
};

KONTOR_TEST(tst_EveryWrite)
#include "tst_every_write.moc"
