// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Operator.h"

#include "api/Paths.h"
#include "api/Problem.h"
#include "server/auth/AccessTokens.h"
#include "server/auth/PrivateFile.h"
#include "storage/verify/LookAtLedger.h"

#include <QFile>
#include <QTcpSocket>
#include <QUrl>

namespace kontor::server {

Operator::Operator(QString address, TokenKeys keys, TokenAlgorithm algorithm)
    : m_address(std::move(address)), m_keys(std::move(keys)), m_algorithm(algorithm)
{
}

Result<Operator, Complaint> Operator::at(const Config &config)
{
    if (const auto refused = storage::mayNotRead(config.dataDirectory)) {
        return Failure{complaint(*refused)};
    }
    const QString noted = config.dataDirectory + u"/server.address"_s;
    if (!QFile::exists(noted)) {
        return Failure{Complaint{ExitCode::Unavailable,
            u"%1: no server runs on this directory."_s.arg(config.dataDirectory)}};
    }
    const auto address = readPrivate(noted);
    const auto keys = TokenKeys::read(TokenKeys::fileIn(config.dataDirectory));
    if (!address || !keys) {
        return Failure{complaint(address ? keys.error() : address.error())};
    }
    const QString url = QString::fromLatin1(*address).trimmed();
    if (url.isEmpty()) {
        return Failure{Complaint{ExitCode::Unavailable,
            u"The server listens on no loopback address; give it one in listen."_s}};
    }
    return Operator(url, *keys, config.tokenAlgorithm);
}

// For no user and no session: that is how the server knows its operator.
QByteArray Operator::token() const
{
    static const SystemClock clock;
    const Timestamp now = clock.now();
    return AccessTokens(m_algorithm, m_keys).issue({{}, {}, "admin", now, now.plusSeconds(60)});
}

static Complaint complaintOf(int status, const QByteArray &body)
{
    const auto document = parseJson(body);
    const auto problem = document ? fromJson<api::Problem>(*document) : Failure{FieldErrors{}};
    QString text = problem ? problem->detail : u"The server answered %1."_s.arg(status);
    for (const auto &error : problem ? problem->errors.value_or(std::vector<api::ProblemField>())
                                     : std::vector<api::ProblemField>()) {
        text += u"\n  %1: %2"_s.arg(error.pointer.mid(1), error.detail);
    }
    const int ofServer = status >= 500 ? ExitCode::Unavailable : ExitCode::Data;
    return {status == 404 ? int(ExitCode::NoInput) : ofServer, text};
}

// Nothing else goes on in this program, so it may wait.
static Result<QByteArray, Complaint> exchange(const QUrl &server, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(server.host(), quint16(server.port()));
    if (!socket.waitForConnected(5'000)) {
        return Failure{Complaint{ExitCode::Unavailable,
            u"The server cannot be reached: %1."_s.arg(socket.errorString())}};
    }
    socket.write(request);
    while (socket.waitForReadyRead(30'000)) {
    }
    return socket.readAll();
}

Result<QByteArray, Complaint> Operator::ask(const QByteArray &method, const QString &path,
    const QByteArray &json) const
{
    const QUrl server(m_address);
    const QByteArray head = method + ' ' + api::paths::base + path.toLatin1() + " HTTP/1.1\r\nHost: "
        + server.authority().toLatin1() + "\r\nConnection: close\r\nAuthorization: Bearer " + token()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size());
    const auto answer = exchange(server, head + "\r\n\r\n" + json);
    if (!answer) {
        return answer;
    }
    const int status = answer->mid(9, 3).toInt();
    const qsizetype end = answer->indexOf("\r\n\r\n");
    if (end < 0 || status == 0) {
        return Failure{Complaint{ExitCode::Unavailable, u"The server broke off."_s}};
    }
    const QByteArray body = answer->mid(end + 4);
    return status < 300 ? Result<QByteArray, Complaint>(body) : Failure{complaintOf(status, body)};
}

std::vector<int> operatorExits()
{
    return {ExitCode::Data, ExitCode::NoInput, ExitCode::Unavailable, ExitCode::Software,
        ExitCode::Io, ExitCode::NoPermission, ExitCode::Config};
}

QString table(const std::vector<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            line += row[i].leftJustified(widths[i] + 2);
        }
        text += line.trimmed() + u'\n';
    }
    return text;
}

} // namespace kontor::server
