// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace kontor::server {

//! SIGTERM and SIGINT, and SIGHUP, as Qt signals; SIGPIPE is ignored. One per process.
class Signals final : public QObject
{
    Q_OBJECT

public:
    explicit Signals(QObject *parent = nullptr);

    //! For whoever keeps the event loop waiting.
    static bool isAskedToStop();

Q_SIGNALS:
    void askedToStop();
    void askedToReload();

private:
    void read();

    int m_pipe[2] = {-1, -1};
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace kontor::server
