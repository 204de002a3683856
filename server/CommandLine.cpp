// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/CommandLine.h"

namespace kontor::server {

static const Setting *settingOfFlag(const QString &flag)
{
    for (const Setting &setting : settings()) {
        if (flag == flagOf(setting)) {
            return &setting;
        }
    }
    return nullptr;
}

namespace {

struct Words
{
    std::optional<Invocation::Verb> verb;
    QString configFile;
    std::vector<std::pair<const Setting *, QStringList>> flags;
};

Failure<UsageError> usage(const QString &message)
{
    return Failure{UsageError{64, message + u"\nTry kontor-server --help."_s}};
}

std::optional<Invocation::Verb> verbOf(const QString &word)
{
    using Verb = Invocation::Verb;
    const std::pair<QLatin1StringView, Verb> verbs[] = {{"serve"_L1, Verb::Serve},
        {"verify"_L1, Verb::Verify}, {"--print-config"_L1, Verb::PrintConfig},
        {"--version"_L1, Verb::Version}, {"--help"_L1, Verb::Help}, {"-h"_L1, Verb::Help}};
    for (const auto &[name, verb] : verbs) {
        if (word == name) {
            return verb;
        }
    }
    return std::nullopt;
}

void addFlag(Words &words, const Setting *setting, const QString &value)
{
    for (auto &[known, values] : words.flags) {
        if (known == setting) {
            values << value;
            return;
        }
    }
    words.flags.emplace_back(setting, QStringList{value});
}

Result<Words, UsageError> readWords(const QStringList &arguments)
{
    Words words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        if (const auto verb = verbOf(word)) {
            words.verb = *verb;
            continue;
        }
        if (!word.startsWith("--"_L1)) {
            return usage(u"There is no command \"%1\"."_s.arg(word));
        }
        const QString name = word.sliced(2).section(u'=', 0, 0);
        const Setting *setting = settingOfFlag(name);
        const bool isFile = name == "config"_L1;
        if (!setting && !isFile) {
            return usage(u"There is no option --%1."_s.arg(name));
        }
        const bool wantsValue = isFile || setting->argument;
        QString value = word.contains(u'=') ? word.section(u'=', 1) : QString();
        if (wantsValue && !word.contains(u'=')) {
            if (i + 1 >= arguments.size()) {
                return usage(u"--%1 needs a value."_s.arg(name));
            }
            value = arguments[++i];
        }
        isFile ? void(words.configFile = value) : addFlag(words, setting, value);
    }
    return words;
}

} // namespace

Result<Invocation, UsageError> parseCommandLine(const QStringList &arguments)
{
    auto words = readWords(arguments);
    if (!words) {
        return Failure{words.error()};
    }
    if (!words->verb) {
        return usage(u"Say what to do: serve, verify, --print-config, --version or --help."_s);
    }
    auto config = readConfig(words->configFile);
    if (!config) {
        return Failure{UsageError{78, config.error()}};
    }
    for (const auto &[setting, values] : words->flags) {
        if (const auto applied = applyFlag(*config, *setting, values); !applied) {
            return Failure{UsageError{64, applied.error()}};
        }
    }
    return Invocation{*words->verb, std::move(*config)};
}

QString helpText()
{
    QString text = u"kontor-server serve --data DIR --listen HOST:PORT [--listen …] [--open] [--demo]\n"
                   u"kontor-server verify --data DIR       check the books\n"
                   u"kontor-server --print-config          all settings as they are in force\n"
                   u"kontor-server --version | --help\n\n"
                   u"Settings (also in --config FILE as TOML, and in the environment as KONTOR_…):\n"_s;
    const Config defaults;
    for (const Setting &setting : settings()) {
        const QString argument
            = setting.argument ? u' ' + QString::fromLatin1(setting.argument) : QString();
        text += u"  --%1 %2 (%3)\n"_s.arg((flagOf(setting) + argument).leftJustified(40),
            QString::fromLatin1(setting.help), setting.get(defaults));
    }
    return text;
}

QString configText(const Config &config)
{
    QString text;
    for (const Setting &setting : settings()) {
        const QString value = setting.get(config);
        bool isNumber = false;
        value.toLongLong(&isNumber);
        const bool bare = !setting.argument || isNumber;
        text += u"# %1\n%2 = %3\n"_s.arg(QString::fromLatin1(setting.help),
            QString::fromLatin1(setting.key), bare ? value : u'"' + value + u'"');
    }
    return text;
}

} // namespace kontor::server
