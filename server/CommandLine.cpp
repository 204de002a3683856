// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/CommandLine.h"

#include "storage/verify/LookAtLedger.h"

#include <QFile>

namespace kontor::server {

namespace {

Failure<Complaint> usage(const QString &message, const QString &tryThis = u"--help"_s)
{
    return Failure{
        Complaint{ExitCode::Usage, message + u"\nTry kontor-server %1."_s.arg(tryThis)}};
}

bool isHelp(const QString &word)
{
    return word == "--help"_L1 || word == "-h"_L1;
}

bool takes(const Verb &verb, const Setting &setting)
{
    return verb.settings == Verb::Settings::All
        || (verb.settings == Verb::Settings::Data && QLatin1StringView(setting.key) == "data"_L1);
}

// The words after the verb, one by one.
class WordReader
{
public:
    WordReader(const Verb &verb, QStringList words) : m_verb(verb), m_words(std::move(words)) {}

    Result<Invocation, Complaint> read()
    {
        while (m_next < m_words.size()) {
            const QString &word = m_words[m_next++];
            if (isHelp(word)) {
                return Invocation{nullptr, helpText(m_verb), {}};
            }
            const auto taken = word.startsWith(u'-') ? takeOption(word) : takeOperand(word);
            if (!taken) {
                return Failure{taken.error()};
            }
        }
        return finish();
    }

private:
    Failure<Complaint> refuse(const QString &message) const
    {
        return usage(message, QString::fromLatin1(m_verb.name) + u" --help"_s);
    }
    Result<Done, Complaint> takeOperand(const QString &word)
    {
        if (m_arguments.operands.size() == qsizetype(m_verb.operands.size())) {
            return refuse(u"\"%1\" is one word too many for %2."_s.arg(
                word, QString::fromLatin1(m_verb.name)));
        }
        m_arguments.operands << word;
        return Done{};
    }
    Result<Done, Complaint> takeOption(const QString &word)
    {
        const QString name = word.sliced(word.startsWith("--"_L1) ? 2 : 1).section(u'=', 0, 0);
        if (const Option *option = optionNamed(name)) {
            const auto value = valueOf(word, name, option->argument);
            if (!value) {
                return Failure{value.error()};
            }
            if (option->argument && value->isEmpty()) {
                return refuseEmpty(name, option->argument);
            }
            return m_arguments.options.emplace(name, *value).second
                ? Result<Done, Complaint>(Done{})
                : refuse(u"--%1 is given twice."_s.arg(name));
        }
        return name == "config"_L1 && m_verb.settings != Verb::Settings::None
            ? takeConfigFile(word)
            : takeSetting(word, name);
    }
    Failure<Complaint> refuseEmpty(const QString &name, const char *argument) const
    {
        return refuse(u"--%1 needs a value: %2."_s.arg(name, QString::fromLatin1(argument)));
    }
    Result<Done, Complaint> takeConfigFile(const QString &word)
    {
        const auto value = valueOf(word, u"config"_s, "FILE");
        if (!value) {
            return Failure{value.error()};
        }
        if (value->isEmpty()) {
            return refuseEmpty(u"config"_s, "FILE");
        }
        if (!m_configFile.isEmpty()) {
            return refuse(u"--config is given twice."_s);
        }
        m_configFile = *value;
        return Done{};
    }
    Result<Done, Complaint> takeSetting(const QString &word, const QString &name)
    {
        for (const Setting &setting : settings()) {
            if (!takes(m_verb, setting) || name != flagOf(setting)) {
                continue;
            }
            const auto value = valueOf(word, name, setting.argument);
            if (!value) {
                return Failure{value.error()};
            }
            QStringList &values = m_settings[&setting];
            values << *value;
            // Of a list each adds something.
            const bool isList
                = setting.argument && QLatin1StringView(setting.argument) == "LIST"_L1;
            return values.size() == 1 || isList ? Result<Done, Complaint>(Done{})
                                                : refuse(u"--%1 is given twice."_s.arg(name));
        }
        return refuse(u"There is no option --%1 for %2."_s.arg(
            name, QString::fromLatin1(m_verb.name)));
    }
    const Option *optionNamed(const QString &name) const
    {
        for (const Option &option : m_verb.options) {
            if (name == QLatin1StringView(option.name)) {
                return &option;
            }
        }
        return nullptr;
    }
    // "--name=value" or "--name value"; a switch has none.
    Result<QString, Complaint> valueOf(const QString &word, const QString &name,
        const char *argument)
    {
        const bool inWord = word.contains(u'=');
        if (!argument) {
            return inWord ? Result<QString, Complaint>(refuse(u"--%1 takes no value."_s.arg(name)))
                          : QString();
        }
        if (!inWord && m_next == m_words.size()) {
            return refuse(u"--%1 needs a value: %2."_s.arg(name, QString::fromLatin1(argument)));
        }
        return inWord ? word.section(u'=', 1) : m_words[m_next++];
    }
    Result<Invocation, Complaint> finish()
    {
        for (const Option &option : m_verb.options) {
            if (option.required && !m_arguments.has(option.name)) {
                return refuse(u"%1 needs --%2 %3."_s.arg(QString::fromLatin1(m_verb.name),
                    QString::fromLatin1(option.name), QString::fromLatin1(option.argument)));
            }
        }
        for (std::size_t i = std::size_t(m_arguments.operands.size()); i < m_verb.operands.size(); ++i) {
            if (m_verb.operands[i].required) {
                return refuse(u"%1 needs %2: %3."_s.arg(QString::fromLatin1(m_verb.name),
                    QString::fromLatin1(m_verb.operands[i].name),
                    QString::fromLatin1(m_verb.operands[i].help)));
            }
        }
        if (const auto applied = applySettings(); !applied) {
            return Failure{applied.error()};
        }
        return Invocation{&m_verb, {}, std::move(m_arguments)};
    }
    Result<Done, Complaint> applySettings()
    {
        if (m_verb.settings == Verb::Settings::None) {
            return Done{};
        }
        if (!m_configFile.isEmpty() && !QFile::exists(m_configFile)) {
            return Failure{
                Complaint{ExitCode::NoInput, u"%1: there is no such file"_s.arg(m_configFile)}};
        }
        if (const auto refused = storage::mayNotRead(m_configFile)) {
            return Failure{complaint(*refused)};
        }
        auto config = readConfig(m_configFile);
        if (!config) {
            return Failure{complaint(config.error())};
        }
        for (const auto &[setting, values] : m_settings) {
            if (const auto applied = applyFlag(*config, *setting, values); !applied) {
                return refuse(applied.error());
            }
        }
        m_arguments.config = std::move(*config);
        return Done{};
    }

