// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace kontor::widgets {

//! A ring around a widget that cannot show the focus by its own edge. It lies over the widget's
//! surroundings and lets every click through.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    //! `surroundings` is an ancestor of `target` with room for the ring.
    FocusRing(QWidget *target, QWidget *surroundings);
    //! Shown while it is wanted and the target has the focus.
    void setWanted(bool wanted);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    QWidget *m_target;
    bool m_wanted = false;
};

} // namespace kontor::widgets
