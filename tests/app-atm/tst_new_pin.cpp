// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/World.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::Line;
using kontor::testing::World;

//! The customer changes the PIN: the present one, the new one, the new one again.
class tst_NewPin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newPinHoldsFromNowOn()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{7});
        world.typePin(u"1234"_s);
        world.typePin(u"8642"_s);
        world.typePin(u"8642"_s);
        QCOMPARE(world.phase(), Phase::PinChanged);
        QCOMPARE(world.pin, u"8642"_s);
        world.input(Choose{2});
        QCOMPARE(world.phase(), Phase::Menu);
        world.withdraw(50);
        QCOMPARE(world.phase(), Phase::CardOut);
    }
    void newPinIsAskedForAgain_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<int>("trouble");
        QTest::newRow("not the same") << u"8642"_s << u"8624"_s << int(PinTrouble::NotTheSame);
        QTest::newRow("easy to guess") << u"7777"_s << u"7777"_s << int(PinTrouble::EasyToGuess);
    }
    void newPinIsAskedForAgain()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(int, trouble);
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{7});
        world.typePin(u"1234"_s);
        world.typePin(first);
        world.typePin(second);
        QCOMPARE(world.phase(), Phase::Pin);
        QCOMPARE(world.state.visit->pinPurpose, PinPurpose::New);
        QCOMPARE(int(world.state.visit->pinTrouble), trouble);
        QCOMPARE(world.pin, u"1234"_s);
        world.typePin(u"8642"_s);
        world.typePin(u"8642"_s);
        QCOMPARE(world.phase(), Phase::PinChanged);
    }
    void wrongPresentPinCountsAsATry()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{7});
        for (const int left : {2, 1, 0}) {
            world.typePin(u"0000"_s);
            world.typePin(u"8642"_s);
            world.typePin(u"8642"_s);
            QCOMPARE(world.triesLeft, left);
            QCOMPARE(world.phase(), left > 0 ? Phase::Pin : Phase::Problem);
        }
        QCOMPARE(world.state.visit->problem, ProblemKind::PinTriesUsedUp);
        QCOMPARE(world.cardsRetained, 1);
    }
    void changeOfThePinWithoutAnAnswerIsUnclear()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{7});
        world.typePin(u"1234"_s);
        world.typePin(u"8642"_s);
        world.line = Line::LosesAnswers;
        world.typePin(u"8642"_s);
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, ProblemKind::PinUnclear);
        QVERIFY(offersOtherServices(world.state));
    }
    void clearLeavesTheChangeOfThePin()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{7});
        world.input(PinDigitTyped{});
        world.input(Clear{});
        QCOMPARE(world.phase(), Phase::Pin);
        world.input(Clear{});
        QCOMPARE(world.phase(), Phase::Menu);
    }
};

KONTOR_TEST(tst_NewPin)
#include "tst_new_pin.moc"
