// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/Config.h"

#include <QFile>

#include <toml++/toml.h>

// Reads kontor.toml and the environment. The only file that knows the TOML library.

namespace kontor::server {

static const Setting *settingFor(const QString &key)
{
    for (const Setting &setting : settings()) {
        if (key == QLatin1StringView(setting.key)) {
            return &setting;
        }
    }
    return nullptr;
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
    return {};
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
            return Failure{u"%1:%2: \"%3\" cannot be used for %4 (%5)"_s.arg(file).arg(line).arg(
                valueText(node), key, QString::fromLatin1(setting->help))};
        }
    }
    return Done{};
}

static Result<Done, QString> applyFile(Config &config, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Failure{u"%1: %2"_s.arg(path, file.errorString())};
    }
    const QByteArray text = file.readAll();
    try { // The library's only way to report; nothing leaves this function.
        const toml::table table
            = toml::parse(std::string_view(text.constData(), std::size_t(text.size())));
        return applyTable(config, table, QString(), path);
    } catch (const toml::parse_error &error) {
        return Failure{u"%1:%2: %3"_s.arg(path).arg(error.source().begin.line).arg(
            QString::fromUtf8(error.description().data()))};
    }
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
            return Failure{u"%1: \"%2\" cannot be used (%3)"_s.arg(QString::fromLatin1(name), value,
                QString::fromLatin1(setting.help))};
        }
    }
    return Done{};
}

Result<Config, QString> readConfig(const QString &tomlFile)
{
    Config config;
    if (!tomlFile.isEmpty()) {
        if (const auto applied = applyFile(config, tomlFile); !applied) {
            return Failure{applied.error()};
        }
    }
    if (const auto applied = applyEnvironment(config); !applied) {
        return Failure{applied.error()};
    }
    return config;
}

} // namespace kontor::server