    const Verb &m_verb;
    const QStringList m_words;
    qsizetype m_next = 0;
    QString m_configFile;
    std::map<const Setting *, QStringList> m_settings;
    Arguments m_arguments;
};

const Verb *verbNamed(const QString &name, const std::vector<Verb> &verbs)
{
    for (const Verb &verb : verbs) {
        if (name == QLatin1StringView(verb.name)) {
            return &verb;
        }
    }
    return nullptr;
}

// The verbs "user …" where the words only say "user" or "user --help".
std::vector<Verb> familyOf(const QString &word, const std::vector<Verb> &verbs)
{
    std::vector<Verb> family;
    for (const Verb &verb : verbs) {
        if (QLatin1StringView(verb.name).startsWith(word + u' ')) {
            family.push_back(verb);
        }
    }
    return family;
}

} // namespace

Result<Invocation, Complaint> parseCommandLine(const QStringList &arguments,
    const std::vector<Verb> &verbs)
{
    if (arguments.isEmpty()) {
        return usage(u"Say what to do."_s);
    }
    if (isHelp(arguments.first())) {
        return Invocation{nullptr, helpText(verbs), {}};
    }
    const qsizetype longest = std::min<qsizetype>(2, arguments.size());
    for (qsizetype words = longest; words > 0; --words) {
        if (const Verb *verb = verbNamed(arguments.first(words).join(u' '), verbs)) {
            return WordReader(*verb, arguments.sliced(words)).read();
        }
    }
    if (arguments.first().startsWith(u'-')) {
        return usage(u"Say first what to do, then %1."_s.arg(arguments.first()));
    }
    const std::vector<Verb> family = familyOf(arguments.first(), verbs);
    if (family.empty()) {
        return usage(u"There is no command \"%1\"."_s.arg(arguments.first()));
    }
    if (isHelp(arguments.last())) {
        return Invocation{nullptr, helpText(family), {}};
    }
    return usage(u"There is no command \"%1\"."_s.arg(arguments.first(longest).join(u' ')),
        arguments.first() + u" --help"_s);
}

} // namespace kontor::server
