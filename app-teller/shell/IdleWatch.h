// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace kontor::teller {

//! Says when nobody has touched a key or the mouse for a while.
class IdleWatch : public QObject
{
    Q_OBJECT

public:
    explicit IdleWatch(std::chrono::milliseconds after, QObject *parent = nullptr);

Q_SIGNALS:
    void idle();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTimer m_timer;
};

} // namespace kontor::teller
