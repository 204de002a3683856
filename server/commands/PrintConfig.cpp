// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"

namespace kontor::server {

// A string of TOML.
static QString quoted(const QString &value)
{
    QString text = u"\""_s;
    for (const QChar c : value) {
        if (c == u'"' || c == u'\\') {
            text += u'\\';
        }
        text += c < u' ' || c == u'\x7F'
            ? u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QLatin1Char('0'))
            : QString(c);
    }
    return text + u'"';
}

static QString configText(const Config &config)
{
    QString text;
    for (const Setting &setting : settings()) {
        const QString value = setting.get(config);
        // Codes and names may be digits, too: of 021000021 TOML makes no number, and of +5 it makes 5.
        const bool isNumber = value == QString::number(value.toLongLong());
        const bool bare = !setting.argument || isNumber;
        text += u"# %1\n%2 = %3\n"_s.arg(QString::fromLatin1(setting.help),
            QString::fromLatin1(setting.key), bare ? value : quoted(value));
    }
    return text;
}

static Result<int, Complaint> printConfig(const Arguments &arguments)
{
    print(configText(arguments.config));
    return int(ExitCode::Ok);
}

Verb printConfigVerb()
{
    return {
        .name = "--print-config",
        .summary = "all settings as they are in force, as a kontor.toml",
        .settings = Verb::Settings::All,
        .exits = {ExitCode::NoInput, ExitCode::Io, ExitCode::NoPermission, ExitCode::Config},
        .run = printConfig,
    };
}

} // namespace kontor::server
