// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/PageTour.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QDir>

using namespace kontor;
using namespace kontor::testing;

//! Walks through every page and, where KONTOR_SCREENSHOTS names a directory, saves a picture of
//! each; QT_SCALE_FACTOR=2 gives the same at 200 %.
class TestScreenshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPagePaints_data();
    void everyPagePaints();

private:
    void shoot(Desk &desk, const QString &name);
    QString m_prefix;
    int m_shots = 0;
};

void TestScreenshots::everyPagePaints_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");

    QTest::newRow("en") << u"en"_s << false << QSize(1280, 800);
    QTest::newRow("dark") << u"en"_s << true << QSize(1280, 800);
    QTest::newRow("de") << u"de"_s << false << QSize(1280, 800);
    QTest::newRow("small") << u"de"_s << false << QSize(1024, 720);
    QTest::newRow("large") << u"en"_s << false << QSize(2560, 1440);
}

void TestScreenshots::shoot(Desk &desk, const QString &name)
{
    ++m_shots;
    const QPixmap picture = desk.window()->grab();
    QVERIFY(!picture.isNull());
    const QString directory = qEnvironmentVariable("KONTOR_SCREENSHOTS");
    if (!directory.isEmpty()) {
        QDir().mkpath(directory);
        const QString path = u"%1/%2-%3-%4.png"_s.arg(directory, m_prefix)
                                 .arg(m_shots, 2, 10, QLatin1Char('0'))
                                 .arg(name);
        QVERIFY(picture.save(path));
    }
}

void TestScreenshots::everyPagePaints()
{
    QFETCH(QString, language);
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    m_prefix = QString::fromLatin1(QTest::currentDataTag());
    m_shots = 0;
    Desk desk(language, dark);
    desk.window()->resize(size);
    visitEveryPage(desk, [&](const QString &page) { shoot(desk, page); });
    QCOMPARE(m_shots, pagesOnTour);
}

KONTOR_TEST(TestScreenshots)
#include "tst_screenshots.moc"
