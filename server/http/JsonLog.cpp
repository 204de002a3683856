// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/JsonLog.h"

#include "foundation/Json.h"

#include <QLoggingCategory>

#include <unistd.h>

namespace kontor::server {

static const char *nameOf(QtMsgType level)
{
    switch (level) {
    case QtDebugMsg: return "debug";
    case QtInfoMsg: return "info";
    case QtWarningMsg: return "warning";
    case QtCriticalMsg: return "error";
    case QtFatalMsg: return "fatal";
    }
    return "info";
}

static std::string withMessage(std::string line, const std::string &message)
{
    appendJsonString(line, message);
    return line + "}\n";
}

// Cuts between characters, never within one.
static std::string cut(const std::string &utf8, std::size_t most)
{
    while (most > 0 && (static_cast<unsigned char>(utf8[most]) & 0xC0) == 0x80) {
        --most;
    }
    return utf8.substr(0, most) + "…";
}

QByteArray logLine(Timestamp time, QtMsgType level, const char *category, const QString &message)
{
    std::string head = "{\"time\":\"";
    time.appendTo(head);
    head.append("\",\"level\":\"").append(nameOf(level)).append("\",\"category\":");
    appendJsonString(head, category ? category : "default");
    head += ",\"message\":";
    const std::string text = message.toStdString();
    std::string line = withMessage(head, text);
    // Escapes make it longer than its text, up to six times.
    for (std::size_t room = std::size_t(logLineLimit) - head.size() - 16;
         line.size() > std::size_t(logLineLimit); room /= 2) {
        line = withMessage(head, room < text.size() ? cut(text, room) : text);
    }
    return QByteArray(line.data(), qsizetype(line.size()));
}

static const Clock *logClock = nullptr;

// One write per line, so that lines of several threads do not mix.
static void printMessage(QtMsgType level, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = logLine(logClock->now(), level, context.category, message);
    qsizetype written = 0;
    while (written < line.size()) {
        const auto n
            = ::write(STDERR_FILENO, line.data() + written, std::size_t(line.size() - written));
        if (n <= 0) {
            return; // nobody listens; there is nowhere else to say it
        }
        written += n;
    }
}

void installJsonLog(const Clock &clock)
{
    logClock = &clock;
    // Qt HTTP Server's own categories print every header, Authorization too.
    QLoggingCategory::setFilterRules(QString::fromLatin1("qt.httpserver*=false"));
    qInstallMessageHandler(printMessage);
}

} // namespace kontor::server
