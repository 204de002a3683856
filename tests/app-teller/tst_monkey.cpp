// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Monkey.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "support/Torture.h"

#include <QLineEdit>

using namespace kontor;
using namespace kontor::testing;

//! Whatever is pressed and clicked in whatever order, over a bad line and beside other channels: the
//! program stands, nothing is posted twice, and afterwards somebody can be served.
class TestMonkey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whateverIsPressedTheCounterStands_data();
    void whateverIsPressedTheCounterStands();
};

void TestMonkey::whateverIsPressedTheCounterStands_data()
{
    QTest::addColumn<std::uint64_t>("seed");
    for (const std::uint64_t seed : Torture::fromEnvironment().seeds(6)) {
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
}

void TestMonkey::whateverIsPressedTheCounterStands()
{
    QFETCH(std::uint64_t, seed);
    Desk desk(seed % 2 ? u"de"_s : u"en"_s);
    Monkey monkey(desk, seed);
    monkey.play(std::chrono::milliseconds(1'000));
    const QString how = monkey.lastActs().join(u" · "_s);
    monkey.comeToRest();
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(desk.hasSearched(u"carla"_s), qPrintable(how), 30'000);
    qInfo("%d acts, %d of them posted something", monkey.acts(), desk.bank.effects);
}

KONTOR_TEST(TestMonkey)
#include "tst_monkey.moc"
