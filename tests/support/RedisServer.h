// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace kontor::testing {

//! A real redis-server on a free loopback port, which keeps nothing on disk.
class RedisServer
{
public:
    //! Starts at once, where there is such a program. `arguments` as on its command line.
    explicit RedisServer(QStringList arguments = {});
    ~RedisServer();

    static bool isInstalled();
    bool isRunning() const { return m_process && m_process->state() == QProcess::Running; }
    quint16 port() const { return m_port; }
    QString target() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    //! kill -9.
    void kill();
    //! Again on the same port, empty.
    bool start();
    //! It neither answers nor goes away, until it is thawed.
    void freeze();
    void thaw();
    //! Over a connection of its own: a text, a number as digits, items one in a line, or "-ERR …".
    QByteArray ask(const QList<QByteArray> &words) const;

private:
    QStringList m_arguments;
    QTemporaryDir m_directory;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
};

} // namespace kontor::testing
