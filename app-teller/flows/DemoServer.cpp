// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/DemoServer.h"

#include "foundation/LogCategories.h"
#include "foundation/Strings.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

namespace kontor::teller {

DemoServer::DemoServer(QString program, QObject *parent)
    : QObject(parent), m_program(std::move(program))
{}

DemoServer::~DemoServer()
{
    if (m_process && m_process->state() != QProcess::NotRunning) {
        m_process->disconnect(this);
        m_process->terminate();
        if (!m_process->waitForFinished(3000)) {
            m_process->kill();
            m_process->waitForFinished(1000);
        }
    }
}

QString DemoServer::findProgram()
{
    const QFileInfo beside(QCoreApplication::applicationDirPath() + u"/kontor-server"_s);
    return beside.isExecutable() ? beside.absoluteFilePath() : QString();
}

void DemoServer::start()
{
    if (m_process) {
        return;
    }
    m_data = std::make_unique<QTemporaryDir>();
    m_process = std::make_unique<QProcess>();
    m_output.clear();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    connect(m_process.get(), &QProcess::readyRead, this, &DemoServer::read);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this] {
        stopWith(tr("The practice branch did not start: %1").arg(m_process->errorString()));
    });
    connect(m_process.get(), &QProcess::finished, this,
        [this] { stopWith(tr("The practice branch ended by itself.")); });
    m_process->start(m_program, {u"serve"_s, u"--data"_s, m_data->path(), u"--listen"_s,
                                    u"127.0.0.1:0"_s, u"--open"_s, u"--demo"_s});
}

void DemoServer::read()
{
    m_output += m_process->readAll();
    if (m_isReady) {
        m_output.clear();
        return;
    }
    static const QRegularExpression address(u"http://127\\.0\\.0\\.1:(\\d+)"_s);
    const auto match = address.match(QString::fromUtf8(m_output));
    // The number may still be growing: wait for what follows it.
    if (match.hasMatch() && match.capturedEnd() < QString::fromUtf8(m_output).size()
        && match.captured(1) != u"0"_s) {
        m_isReady = true;
        Q_EMIT ready(match.captured(0));
    }
}

void DemoServer::stopWith(const QString &message)
{
    qCWarning(logTeller).noquote() << "demo server:" << m_output.right(2000);
    m_process->disconnect(this);
    m_process.release()->deleteLater();
    m_data.reset();
    m_isReady = false;
    Q_EMIT failed(message);
}

} // namespace kontor::teller
