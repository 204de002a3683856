// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/Config.h"

#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <algorithm>
#include <sstream>

#include <toml++/toml.h>

// Reads kontor.toml and the environment. The only file that knows the TOML library.

namespace kontor::server {

using storage::OpenError;

static const Setting *settingFor(const QString &key)
{
    for (const Setting &setting : settings()) {
        if (key == QLatin1StringView(setting.key)) {
            return &setting;
        }
    }
    return nullptr;
}

// What is of no type that a setting has is shown as it was written, and refused as that.
static QString written(const toml::node &node)
{
    std::ostringstream text;
    text << toml::node_view<const toml::node>(node);
    return QString::fromStdString(text.str());
}

static QString scalar(const toml::node &node)
{
    if (const auto text = node.value_exact<std::string>()) {
        return QString::fromStdString(*text);
    }
    if (const auto truth = node.value_exact<bool>()) {
        return *truth ? u"true"_s : u"false"_s;
    }
    if (const auto number = node.value_exact<int64_t>()) {
        return QString::number(*number);
    }
    return written(node);
}

static QString valueText(const toml::node &node)
{
    if (const auto *array = node.as_array()) {
        QStringList items;
        for (const toml::node &item : *array) {
            items << scalar(item);
        }
        return items.join(u',');
    }
    return scalar(node);
}

static Result<Done, QString> applyTable(Config &config, const toml::table &table,
    const QString &prefix, const QString &file)
{
    for (const auto &[name, node] : table) {
        const QString key = prefix + QString::fromUtf8(name.data(), qsizetype(name.length()));
        const auto line = node.source().begin.line;
        if (const auto *inner = node.as_table()) {
            if (auto applied = applyTable(config, *inner, key + u'.', file); !applied) {
                return applied;
            }
            continue;
        }
        const Setting *setting = settingFor(key);
        if (!setting) {
            return Failure{u"%1:%2: there is no setting \"%3\""_s.arg(file).arg(line).arg(key)};
        }
        if (!setting->set(config, valueText(node))) {
            return Failure{unusable(u"%1:%2"_s.arg(file).arg(line), *setting, valueText(node))};
        }
    }
    return Done{};
}

static Result<Done, OpenError> asOpened(const Result<Done, QString> &done)
{
    return done ? Result<Done, OpenError>(Done{})
                : Failure{OpenError{OpenError::Config, done.error()}};
}

// What could not be read must not count as empty: the server would begin new books elsewhere.
static Result<QByteArray, OpenError> textOf(const QString &path)
{
    static constexpr qint64 largest = 1024 * 1024;
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    const QByteArray text = opened ? file.read(largest + 1) : QByteArray();
    if (QFileInfo(path).isDir()) {
        return Failure{OpenError{OpenError::Config, u"%1 is not a file"_s.arg(path)}};
    }
    if (!opened || file.error() != QFile::NoError) {
        return Failure{
            OpenError{OpenError::Io, u"%1 cannot be read: %2"_s.arg(path, file.errorString())}};
    }
    if (text.size() > largest) {
        return Failure{OpenError{OpenError::Config,
            u"%1 is larger than 1 MiB, and thus no kontor.toml"_s.arg(path)}};
    }
    return text;
}

static Result<Done, OpenError> applyFile(Config &config, const QString &path)
{
    const auto text = textOf(path);
    if (!text) {
        return Failure{text.error()};
    }
    try { // The library's only way to report; nothing leaves this function.
        const toml::table table
            = toml::parse(std::string_view(text->constData(), std::size_t(text->size())));
        return asOpened(applyTable(config, table, QString(), path));
    } catch (const toml::parse_error &error) {
        return Failure{OpenError{OpenError::Config,
            u"%1:%2: %3"_s.arg(path)
                .arg(error.source().begin.line)
                .arg(QString::fromUtf8(error.description().data()))}};
    }
}

// Whoever names a section means a setting; other programs have variables of other names.
static bool isMeantForUs(const QString &variable)
{
    const auto &all = settings();
    return std::any_of(all.begin(), all.end(), [&variable](const Setting &setting) {
        const QString key = QString::fromLatin1(setting.key);
        const qsizetype dot = key.indexOf(u'.');
        return dot > 0 && variable.startsWith(u"KONTOR_"_s + key.first(dot).toUpper() + u'_');
    });
}

static Result<Done, QString> checkVariables()
{
    const auto &all = settings();
    for (const QString &variable : QProcessEnvironment::systemEnvironment().keys()) {
        const bool isKnown
            = std::any_of(all.begin(), all.end(), [&variable](const Setting &setting) {
                  return variable == QLatin1StringView(variableOf(setting));
              });
        if (!isKnown && isMeantForUs(variable)) {
            return Failure{u"%1: there is no such setting"_s.arg(variable)};
        }
    }
    return Done{};
}

static Result<Done, QString> applyEnvironment(Config &config)
{
    for (const Setting &setting : settings()) {
        const QByteArray name = variableOf(setting);
        if (!qEnvironmentVariableIsSet(name.constData())) {
            continue;
        }
        const QString value = qEnvironmentVariable(name.constData());
        if (!setting.set(config, value)) {
            return Failure{unusable(QString::fromLatin1(name), setting, value)};
        }
    }
    return checkVariables();
}

Result<Config, OpenError> readConfig(const QString &tomlFile)
{
    Config config;
    if (!tomlFile.isEmpty()) {
        if (const auto applied = applyFile(config, tomlFile); !applied) {
            return Failure{applied.error()};
        }
    }
    if (const auto applied = asOpened(applyEnvironment(config)); !applied) {
        return Failure{applied.error()};
    }
    return config;
}

} // namespace kontor::server
