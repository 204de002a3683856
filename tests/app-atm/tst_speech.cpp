// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/RealMachine.h"
#include "app-atm/ScreenStates.h"
#include "app-atm/World.h"
#include "app-atm/screens/ScreenFactory.h"
#include "app-atm/session/ForTheEar.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

using namespace kontor;
using namespace kontor::atm;
using namespace kontor::testing;

//! Who does not see the screen hears it, in headphones only, and does everything with keys.
class tst_Speech : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresAreSaidInFull_data();
    void figuresAreSaidInFull();
    void everyScreenSaysItsKeys_data();
    void everyScreenSaysItsKeys();
    void whoListensHasTwiceTheTime();
    void pulledOutHeadphonesEndIt();
    void aWithdrawalIsHeardFromTheFirstWordToTheLast();
    void aPinIsOnlyTicks();
    void theVoiceFollowsItsSettings();
    void theScreenCanBeDark();
    void keysOfMetalReachTheLanguage();
    void clearIsHeard();
    void cancellingIsHeard();

private:
    static std::chrono::milliseconds quietTimeOf(const State &state);
};

void tst_Speech::figuresAreSaidInFull_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("german");
    QTest::addColumn<QString>("said");

    QTest::newRow("amount") << u"€170"_s << false << u"170 euros"_s;
    QTest::newRow("one") << u"€1"_s << false << u"1 euro"_s;
    QTest::newRow("many and one") << u"€1,001"_s << false << u"1,001 euros"_s;
    QTest::newRow("eleven") << u"€11"_s << false << u"11 euros"_s;
    QTest::newRow("cents") << u"€1,234.50"_s << false << u"1,234.50 euros"_s;
    QTest::newRow("less, of another currency")
        << u"−BRL\u00A012.00"_s << false << u"minus 12.00 Brazilian reais"_s;
    QTest::newRow("yen") << u"JPY\u00A010,000"_s << false << u"10,000 yen"_s;
    QTest::newRow("a yen") << u"1\u00A0JPY"_s << true << u"1 Yen"_s;
    QTest::newRow("dinars") << u"+KWD\u00A01.500"_s << false << u"plus 1.500 Kuwaiti dinars"_s;
    QTest::newRow("German dinars")
        << u"1,500\u00A0TND"_s << true << u"1,500\u00A0tunesische Dinar"_s;
    QTest::newRow("francs") << u"1.250,05\u00A0CHF"_s << true << u"1.250,05\u00A0Franken"_s;
    QTest::newRow("without a name") << u"SEK\u00A0500"_s << false << u"SEK\u00A0500"_s;
    QTest::newRow("which currency")
        << u"This machine only has EUR. Your account is in CHF."_s << false
        << u"This machine only has euros. Your account is in Swiss francs."_s;
    QTest::newRow("less") << u"−€12.00"_s << false << u"minus 12.00 euros"_s;
    QTest::newRow("end of a sentence") << u"Only €100 came."_s << false
                                       << u"Only 100 euros came."_s;
    QTest::newRow("German") << u"1.234,50\u00A0€"_s << true << u"1.234,50 Euro"_s;
    QTest::newRow("notes") << u"3 × 50, 1 × 20"_s << false
                           << u"3 notes of 50, 1 note of 20"_s;
    QTest::newRow("eleven notes") << u"11 × 50"_s << true << u"11 Scheine zu 50"_s;
    QTest::newRow("reference") << u"NF46 K9"_s << false << u"N, F, 4, 6, K, 9"_s;
    QTest::newRow("words") << u"Take your card."_s << false << u"Take your card."_s;
}

void tst_Speech::figuresAreSaidInFull()
{
    QFETCH(QString, written);
    QFETCH(bool, german);
    QFETCH(QString, said);
    QCOMPARE(forTheEar(written, german ? Language::German : Language::English), said);
}

void tst_Speech::everyScreenSaysItsKeys_data()
{
    QTest::addColumn<bool>("german");
    QTest::newRow("English") << false;
    QTest::newRow("German") << true;
}

