// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RedisServer.h"

#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <csignal>

namespace kontor::testing {

static quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

RedisServer::RedisServer(QStringList arguments) : m_arguments(std::move(arguments))
{
    // Somebody else may take the port between looking and listening.
    for (int attempt = 0; isInstalled() && attempt < 5; ++attempt) {
        m_port = freePort();
        if (start()) {
            return;
        }
    }
}

RedisServer::~RedisServer()
{
    if (isRunning()) {
        thaw();
        kill();
    }
}

bool RedisServer::isInstalled()
{
    return !QStandardPaths::findExecutable(QStringLiteral("redis-server")).isEmpty();
}

bool RedisServer::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setWorkingDirectory(m_directory.path());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->start(QStringLiteral("redis-server"),
        QStringList{QStringLiteral("--port"), QString::number(m_port), QStringLiteral("--bind"),
            QStringLiteral("127.0.0.1"), QStringLiteral("--save"), QString(),
            QStringLiteral("--appendonly"), QStringLiteral("no")}
            + m_arguments);
    // Else it may answer before this process knows that it runs.
    m_process->waitForStarted();
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 20'000 && m_process->state() != QProcess::NotRunning) {
        // Who answers there may be somebody else's, while ours finds the port taken.
        const QByteArray ours = "process_id:" + QByteArray::number(m_process->processId());
        const QByteArray answer = ask({"INFO", "server"});
        if (answer.contains(ours + '\r') || answer.startsWith("-NOAUTH")) {
            return true;
        }
        m_process->waitForFinished(20);
    }
    return false;
}

void RedisServer::kill()
{
    m_process->kill();
    m_process->waitForFinished();
}

void RedisServer::freeze()
{
    ::kill(pid_t(m_process->processId()), SIGSTOP);
}

void RedisServer::thaw()
{
    ::kill(pid_t(m_process->processId()), SIGCONT);
}

static QByteArray line(QTcpSocket &socket)
{
    while (!socket.canReadLine() && socket.waitForReadyRead(5'000)) {
    }
    return socket.readLine().trimmed();
}

static QByteArray reply(QTcpSocket &socket)
{
    const QByteArray head = line(socket);
    const int count = head.mid(1).toInt();
    if (head.startsWith('$')) {
        while (count >= 0 && socket.bytesAvailable() < count + 2 && socket.waitForReadyRead(5'000)) {
        }
        return count < 0 ? QByteArray() : socket.read(count + 2).chopped(2);
    }
    if (head.startsWith('*')) {
        QList<QByteArray> items;
        for (int i = 0; i < count; ++i) {
            items << reply(socket);
        }
        return items.join('\n');
    }
    return head.startsWith('-') ? head : head.mid(1);
}

QByteArray RedisServer::ask(const QList<QByteArray> &words) const
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
    if (!socket.waitForConnected(5'000)) {
        return {};
    }
    QByteArray request = '*' + QByteArray::number(words.size()) + "\r\n";
    for (const QByteArray &word : words) {
        request += '$' + QByteArray::number(word.size()) + "\r\n" + word + "\r\n";
    }
    socket.write(request);
    return reply(socket);
}

} // namespace kontor::testing
