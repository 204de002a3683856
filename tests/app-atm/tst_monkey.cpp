// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/Monkey.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "support/Torture.h"

#include <QTest>

using namespace kontor;
using namespace kontor::testing;

//! Whatever is pressed, touched, broken and cut in whatever order: every screen on the way can be read,
//! cash never comes before the card, notes and books agree afterwards, and somebody can be served.
class TestMonkey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void whateverIsPressedTheMachineStands_data();
    void whateverIsPressedTheMachineStands();
    void wrongBooksAreFound();

private:
    std::unique_ptr<Monkey> m_monkey;
};

//! How it came to a failure.
void TestMonkey::cleanup()
{
    if (m_monkey && QTest::currentTestFailed()) {
        for (const QString &line : m_monkey->story()) {
            qInfo("%s", qPrintable(line));
        }
    }
    m_monkey.reset();
}

void TestMonkey::whateverIsPressedTheMachineStands_data()
{
    QTest::addColumn<std::uint64_t>("seed");
    for (const std::uint64_t seed : Torture::fromEnvironment().seeds(6)) {
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
}

void TestMonkey::whateverIsPressedTheMachineStands()
{
    QFETCH(std::uint64_t, seed);
    m_monkey = std::make_unique<Monkey>(seed);
    Monkey &monkey = *m_monkey;
    monkey.play(std::chrono::milliseconds(1'000));
    QVERIFY2(monkey.violation().isEmpty(), qPrintable(monkey.violation()));
    QVERIFY2(monkey.comeToRest(), qPrintable(monkey.screen()));
    QVERIFY2(monkey.booksAtRest().isEmpty(), qPrintable(monkey.booksAtRest()));
    monkey.cutPower(false);
    QVERIFY2(monkey.comeToRest(), qPrintable(monkey.screen()));
    QVERIFY2(monkey.booksAtRest().isEmpty(), qPrintable(monkey.booksAtRest()));
    QVERIFY2(monkey.canServe(), qPrintable(monkey.screen()));
    QVERIFY(monkey.screensSeen().size() > 8);
    qInfo("%d acts, %d screens, cash taken %d times", monkey.acts(),
        int(monkey.screensSeen().size()), monkey.paid());
}

//! The check itself must be able to fail.
void TestMonkey::wrongBooksAreFound()
{
    Monkey monkey(1);
    QVERIFY(monkey.comeToRest());
    QVERIFY(monkey.booksAtRest().isEmpty());
    monkey.bookWrongly();
    QVERIFY(monkey.booksAtRest().contains(u"does not know"_s));
}

KONTOR_TEST(TestMonkey)
#include "tst_monkey.moc"
