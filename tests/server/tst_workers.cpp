// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/query/Workers.h"
#include "support/TestMain.h"

#include <QByteArrayList>
#include <QTest>

using namespace kontor::server;

namespace {

//! One thread that is kept busy until it is let go on; whose job ran when.
class Busy
{
public:
    Busy() : m_workers([] { return 0; }, 1)
    {
        m_workers.run(
            [this](int &) -> std::function<void()> {
                m_start.wait();
                return [] {};
            },
            "first");
    }
    ~Busy() { goOn(); }
    bool add(const QByteArray &owner)
    {
        return m_workers.run(
            [this, owner](int &) -> std::function<void()> {
                return [this, owner] { m_done << owner; };
            },
            owner);
    }
    void goOn()
    {
        if (!std::exchange(m_isGoingOn, true)) {
            m_start.count_down();
        }
    }
    const QByteArrayList &done() const { return m_done; }

private:
    std::latch m_start{1};
    bool m_isGoingOn = false;
    QByteArrayList m_done;
    Workers<int> m_workers;
};

} // namespace

class tst_Workers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownersTakeTurns()
    {
        Busy workers;
        for (int i = 0; i < 20; ++i) {
            QVERIFY(workers.add("many"));
        }
        QVERIFY(workers.add("one"));
        QVERIFY(workers.add("two"));
        workers.goOn();
        QTRY_COMPARE(workers.done().size(), 22);
        QCOMPARE(workers.done().first(4), (QByteArrayList{"many", "one", "two", "many"}));
    }
    void nobodyTakesAllTheRoom()
    {
        Busy workers;
        int taken = 0;
        while (workers.add("many")) {
            ++taken;
        }
        QVERIFY(taken > 100);
        QVERIFY(workers.add("one"));
        workers.goOn();
        QTRY_COMPARE(workers.done().size(), taken + 1);
        QVERIFY(workers.add("many"));
        QTRY_COMPARE(workers.done().size(), taken + 2);
    }
};

KONTOR_TEST(tst_Workers)
#include "tst_workers.moc"
