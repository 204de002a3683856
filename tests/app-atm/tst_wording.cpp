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

private:
    static QString saidBy(const QString &name, const State **state = nullptr);
};

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
