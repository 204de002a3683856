// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
namespace kontor {
class Clock;
}
namespace kontor::widgets {
class ActionButton;
class Appearance;
class BeadBoard;
}

namespace kontor::teller {

class ConnectFlow;
class DemoServer;

//! The first thing one sees: connect to a branch server, or practise on demo data.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    WelcomePage(ConnectFlow *connectFlow, DemoServer *demo, widgets::Appearance *appearance,
        const Clock &clock, QWidget *parent = nullptr);

    void setAddress(const QString &address);
    void showProblem(const QString &message);

Q_SIGNALS:
    void languageChosen(const QString &language);

private:
    QWidget *makeBoardSide();
    QWidget *makeFormSide();
    QWidget *makeLanguageChoice();
    QWidget *makeAddressForm();
    QWidget *makeDemoOffer();
    void setBusy(bool busy);
    void connectNow();

    ConnectFlow *m_connectFlow;
    DemoServer *m_demo;
    widgets::Appearance *m_appearance;
    const Clock *m_clock;
    QLineEdit *m_address = nullptr;
    QLabel *m_problem = nullptr;
    widgets::ActionButton *m_connect = nullptr;
    widgets::ActionButton *m_try = nullptr;
    bool m_demoStarting = false;
};

} // namespace kontor::teller
