// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace kontor::teller {

//! The one search field. Arrows and Tab belong to the list of results while they are shown.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);
    //! While results are shown: Up, Down and Tab go to moved() and otherAccount().
    void setListShown(bool shown) { m_listShown = shown; }

Q_SIGNALS:
    void moved(int rows);
    void otherAccount(int step);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_listShown = false;
};

} // namespace kontor::teller
