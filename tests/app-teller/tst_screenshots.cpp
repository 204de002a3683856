// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QDir>
#include <QListView>

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
    QTest::qWait(30);
    const QPixmap picture = desk.window()->grab();
    QVERIFY(!picture.isNull());
    const QString directory = qEnvironmentVariable("KONTOR_SCREENSHOTS");
    if (!directory.isEmpty()) {
        QDir().mkpath(directory);
        const QString path = u"%1/%2-%3-%4.png"_s.arg(directory, m_prefix)
                                 .arg(++m_shots, 2, 10, QLatin1Char('0'))
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
    QTest::qWait(150);
    shoot(desk, u"home"_s);
    desk.type(u"web"_s);
    QTest::qWait(200);
    shoot(desk, u"search"_s);
    desk.press(Qt::Key_Return);
    QTest::qWait(200);
    shoot(desk, u"customer"_s);
    desk.press(Qt::Key_F4);
    QTest::qWait(50);
    shoot(desk, u"deposit-empty"_s);
    desk.type(u"1250.005"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    shoot(desk, u"deposit-problem"_s);
    desk.press(Qt::Key_A, Qt::ControlModifier);
    desk.type(u"1250"_s);
    shoot(desk, u"deposit"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    shoot(desk, u"check"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(300);
    shoot(desk, u"done"_s);
    desk.press(Qt::Key_Return);
    QTest::qWait(300);
    shoot(desk, u"home-after"_s);
    desk.type(u"carla"_s);
    QTest::qWait(200);
    desk.press(Qt::Key_F6);
    QTest::qWait(100);
    desk.type(u"oka"_s);
    QTest::qWait(200);
    shoot(desk, u"transfer-candidates"_s);
    desk.press(Qt::Key_Return);
    desk.type(u"20"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    shoot(desk, u"transfer-check"_s);
    desk.bank.setLine(SampleBank::Line::LosesAnswers);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(500);
    shoot(desk, u"being-checked"_s);
    desk.press(Qt::Key_Return);
    QTest::qWait(100);
    shoot(desk, u"home-pending"_s);
    desk.bank.setLine(SampleBank::Line::Cut);
    QTest::qWait(500);
    shoot(desk, u"offline"_s);
    desk.bank.setLine(SampleBank::Line::Good);
    QTest::qWait(700);
    desk.press(Qt::Key_N, Qt::ControlModifier);
    QTest::qWait(100);
    shoot(desk, u"new-account"_s);
    desk.type(u"Nadia Haddad"_s);
    desk.press(Qt::Key_Return);
    desk.type(u"12345678909"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    shoot(desk, u"new-account-check"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(300);
    shoot(desk, u"refused"_s);
    desk.press(Qt::Key_Slash, Qt::ControlModifier);
    QTest::qWait(50);
    shoot(desk, u"keys"_s);
    desk.window()->showWelcome(u"http://127.0.0.1:8080"_s);
    shoot(desk, u"welcome"_s);
    QVERIFY(desk.bank.effects >= 2);
}

KONTOR_TEST(TestScreenshots)
#include "tst_screenshots.moc"
