// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verb.h"

#include <cstdio>

namespace kontor::server {

bool Arguments::has(const char *option) const
{
    return options.contains(QString::fromLatin1(option));
}

QString Arguments::value(const char *option) const
{
    const auto found = options.find(QString::fromLatin1(option));
    return found == options.end() ? QString() : found->second;
}

Result<std::optional<qint64>, Complaint> Arguments::number(const char *option, qint64 min) const
{
    if (!has(option)) {
        return std::optional<qint64>();
    }
    bool ok = false;
    const qint64 number = value(option).toLongLong(&ok);
    if (!ok || number < min) {
        return Failure{Complaint{ExitCode::Usage,
            u"--%1: \"%2\" is not a whole number of %3 or more."_s.arg(
                QString::fromLatin1(option), value(option), QString::number(min))}};
    }
    return std::optional(number);
}

Result<std::pair<qint64, qint64>, Complaint> Arguments::range(const char *from, const char *to) const
{
    const auto first = number(from);
    const auto last = number(to);
    if (!first || !last) {
        return Failure{first ? last.error() : first.error()};
    }
    if (first->value_or(1) > last->value_or(first->value_or(1))) {
        return Failure{Complaint{ExitCode::Usage, u"--%1 lies before --%2."_s.arg(
            QString::fromLatin1(to), QString::fromLatin1(from))}};
    }
    return std::pair(first->value_or(1), last->value_or(0));
}

QString Arguments::operand(qsizetype index) const
{
    return operands.value(index);
}

Option acceptLossOption()
{
    return {"accept-loss", nullptr, "take the log as it is, although its anchor remembers more"};
}

bool isLossAccepted(const Arguments &arguments)
{
    return arguments.config.acceptHead || arguments.has("accept-loss");
}

void print(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
}

void remark(const QString &text)
{
    std::fprintf(stderr, "kontor-server: %s\n", qUtf8Printable(text));
}

} // namespace kontor::server
