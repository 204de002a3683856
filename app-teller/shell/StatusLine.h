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

//! A round-ended note that can be opened: "1 being checked".
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

//! The line at the bottom: connection, what is being checked, who and where, keys, date and time.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    StatusLine(Session &session, QAction *keys, QWidget *parent = nullptr);
    void setBeingChecked(int count);
    QString connectionText() const;

Q_SIGNALS:
    void beingCheckedActivated();

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
    int m_beingChecked = 0;
};

//! "No connection since 10:31": on top of every page while it lasts.
class OfflineBanner : public QWidget
{
    Q_OBJECT

public:
    explicit OfflineBanner(Session &session, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showState();
    Session *m_session;
    QLabel *m_text;
    QTimer m_tick;
};

} // namespace kontor::teller
