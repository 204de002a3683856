// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/CommandLine.h"

namespace kontor::server {

static constexpr int nameColumn = 18;
static constexpr int flagColumn = 42;
static constexpr qsizetype textColumns = 96;

static QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

static QString flag(const char *name, const char *argument)
{
    return u"--"_s + latin(name) + (argument ? u' ' + latin(argument) : QString());
}

static QString row(const QString &name, const QString &text, int column)
{
    return u"  "_s + name.leftJustified(column) + u' ' + text + u'\n';
}

// Broken at spaces, a line each.
static QString wrapped(const QString &paragraph)
{
    QString text;
    qsizetype column = 0;
    for (const QString &word : paragraph.split(u' ')) {
        if (column > 0 && column + word.size() >= textColumns) {
            text += u'\n';
            column = 0;
        }
        text += column > 0 ? u' ' + word : word;
        column += word.size() + 1;
    }
    return text + u'\n';
}

static QString exitRows(const std::vector<int> &wanted)
{
    QString text;
    for (const ExitMeaning &exit : exitMeanings()) {
        if (std::find(wanted.begin(), wanted.end(), exit.code) != wanted.end()) {
            text += row(QString::number(exit.code), latin(exit.meaning), 3);
        }
    }
    return text;
}

static QString settingRows(Verb::Settings which)
{
    QString text;
    const Config defaults;
    for (const Setting &setting : settings()) {
        if (which == Verb::Settings::All || QLatin1StringView(setting.key) == "data"_L1) {
            text += row(flag(qPrintable(flagOf(setting)), setting.argument),
                u"%1 (%2)"_s.arg(latin(setting.help), setting.get(defaults)), flagColumn);
        }
    }
    return text + row(u"--config FILE"_s, u"reads settings from a kontor.toml"_s, flagColumn);
}

static QString optionRows(const Verb &verb)
{
    QString text;
    for (const Operand &operand : verb.operands) {
        text += row(latin(operand.name), latin(operand.help), flagColumn);
    }
    for (const Option &option : verb.options) {
        text += row(flag(option.name, option.argument), latin(option.help), flagColumn);
    }
    return text.isEmpty() ? text : u'\n' + text;
}

QString usageLine(const Verb &verb)
{
    QString line = u"kontor-server "_s + latin(verb.name);
    const auto add = [&line](const QString &text, bool required) {
        line += required ? u' ' + text : u" ["_s + text + u']';
    };
    for (const Operand &operand : verb.operands) {
        add(latin(operand.name), operand.required);
    }
    for (const Option &option : verb.options) {
        add(flag(option.name, option.argument), option.required);
    }
    if (verb.settings == Verb::Settings::All) {
        add(u"--SETTING VALUE …"_s, false);
    } else if (verb.settings == Verb::Settings::Data) {
        add(u"--data DIR"_s, false);
    }
    if (verb.settings != Verb::Settings::None) {
        add(u"--config FILE"_s, false);
    }
    return line;
}

QString helpText(const std::vector<Verb> &verbs)
{
    QString text = u"kontor-server COMMAND [OPTION …]\n\n"_s;
    for (const Verb &verb : verbs) {
        text += row(latin(verb.name), latin(verb.summary), nameColumn);
    }
    text += u"\nkontor-server COMMAND --help tells more; kontor-server serve --help has all settings.\n"
            u"\nExit codes:\n"_s;
    for (const ExitMeaning &exit : exitMeanings()) {
        text += row(QString::number(exit.code), latin(exit.meaning), 3);
    }
    return text;
}

QString helpText(const Verb &verb)
{
    QString summary = latin(verb.summary) + u'.';
    summary[0] = summary[0].toUpper();
    QString text = usageLine(verb) + u"\n\n"_s + wrapped(summary);
    for (const QString &paragraph : QString::fromUtf8(verb.details).split(u'\n', Qt::SkipEmptyParts)) {
        text += u'\n' + wrapped(paragraph);
    }
    text += optionRows(verb);
    if (verb.settings != Verb::Settings::None) {
        text += u"\nSettings (also in the file, and in the environment as KONTOR_…):\n"_s
            + settingRows(verb.settings);
    }
    std::vector<int> exits = verb.exits;
    exits.insert(exits.end(), {ExitCode::Ok, ExitCode::Usage});
    return text + u"\nExit codes:\n"_s + exitRows(exits);
}

} // namespace kontor::server
