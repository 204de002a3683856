// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/NoteMix.h"
#include "foundation/Random.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::atm;

static Notes notes(const char *text)
{
    Notes result;
    for (const QString &part : QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts)) {
        const QStringList pair = part.split(u'x');
        result.push_back({pair[1].toInt(), pair[0].toInt()});
    }
    return normalised(result);
}

class tst_NoteMix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mixesAreExact_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("amount");
        QTest::addColumn<QByteArray>("stock");
        QTest::addColumn<QByteArray>("mix"); // empty: cannot be paid
        const auto row = [](const char *name, MixKind kind, int amount, const char *stock,
                             const char *mix) {
            QTest::newRow(name) << int(kind) << amount << QByteArray(stock) << QByteArray(mix);
        };
        const char *full = "100x50 100x20 10x10";
        row("greedy would fail", MixKind::FewestNotes, 60, "1x50 3x20", "3x20");
        row("30 from 50 and 20", MixKind::FewestNotes, 30, "1x50 3x20", "");
        row("fewest", MixKind::FewestNotes, 170, full, "3x50 1x20");
        row("mixed", MixKind::Mixed, 170, full, "2x50 3x20 1x10");
        row("small", MixKind::SmallNotes, 170, full, "4x20 9x10");
        row("even emptying", MixKind::EvenEmptying, 200, "4x50 40x20", "10x20");
        row("too many notes", MixKind::FewestNotes, 410, "41x10", "");
        row("the most notes", MixKind::FewestNotes, 400, "41x10", "40x10");
        row("above the limit", MixKind::FewestNotes, 1050, full, "");
        row("nothing", MixKind::FewestNotes, 0, full, "");
        row("negative", MixKind::FewestNotes, -20, full, "");
        row("no stock", MixKind::FewestNotes, 20, "", "");
    }
    void mixesAreExact()
    {
        QFETCH(int, kind);
        QFETCH(int, amount);
        QFETCH(QByteArray, stock);
        QFETCH(QByteArray, mix);
        const auto found = findMix(MixKind(kind), amount, notes(stock.constData()), {});
        QCOMPARE(found.has_value(), !mix.isEmpty());
        if (found) {
            QVERIFY2(*found == notes(mix.constData()), toJson(*found).constData());
        }
    }
    void nearestAmountsArePayable_data()
    {
        QTest::addColumn<int>("amount");
        QTest::addColumn<QByteArray>("stock");
        QTest::addColumn<int>("below");
        QTest::addColumn<int>("above");
        QTest::newRow("30 of 50s and 20s") << 30 << QByteArray("1x50 3x20") << 20 << 40;
        QTest::newRow("135") << 135 << QByteArray("100x50 100x20 10x10") << 130 << 140;
        QTest::newRow("too small") << 5 << QByteArray("100x50 100x20") << -1 << 20;
        QTest::newRow("too large") << 5000 << QByteArray("100x50") << 1000 << -1;
        QTest::newRow("empty") << 50 << QByteArray("") << -1 << -1;
    }
    void nearestAmountsArePayable()
    {
        QFETCH(int, amount);
        QFETCH(QByteArray, stock);
        QFETCH(int, below);
        QFETCH(int, above);
        const NearestAmounts nearest = nearestPayable(amount, notes(stock.constData()), {});
        QCOMPARE(nearest.below.value_or(-1), below);
        QCOMPARE(nearest.above.value_or(-1), above);
    }
    void choicesThatComeToTheSameNotesAreShownOnce()
    {
        QCOMPARE(mixChoices(170, notes("100x50 100x20 10x10"), {}).size(), 3u);
        QCOMPARE(mixChoices(60, notes("1x50 3x20"), {}).size(), 1u);
        QCOMPARE(mixChoices(30, notes("1x50 3x20"), {}).size(), 0u);
    }
    void fastCashShowsOnlyWhatCanBePaid()
    {
        QCOMPARE(fastCashAmounts(4, notes("9x50 9x20 9x10"), {}), (std::vector{20, 50, 100, 200}));
        QCOMPARE(fastCashAmounts(4, notes("9x20"), {}), (std::vector{20, 40, 60, 100}));
        QCOMPARE(fastCashAmounts(4, {}, {}), std::vector<int>{});
    }
    void everyMixOfRandomStocksHolds()
    {
        SeededRandom random(7);
        int payable = 0;
        for (int i = 0; i < 2000; ++i) {
            const auto upTo
                = [&random](int most) { return int(random.next() % std::uint64_t(most + 1)); };
            const Notes stock
                = normalised({{50, upTo(9)}, {20, upTo(9)}, {10, upTo(5)}, {5, upTo(2)}});
            const int amount = 5 * upTo(60);
            const PayoutLimits limits{12, 300};
            const auto fewest = findMix(MixKind::FewestNotes, amount, stock, limits);
            for (const MixKind kind : {MixKind::FewestNotes, MixKind::Mixed, MixKind::SmallNotes,
                     MixKind::EvenEmptying}) {
                const auto mix = findMix(kind, amount, stock, limits);
                QCOMPARE(mix.has_value(), fewest.has_value());
                if (mix) {
                    ++payable;
                    QCOMPARE(amountOf(*mix), amount);
                    QVERIFY(minus(stock, *mix).has_value());
                    QVERIFY(countOf(*mix) <= limits.maxNotes);
                    QVERIFY(countOf(*fewest) <= countOf(*mix));
                }
            }
        }
        QVERIFY(payable > 1000);
    }
};

KONTOR_TEST(tst_NoteMix)
#include "tst_note_mix.moc"
