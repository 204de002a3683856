// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"

#include "support/ApiDocument.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpSocket>

namespace kontor::testing {

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

QByteArray HttpAnswer::number(const char *member) const
{
    const QByteArray key = '"' + QByteArray(member) + "\":";
    const qsizetype at = body.indexOf(key);
    if (at < 0) {
        return {};
    }
    qsizetype end = at + key.size();
    while (end < body.size() && QByteArrayView("-0123456789.").contains(body[end])) {
        ++end;
    }
    return body.sliced(at + key.size(), end - at - key.size());
}

RunningServer::RunningServer(QStringList arguments, const QString &directory, Begin begin)
    : RunningServer(Mode::Open, std::move(arguments), directory, begin)
{
}

RunningServer::RunningServer(Mode mode, QStringList arguments, const QString &directory, Begin begin)
    : m_program(QStringLiteral(KONTOR_BIN_DIR "/kontor-server")), m_mode(mode),
      m_arguments(std::move(arguments)), m_directory(directory)
{
    if (m_directory.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_directory = m_temporary->path();
    }
    if (begin == Begin::Now) {
        start();
    }
}

RunningServer::~RunningServer()
{
    if (isRunning()) {
        stop();
    }
}

static quint16 portIn(const QByteArray &line)
{
    const qsizetype colon = line.lastIndexOf(':');
    return colon < 0 ? quint16(0) : line.sliced(colon + 1).trimmed().toUShort();
}

bool RunningServer::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(m_environment);
    m_process->setStandardErrorFile(m_directory + QLatin1StringView("/server.log"), QIODevice::Append);
    QStringList arguments{QStringLiteral("serve"), QStringLiteral("--data"), m_directory,
        QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")};
    if (m_mode == Mode::Open) {
        arguments << QStringLiteral("--open");
    }
    m_setUpSecret.clear();
    m_printed.clear();
    m_process->start(m_program, arguments + m_arguments);
    m_ports.clear();
    const qsizetype addresses = (arguments + m_arguments).count(QStringLiteral("--listen"))
        + m_arguments.count(QStringLiteral("--tls-listen"));
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 30'000 && m_process->state() != QProcess::NotRunning) {
        if (m_process->canReadLine() || m_process->waitForReadyRead(200)) {
            const QByteArray line = m_process->readLine();
            m_printed += line;
            if (line.startsWith("set-up secret")) {
                m_setUpSecret = line.sliced(line.lastIndexOf(' ') + 1).trimmed();
            }
            if (line.startsWith("listening on ")) {
                m_ports << portIn(line);
            }
            if (m_ports.size() == addresses) {
                return true;
            }
        }
    }
    return false;
}

int RunningServer::stop()
{
    m_process->terminate();
    if (!m_process->waitForFinished(15'000)) {
        kill();
    }
    return exitCode();
}

int RunningServer::waitForEnd(int milliseconds)
{
    if (isRunning() && !m_process->waitForFinished(milliseconds)) {
        kill();
    }
    return exitCode();
}

// Nobody runs an event loop here, so the process is asked.
bool RunningServer::isRunning() const
{
    return m_process && m_process->state() == QProcess::Running && !m_process->waitForFinished(0);
}

int RunningServer::exitCode() const
{
    const int code = m_process->exitCode();
    return m_process->exitStatus() == QProcess::NormalExit ? code : -code;
}

void RunningServer::kill()
{
    m_process->kill();
    m_process->waitForFinished();
}

QString RunningServer::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(port());
}

QByteArray RunningServer::log()
{
    QFile file(m_directory + QLatin1StringView("/server.log"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void RunningServer::setEnvironment(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

HttpAnswer RunningServer::get(const QByteArray &path, const HttpHeaders &headers) const
{
    return send("GET", path, {}, headers);
}

HttpAnswer RunningServer::post(const QByteArray &path, const QByteArray &json,
    const HttpHeaders &headers) const
{
    return send("POST", path, json, headers);
}

HttpAnswer parseAnswer(const QByteArray &raw)
{
    HttpAnswer answer;
    const qsizetype end = raw.indexOf("\r\n\r\n");
    if (end < 0) {
        return answer;
    }
    const QList<QByteArray> lines = raw.first(end).split('\n');
    answer.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.emplace_back(line.first(colon), line.sliced(colon + 1).trimmed());
    }
    answer.body = raw.sliced(end + 4);
    return answer;
}

HttpAnswer RunningServer::sendBytes(const QByteArray &bytes) const
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port());
    if (!socket.waitForConnected(5'000)) {
        return {};
    }
    socket.write(bytes);
    QByteArray raw;
    QElapsedTimer timer;
    timer.start();
    while (socket.state() != QAbstractSocket::UnconnectedState && timer.elapsed() < 70'000) {
        socket.waitForReadyRead(1'000);
        raw += socket.readAll();
    }
    return parseAnswer(raw + socket.readAll());
}

HttpAnswer RunningServer::send(const QByteArray &method, const QByteArray &path,
    const QByteArray &json, const HttpHeaders &headers) const
{
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + QByteArray::number(port()) + "\r\nConnection: close\r\n";
    for (const auto &[name, value] : headers) {
        request += name + ": " + value + "\r\n";
    }
    if (!json.isEmpty()) {
        request += "Content-Type: application/json\r\n";
    }
    if (!json.isEmpty() || method == "POST" || method == "PUT" || method == "PATCH") {
        request += "Content-Length: " + QByteArray::number(json.size()) + "\r\n";
    }
    const HttpAnswer answer = sendBytes(request + "\r\n" + json);
    holdAgainstDocument(
        {method, path, headers, json, answer.status, answer.headers, answer.body});
    return answer;
}

} // namespace kontor::testing
