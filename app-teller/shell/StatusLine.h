// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
namespace kontor::widgets {
class IconLabel;
class LinkButton;
}

namespace kontor::teller {

class Session;

//! How many commands are being checked, and how many were until a moment ago and have an outcome
//! that nobody has looked at.
struct OpenCount
{
    int beingChecked = 0;
    int done = 0;
    int refused = 0;

    int answered() const { return done + refused; }
    int all() const { return beingChecked + answered(); }
    friend bool operator==(const OpenCount &, const OpenCount &) = default;
};

//! A round-ended note that can be opened: "1 being checked".
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(QWidget *parent = nullptr);
    void setCount(const OpenCount &count);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    OpenCount m_count;
};

//! The line at the bottom: connection, what is being checked, who and where, keys, date and time.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    StatusLine(Session &session, QAction *keys, QWidget *parent = nullptr);
    void setOpen(const OpenCount &count);

Q_SIGNALS:
    void openActivated();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showConnection();
    void showTime();
    Session *m_session;
    widgets::IconLabel *m_icon;
    QLabel *m_connection;
    Chip *m_chip;
    QLabel *m_place;
    QAbstractButton *m_keys;
    QLabel *m_date;
    QLabel *m_clock;
    QTimer m_tick;
    OpenCount m_open;
};

} // namespace kontor::teller
