// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
namespace kontor::widgets {
class ActionButton;
}

namespace kontor::teller {

//! What nobody may overlook: a sentence and what to do about it, on top of every page while it holds.
class Banner : public QWidget
{
    Q_OBJECT

public:
    Banner(const QString &name, const QString &buttonName, QWidget *parent);

protected:
    void say(const QString &text);
    //! Where it comes up, it is read out.
    void setShown(bool shown);
    widgets::ActionButton &button() { return *m_button; }
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
    widgets::ActionButton *m_button;
};

} // namespace kontor::teller
