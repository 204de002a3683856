// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/CommandFlow.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QStackedWidget;
namespace kontor::widgets {
class ActionButton;
class ElidedLabel;
class OutcomeStrip;
class Steps;
}

namespace kontor::teller {

class CheckBody;
class CheckingBody;
class DoneBody;
class FormBody;
class RefusedBody;

//! A flow from its form to its outcome. The outcome strip stays in one place and always says
//! whether money moved; the way on is at the bottom right, the way back at the bottom left.
class FlowPage : public QWidget
{
    Q_OBJECT

public:
    FlowPage(CommandFlow *flow, FormBody *form, QWidget *parent = nullptr);

    CommandFlow *flow() const { return m_flow; }
    void focusFirst();
    //! Asks whether what was entered may be lost.
    void askToLeave();

Q_SIGNALS:
    //! Back to where it began; nothing was posted.
    void left();
    void nextCustomer();
    void sameCustomer();
    //! The customer is there already; `text` finds them.
    void customerWanted(const QString &text);

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void makeKeys();
    static int bodyOf(CommandFlow::Step step);
    void onStep();
    void showStep();
    void showStrip();
    void showFoot();
    void showAsking();
    void goOn();
    void postOrConfirm();
    void helpAfterRefusal();
    void goBack();
    void leave();
    void tick();

    CommandFlow *m_flow;
    FormBody *m_form;
    QLabel *m_title = nullptr;
    widgets::ElidedLabel *m_subject = nullptr;
    widgets::Steps *m_steps = nullptr;
    widgets::OutcomeStrip *m_strip = nullptr;
    QStackedWidget *m_bodies = nullptr;
    CheckBody *m_check = nullptr;
    DoneBody *m_done = nullptr;
    RefusedBody *m_refused = nullptr;
    CheckingBody *m_checking = nullptr;
    widgets::ActionButton *m_back = nullptr;
    widgets::ActionButton *m_print = nullptr;
    QLabel *m_hint = nullptr;
    widgets::ActionButton *m_second = nullptr;
    widgets::ActionButton *m_main = nullptr;
    QTimer m_everySecond;
    //! Asked to leave with entries that would be lost.
    bool m_asking = false;
};

} // namespace kontor::teller