void tst_Speech::everyScreenSaysItsKeys()
{
    QFETCH(bool, german);
    QTranslator words;
    QVERIFY(words.load(QLocale(german ? QLocale::German : QLocale::English), u"atm"_s, u"_"_s,
        u":/i18n"_s));
    QCoreApplication::installTranslator(&words);
    const Language language = german ? Language::German : Language::English;
    int keys = 0;
    QStringList wrong;
    for (const NamedState &named : allScreens(language)) {
        QWidget parent;
        const AtmScreen *screen = makeScreen(Look(), named.state, {}, &parent);
        const QString said = forTheEar(screen->spoken(), language);
        if (said.isEmpty() || said.contains(u'€') || said.contains(u'×') || said.contains(u'−')) {
            wrong << named.name + u" says "_s + said;
        }
        for (const AtmKey *key : screen->keys()) {
            if (key->spec().number > 0) {
                ++keys;
                const QString label = forTheEar(key->spec().label, language);
                wrong << (said.contains(label)
                              && said.contains(QString::number(key->spec().number))
                        ? QStringList()
                        : QStringList(named.name + u" does not say "_s + label));
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QVERIFY2(keys > 50, qPrintable(QString::number(keys)));
}

std::chrono::milliseconds tst_Speech::quietTimeOf(const State &state)
{
    for (const Effect &effect : step(state, Digit{9}).effects) {
        const auto *timer = std::get_if<StartTimer>(&effect);
        if (timer && timer->timer == Timer::Quiet) {
            return timer->after;
        }
    }
    return {};
}

void tst_Speech::whoListensHasTwiceTheTime()
{
    World world;
    world.start();
    world.insertCard();
    const auto reading = quietTimeOf(world.state);
    QVERIFY(reading.count() > 0);
    world.input(HeadphonesChanged{true});
    QCOMPARE(quietTimeOf(world.state), reading * 2);
    world.fire(Timer::Quiet);
    QCOMPARE(world.state.secondsLeft, world.state.policy.moreTimeSeconds * 2);
}

void tst_Speech::pulledOutHeadphonesEndIt()
{
    World world;
    world.start();
    world.input(SpeechKey{}); // without headphones there is nothing to set
    QCOMPARE(world.state.overlay, Overlay::None);
    world.input(HeadphonesChanged{true});
    world.input(SpeechKey{});
    QCOMPARE(world.state.overlay, Overlay::Speech);
    world.input(Choose{3});
    QVERIFY(world.state.speech.screenDark);
    world.input(HeadphonesChanged{false});
    QCOMPARE(world.state.overlay, Overlay::None);
    QCOMPARE(world.state.speech, Speech{});
}

void tst_Speech::aWithdrawalIsHeardFromTheFirstWordToTheLast()
{
    RealMachine machine;
    SimulatedHeadphones &headphones = machine.app().headphones();
    QStringList said;
    connect(&headphones, &SimulatedHeadphones::said, this,
        [&said](const QString &text) { said << text; });
    QTRY_COMPARE(machine.screen(), u"attract"_s);
    QCOMPARE(said, QStringList());
    headphones.plug(true);
    QTRY_VERIFY(headphones.lastSaid().contains(u"The slot is on the right of the screen."_s));
    machine.enterPin();
    QTRY_COMPARE(machine.screen(), u"menu"_s);
    QVERIFY(headphones.lastSaid().startsWith(
        u"Carla, what would you like? Press 1 for 20 euros, 1 note of 20."_s));
    AtmWindow *window = &machine.app().window();
    QTest::keyClick(window, Qt::Key_5);
    QTRY_COMPARE(machine.screen(), u"other-amount"_s);
    QVERIFY(headphones.lastSaid().contains(
        u"Notes in the machine: 10, 20, 50. You can take out up to 1,000 euros at"_s));
    QTest::keyClicks(window, u"170"_s);
    QTRY_COMPARE(headphones.lastSaid(), u"170 euros"_s);
    QTest::keyClick(window, Qt::Key_Return);
    QTRY_COMPARE(machine.screen(), u"notes"_s);
    QVERIFY(headphones.lastSaid().contains(
        u"Press 1 for Fewest notes, 4 notes, 3 notes of 50, 1 note of 20."_s));
    QTest::keyClick(window, Qt::Key_1);
    QTRY_COMPARE(machine.screen(), u"take-card"_s);
    QCOMPARE(headphones.lastSaid(), u"Take your card. Your cash comes next. Slot on the right."_s);
    QVERIFY(machine.app().reader().take());
    QTRY_COMPARE(machine.screen(), u"take-cash"_s);
    QCOMPARE(headphones.lastSaid(),
        u"Take your cash. 170 euros in 4 notes. Slot below the screen."_s);
    QVERIFY(machine.app().dispenser().takeCash());
    QTRY_COMPARE(machine.screen(), u"receipt"_s);
    QTest::keyClick(window, Qt::Key_3);
    QTRY_VERIFY(headphones.lastSaid().contains(u"Cash withdrawal  170 euros"_s));
    QTest::keyClick(window, Qt::Key_2);
    QTRY_COMPARE(machine.screen(), u"goodbye"_s);
    QVERIFY(said.size() > 8);
}

void tst_Speech::aPinIsOnlyTicks()
{
    RealMachine machine;
    SimulatedHeadphones &headphones = machine.app().headphones();
    QTRY_COMPARE(machine.screen(), u"attract"_s);
    headphones.plug(true);
    QStringList said;
    connect(&headphones, &SimulatedHeadphones::said, this,
        [&said](const QString &text) { said << text; });
    machine.enterPin({4, 8, 2, 6});
    QTRY_VERIFY(headphones.lastSaid().contains(u"Wrong PIN. 2 tries left."_s));
    QCOMPARE(headphones.ticks(), 4);
    for (const QString &text : said) {
        QVERIFY2(!text.contains(u'8') && !text.contains(u'6'), qPrintable(text));
    }
}

void tst_Speech::theVoiceFollowsItsSettings()
{
    RealMachine machine;
    SimulatedHeadphones &headphones = machine.app().headphones();
    QTRY_COMPARE(machine.screen(), u"attract"_s);
    headphones.plug(true);
    AtmWindow *window = &machine.app().window();
    QTest::keyClick(window, Qt::Key_NumberSign);
    QTRY_COMPARE(machine.screen(), u"speech"_s);
    QTest::keyClick(window, Qt::Key_1);
    QTest::keyClick(window, Qt::Key_2);
    QTRY_COMPARE(headphones.lastVoice().volume, 3);
    QVERIFY(headphones.lastVoice().slow);
    QSignalSpy again(&headphones, &SimulatedHeadphones::said);
    QTest::keyClick(window, Qt::Key_Asterisk);
    QCOMPARE(again.size(), 1);
    QTest::keyClick(window, Qt::Key_NumberSign);
    QTRY_COMPARE(machine.screen(), u"attract"_s);
}

void tst_Speech::theScreenCanBeDark()
{
    State state = initialState({});
    state.speech.on = true;
    state.speech.screenDark = true;
    AtmWindow window(3.36);
    window.showState(state);
    const QImage dark = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
    int bright = 0;
    for (int y = 0; y < dark.height(); y += 7) {
        for (int x = 0; x < dark.width(); x += 7) {
            bright += dark.pixel(x, y) == qRgb(0, 0, 0) ? 0 : 1;
        }
    }
    QCOMPARE(bright, 0);
    state.speech.screenDark = false;
    window.showState(state);
    QVERIFY(window.grab().toImage().convertToFormat(QImage::Format_RGB32) != dark);
}

void tst_Speech::keysOfMetalReachTheLanguage()
{
    RealMachine machine;
    SimulatedHeadphones &headphones = machine.app().headphones();
    QTRY_COMPARE(machine.screen(), u"attract"_s);
    headphones.plug(true);
    QTRY_VERIFY(headphones.lastSaid().contains(u"The hash key is for voice and language."_s));
    AtmWindow *window = &machine.app().window();
    QTest::keyClick(window, Qt::Key_NumberSign);
    QTRY_VERIFY(headphones.lastSaid().contains(u"Press 5 for Language."_s));
    QTest::keyClick(window, Qt::Key_5);
    QTRY_VERIFY(headphones.lastSaid().contains(u"Press 2 for Deutsch."_s));
    QTest::keyClick(window, Qt::Key_2);
    QTRY_VERIFY(headphones.lastSaid().contains(u"Karte"_s));
    QCOMPARE(headphones.lastVoice().locale.language(), QLocale::German);
}

void tst_Speech::clearIsHeard()
{
    RealMachine machine;
    SimulatedHeadphones &headphones = machine.app().headphones();
    machine.enterPin({4, 8, 2, 6});
    headphones.plug(true);
    QTRY_VERIFY(headphones.lastSaid().contains(u"Wrong PIN."_s));
    AtmWindow *window = &machine.app().window();
    QTest::keyClicks(window, u"73"_s);
    QSignalSpy said(&headphones, &SimulatedHeadphones::said);
    QTest::keyClick(window, Qt::Key_Backspace);
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(headphones.lastSaid().startsWith(u"Enter your PIN."_s));
}

void tst_Speech::cancellingIsHeard()
{
    World world;
    world.start();
    world.insertCard();
    world.input(HeadphonesChanged{true});
    world.input(Choose{2});
    AtmWindow window(3.36);
    window.showState(world.state);
    QSignalSpy spoken(&window, &AtmWindow::spoken);
    while (world.phase() != Phase::Staging) {
        const Input next = world.waiting.front();
        world.waiting.pop_front();
        world.input(next);
    }
    world.input(Cancel{});
    window.showState(world.state);
    QVERIFY(spoken.last().first().toString().endsWith(u"Cancelling. Your card is safe."_s));
}

KONTOR_TEST(tst_Speech)
#include "tst_speech.moc"
