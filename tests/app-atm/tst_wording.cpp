// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/ScreenStates.h"
#include "app-atm/screens/AtmWindow.h"
#include "support/TestMain.h"

#include <QLabel>
#include <QTest>
#include <QTranslator>

using namespace kontor;
using namespace kontor::atm;
using namespace kontor::testing;

//! Screens give the reason that is the reason, and the number that is on the slip.
class tst_Wording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTooMuchAtOnceIsNotBlamedOnTheNotes();
    void aKeptCardHasANumber();
    void anAccountInAnotherCurrencyIsNotBlamedOnTheMoment();
    void aNameFromTheRightDoesNotTurnTheGreeting();

private:
    static QString saidBy(const QString &name, const State **state = nullptr);
    //! On the menu, of that customer.
    static QString saidTo(const QString &firstName, const char *currency,
        const QString &screen = u"menu"_s);
};

QString tst_Wording::saidTo(const QString &firstName, const char *currency, const QString &screen)
{
    const State *menu = nullptr;
    saidBy(screen, &menu);
    [&] { QVERIFY(menu && menu->visit && menu->visit->customer); }();
    State state = *menu;
    state.visit->customer->firstName = firstName;
    state.visit->customer->currency = *Currency::fromCode(currency);
    AtmWindow window(3.36);
    window.showState(state);
    QStringList said;
    for (const QLabel *text : window.screen()->texts()) {
        said << text->text();
    }
    return said.join(u'\n');
}

void tst_Wording::anAccountInAnotherCurrencyIsNotBlamedOnTheMoment()
{
    const QString said = saidTo(u"Yuki"_s, "JPY");
    QVERIFY2(said.contains(u"This machine only has EUR. Your account is in JPY."_s),
        qPrintable(said));
    QVERIFY(!said.contains(u"cannot pay cash now"_s));
    QVERIFY(!saidTo(u"Yuki"_s, "EUR").contains(u"JPY"_s));
    QVERIFY(saidTo(u"Yuki"_s, "EUR", u"balance"_s).contains(u"You can take out"_s));
    const QString balance = saidTo(u"Yuki"_s, "JPY", u"balance"_s);
    QVERIFY2(balance.contains(u"Available"_s) && !balance.contains(u"take out"_s),
        qPrintable(balance));
}

void tst_Wording::aNameFromTheRightDoesNotTurnTheGreeting()
{
    const QString name = u"\u0645\u062D\u0645\u062F"_s;
    const QString said = saidTo(name, "EUR");
    QVERIFY(said.contains(name + u", what would you like?"_s));
    QVERIFY(!said.section(u'\n', 0, 0).isRightToLeft());
}

QString tst_Wording::saidBy(const QString &name, const State **state)
{
    static const auto screens = allScreens(Language::English);
    QStringList said;
    for (const NamedState &named : screens) {
        if (named.name == name) {
            AtmWindow window(3.36);
            window.showState(named.state);
            for (const QLabel *text : window.screen()->texts()) {
                said << text->text();
            }
            if (state) {
                *state = &named.state;
            }
        }
    }
    return said.join(u'\n');
}

void tst_Wording::whatIsTooMuchAtOnceIsNotBlamedOnTheNotes()
{
    QVERIFY(saidBy(u"amount-offer"_s).contains(u"With the notes in the machine"_s));
    QVERIFY(saidBy(u"amount-too-large"_s).contains(u"At one time we can pay at most"_s));
}

void tst_Wording::aKeptCardHasANumber()
{
    const State *state = nullptr;
    const QString said = saidBy(u"problem-card-kept"_s, &state);
    QVERIFY(state);
    QVERIFY2(said.contains(u"Problem "_s + referenceOf(*state->visit)), qPrintable(said));
}

KONTOR_TEST(tst_Wording)
#include "tst_wording.moc"
