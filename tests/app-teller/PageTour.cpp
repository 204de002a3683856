// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/PageTour.h"

#include "foundation/Strings.h"
#include "widgets/OutcomeStrip.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

namespace kontor::testing {

using Line = SampleBank::Line;
using State = widgets::OutcomeStrip::State;

namespace {

constexpr auto ctrl = Qt::ControlModifier;

//! Whatever language it speaks.
class Tour
{
public:
    Tour(Desk &desk, const std::function<void(const QString &)> &look) : m_desk(desk), m_look(look)
    {
    }

    void findCustomers()
    {
        look(u"home"_s);
        search(u"zzz"_s);
        look(u"nothing-found"_s);
        m_desk.bank.setLine(Line::Silent);
        m_desk.press(Qt::Key_F2);
        m_desk.type(u"web"_s);
        m_desk.press(Qt::Key_F4);
        QTRY_VERIFY(!m_desk.find<QWidget>(u"home.results"_s));
        QTest::qWait(300); // Until it counts as late.
        look(u"searching"_s);
        m_desk.press(Qt::Key_Escape);
        m_desk.bank.block(u"0004418-0"_s, true, false);
        m_desk.bank.setLine(Line::Good);
        search(u"web"_s);
        look(u"search"_s);
        m_desk.press(Qt::Key_Return);
        QTRY_VERIFY(m_desk.find<QTableView>(u"customer.movements"_s));
        QTRY_VERIFY(m_desk.find<QTableView>(u"customer.movements"_s)->model()->rowCount() > 0);
        look(u"customer"_s);
        QWidget *before = m_desk.window()->focusWidget();
        m_desk.find<QLineEdit>(u"customer.filter"_s)->setFocus();
        m_desk.type(u"zzz"_s);
        look(u"customer-nothing-matches"_s);
        m_desk.press(Qt::Key_Escape);
        before->setFocus();
        m_desk.press(Qt::Key_Down);
        look(u"customer-blocked"_s);
        m_desk.press(Qt::Key_F5);
        QTRY_VERIFY(says(State::Attention));
        look(u"blocked"_s);
        m_desk.press(Qt::Key_Escape);
        m_desk.press(Qt::Key_Up);
    }
    void readStatements()
    {
        constexpr auto alt = Qt::AltModifier;
        m_desk.press(Qt::Key_F7);
        QTRY_VERIFY(rows(u"statement.table"_s) > 0);
        look(u"statement"_s);
        m_desk.press(Qt::Key_Left, alt);
        QTRY_COMPARE(rows(u"statement.table"_s), 5);
        look(u"statement-final"_s);
        m_desk.press(Qt::Key_Left, alt);
        QTRY_COMPARE(rows(u"statement.table"_s), 3);
        look(u"statement-value-dates"_s);
        m_desk.bank.setLine(Line::Cut);
        m_desk.press(Qt::Key_Left, alt);
        QTRY_VERIFY(m_desk.find<QAbstractButton>(u"statement.againButton"_s));
        look(u"statement-offline"_s);
        m_desk.bank.setLine(Line::Good);
        QTRY_VERIFY(rows(u"statement.table"_s) > 0);
        QTRY_VERIFY(!m_desk.find<QWidget>(u"offlineBanner"_s));
        for (int month = 0; month < 9; ++month) {
            m_desk.press(Qt::Key_Left, alt);
        }
        QTRY_VERIFY(rows(u"statement.table"_s) == 0);
        look(u"statement-empty"_s);
        m_desk.press(Qt::Key_Escape);
    }
    void payIn()
    {
        m_desk.press(Qt::Key_F4);
        look(u"deposit-empty"_s);
        m_desk.type(u"1250.005"_s);
        m_desk.press(Qt::Key_Return, ctrl);
        look(u"deposit-problem"_s);
        m_desk.press(Qt::Key_Escape);
        look(u"asking-to-leave"_s);
        m_desk.press(Qt::Key_Escape);
        m_desk.press(Qt::Key_A, ctrl);
        m_desk.type(u"1250"_s);
        look(u"deposit"_s);
        m_desk.press(Qt::Key_Return, ctrl);
        look(u"check"_s);
        m_desk.bank.depositElsewhere(u"0004417-2"_s, 1000);
        QTRY_VERIFY(says(State::Attention));
        look(u"check-changed"_s);
        m_desk.press(Qt::Key_Return, ctrl);
        m_desk.press(Qt::Key_Return, ctrl);
        QTRY_VERIFY(says(State::Done));
        look(u"done"_s);
        m_desk.press(Qt::Key_Return);
        look(u"home-after"_s);
    }
    void transfer()
    {
        search(u"carla"_s);
        m_desk.press(Qt::Key_F6);
        QTRY_VERIFY(says(State::NotPosted));
        m_desk.type(u"oka"_s);
        QTRY_VERIFY(m_desk.find<QWidget>(u"transfer.candidates"_s));
        look(u"transfer-candidates"_s);
        m_desk.press(Qt::Key_Return);
        m_desk.type(u"20"_s);
        look(u"transfer"_s);
        m_desk.press(Qt::Key_Return, ctrl);
        look(u"transfer-check"_s);
        m_desk.bank.setLine(Line::Silent);
        m_desk.press(Qt::Key_Return, ctrl);
        QTRY_VERIFY(says(State::BeingChecked));
        look(u"first-answer"_s);
        m_desk.bank.setLine(Line::LosesAnswers);
        QTRY_VERIFY(m_desk.find<QAbstractButton>(u"checking.checkNow"_s)->isEnabled());
        look(u"being-checked"_s);
        m_desk.press(Qt::Key_Return);
        look(u"home-pending"_s);
    }
    void lineIsCut()
    {
        m_desk.bank.setLine(Line::Cut);
        QTRY_VERIFY(m_desk.find<QWidget>(u"offlineBanner"_s));
        look(u"offline"_s);
        m_desk.bank.setLine(Line::Good);
        QTRY_VERIFY(!m_desk.find<QWidget>(u"offlineBanner"_s));
        m_desk.app().session()->sender().checkNow();
        QTRY_VERIFY(m_desk.app().session()->sender().open().isEmpty());
        look(u"home-answered"_s);
        m_desk.find<QAbstractButton>(u"status.beingChecked"_s)->click();
        look(u"transfer-done"_s);
    }
    void openAccount()
    {
        m_desk.press(Qt::Key_Return);
        m_desk.press(Qt::Key_N, ctrl);
        look(u"new-account"_s);
        m_desk.type(u"Nadia Haddad"_s);
        m_desk.press(Qt::Key_Return);
        m_desk.type(u"12345678909"_s);
        m_desk.press(Qt::Key_Return, ctrl);
        look(u"new-account-check"_s);
        m_desk.press(Qt::Key_Return, ctrl);
        QTRY_VERIFY(says(State::Refused));
        look(u"refused"_s);
        m_desk.press(Qt::Key_F1);
        look(u"keys"_s);
    }
    void welcome()
    {
        m_desk.window()->showWelcome(u"http://127.0.0.1:8080"_s);
        look(u"welcome"_s);
    }

private:
    void look(const QString &page)
    {
        QTest::qWait(60); // layouts settle
        m_look(page);
    }
    void search(const QString &text)
    {
        m_desk.press(Qt::Key_F2);
        m_desk.type(text);
        QTRY_VERIFY(m_desk.find<QLabel>(u"home.resultsTitle"_s)->text().contains(text));
    }
    int rows(const QString &table)
    {
        const auto *found = m_desk.find<QTableView>(table);
        return found ? found->model()->rowCount() : -1;
    }
    bool says(State state)
    {
        const auto *strip = m_desk.find<widgets::OutcomeStrip>(u"outcomeStrip"_s);
        return strip && strip->state() == state;
    }

    Desk &m_desk;
    const std::function<void(const QString &)> &m_look;
};

} // namespace

void visitEveryPage(Desk &desk, const std::function<void(const QString &page)> &look)
{
    Tour tour(desk, look);
    tour.findCustomers();
    tour.readStatements();
    tour.payIn();
    tour.transfer();
    tour.lineIsCut();
    tour.openAccount();
    tour.welcome();
}

} // namespace kontor::testing
