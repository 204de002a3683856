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
    void moneyOfAnySizeIsPaid_data()
    {
        QTest::addColumn<QByteArray>("stock");
        QTest::addColumn<int>("most");
        QTest::addColumn<std::vector<int>>("fast");
        const auto row = [](const char *name, const char *stock, int most, std::vector<int> fast) {
            QTest::newRow(name) << QByteArray(stock) << most << std::move(fast);
        };
        row("euros", "100x50 100x20 10x10", 1000, {20, 50, 100, 200});
        row("yen", "100x10000 50x5000 100x1000", 100'000, {2000, 5000, 10'000, 20'000});
        row("yen, big ones only", "100x10000", 100'000, {10'000, 20'000, 30'000, 50'000});
        row("dong", "3000x500000 3000x100000", 10'000'000,
            {200'000, 500'000, 1'000'000, 2'000'000});
        row("rupees", "100x500 100x100", 10'000, {200, 500, 1000, 2000});
        row("dinars", "100x20 100x10 100x5", 800, {20, 50, 100, 200});
        row("francs", "100x200 100x100 100x20", 1000, {20, 40, 100, 200});
        row("more than an int counts", "3000x1000000 3000x500000", 10'000'000,
            {500'000, 1'000'000, 1'500'000, 2'000'000});
    }
    //! What is much and what is usual follows the notes.
    void moneyOfAnySizeIsPaid()
    {
        QFETCH(QByteArray, stock);
        QFETCH(int, most);
        QFETCH(std::vector<int>, fast);
        const Notes held = notes(stock.constData());
        const PayoutLimits limits = limitsOf(held);
        QCOMPARE(largestPayable(held, limits), most);
        QCOMPARE(fastCashAmounts(4, held, limits), fast);
        for (const int amount : fast) {
            for (const MixChoice &choice : mixChoices(amount, held, limits)) {
                QCOMPARE(amountOf(choice.notes), amount);
            }
        }
        QCOMPARE(limitsOf(Notes(held.rbegin(), held.rend())), limits);
        const NearestAmounts nearest = nearestPayable(fast[1] + 1, held, limits);
        QCOMPARE(nearest.below.value_or(-1), fast[1]);
        QVERIFY(nearest.above && isPayable(*nearest.above, held, limits));
        QCOMPARE(nearestPayable(99'999'999, held, limits).below.value_or(-1), most);
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
