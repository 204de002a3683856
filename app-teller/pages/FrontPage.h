// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QVBoxLayout;
namespace kontor {
class Clock;
}
namespace kontor::widgets {
class ActionButton;
class Appearance;
}

namespace kontor::teller {

//! What stands before the counter: the frame of beads with the day at the left, at the right a
//! heading, a few fields and one button.
class FrontPage : public QWidget
{
    Q_OBJECT

public:
    FrontPage(widgets::Appearance *appearance, const Clock &clock, QWidget *parent);

    //! At the field that has it, or at the first; empty takes it away.
    void showProblem(const QString &message);

Q_SIGNALS:
    void languageChosen(const QString &language);

protected:
    void setHeading(const QString &title, const QString &lead);
    //! Below the heading; the edit and its label, the field name as the tests know it.
    QLineEdit *addField(const QString &name, QLabel **label);
    //! The line for what is wrong, then the one button.
    widgets::ActionButton *addMainButton(const QString &name);
    QVBoxLayout *lines() const { return m_lines; }
    QWidget *column() const { return m_column; }
    widgets::Appearance *appearance() const { return m_appearance; }
    //! Where the problem is said and the focus goes.
    void setProblemField(QLineEdit *field) { m_problemField = field; }
    void hideProblem();

private:
    QWidget *makeBoardSide();
    QWidget *makeFormSide();

    widgets::Appearance *m_appearance;
    const Clock *m_clock;
    QWidget *m_column = nullptr;
    QVBoxLayout *m_lines = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_lead = nullptr;
    QLabel *m_problem = nullptr;
    QLineEdit *m_problemField = nullptr;
};

} // namespace kontor::teller
