// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <functional>

namespace kontor::teller {

//! The one search field. Arrows and Tab belong to the list of results while they are shown.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);
    //! While results are shown, Up and Down go to moved(), and Tab to the account chooser.
    void setListShown(bool shown) { m_listShown = shown; }
    //! Takes a step to another account of the found customer; false where there is none, and Tab
    //! goes on to the next widget as everywhere.
    void setAccountChooser(std::function<bool(int step)> choose) { m_chooseAccount = choose; }
    //! What is typed from now on is for the page that is about to come: it is kept and not shown.
    void hold();
    //! Types again; what was kept meanwhile.
    QString release();

Q_SIGNALS:
    void moved(int rows);
    //! Escape or Tab while it holds.
    void holdRefused();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    //! False where the key leads elsewhere.
    bool keep(const QKeyEvent &event);
    bool m_listShown = false;
    bool m_holds = false;
    QString m_kept;
    std::function<bool(int step)> m_chooseAccount = [](int) { return false; };
};

} // namespace kontor::teller
