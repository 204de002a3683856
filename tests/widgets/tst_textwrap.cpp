// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "widgets/AmountWords.h"
#include "widgets/TextWrap.h"
#include "widgets/Type.h"

#include <QFontMetrics>

using namespace kontor;
using namespace kontor::widgets;

//! Where painted lines end.
class TestTextWrap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreKeptWholeWhereTheyHaveRoom_data();
    void wordsAreKeptWholeWhereTheyHaveRoom();
    void aGermanThousandMayEndALine();
};

void TestTextWrap::wordsAreKeptWholeWhereTheyHaveRoom_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("wrap");
    QTest::newRow("words") << u"nine hundred ninety-nine thousand euros"_s << int(Qt::TextWordWrap);
    QTest::newRow("a hyphen") << QString(20, u'n') + u'-' + QString(20, u'n')
                              << int(Qt::TextWordWrap);
    QTest::newRow("a soft hyphen") << QString(20, u'n') + QChar(QChar::SoftHyphen)
            + QString(20, u'n') << int(Qt::TextWordWrap);
    QTest::newRow("one long word") << QString(40, u'n') << int(Qt::TextWrapAnywhere);
}

void TestTextWrap::wordsAreKeptWholeWhereTheyHaveRoom()
{
    QFETCH(QString, text);
    QFETCH(int, wrap);
    const QFontMetrics metrics(fontOf(TextRole::Mini));
    QCOMPARE(wrapOf(text, metrics.horizontalAdvance(u'n') * 30, metrics), wrap);
}

void TestTextWrap::aGermanThousandMayEndALine()
{
    QCOMPARE(breakable(u"zweitausendfünfzig Euro"_s), u"zweitausend\u00ADfünfzig Euro"_s);
    QCOMPARE(breakable(u"zweitausend Euro"_s), u"zweitausend Euro"_s);
    QCOMPARE(breakable(u"two thousand fifty euros"_s), u"two thousand fifty euros"_s);
}

KONTOR_TEST(TestTextWrap)
#include "tst_textwrap.moc"
