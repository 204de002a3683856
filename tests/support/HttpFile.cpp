// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/HttpFile.h"

#include "foundation/Json.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace kontor::testing {

HttpFile::HttpFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(path));
    }
    QByteArrayList lines;
    for (const QByteArray &line : (file.readAll() + "\n###").split('\n')) {
        if (line.startsWith("###")) {
            readSample(lines);
            lines.clear();
        }
        lines << line;
    }
}

void HttpFile::readComment(Sample &sample, const QByteArray &line)
{
    const QByteArray text = line.mid(line.startsWith("###") ? 3 : 1).trimmed();
    if (line.startsWith("###")) {
        sample.title = text;
    } else if (text.startsWith("@name ")) {
        sample.name = text.sliced(6).trimmed();
    } else if (text.startsWith("answers ")) {
        sample.status = text.sliced(8).trimmed().toInt();
    } else if (text.startsWith("until ")) {
        sample.until = text.sliced(6).trimmed();
    } else if (text.startsWith("needs ")) {
        m_needs << text.sliced(6).trimmed();
    }
}

// Comments and variables, the request line, its headers, an empty line, its body.
void HttpFile::readSample(const QByteArrayList &lines)
{
    Sample sample;
    qsizetype at = 0;
    for (; at < lines.size() && sample.method.isEmpty(); ++at) {
        const QByteArray &line = lines[at];
        if (line.startsWith('#')) {
            readComment(sample, line);
        } else if (line.startsWith('@')) {
            const qsizetype equals = line.indexOf('=');
            m_variables[line.sliced(1, equals - 1).trimmed()] = line.sliced(equals + 1).trimmed();
        } else if (!line.trimmed().isEmpty()) {
            sample.method = line.split(' ').first();
            sample.url = line.sliced(sample.method.size()).trimmed();
        }
    }
    for (; at < lines.size() && !lines[at].trimmed().isEmpty(); ++at) {
        const qsizetype colon = lines[at].indexOf(':');
        sample.headers.emplace_back(lines[at].first(colon), lines[at].sliced(colon + 1).trimmed());
    }
    sample.body = lines.mid(at).join('\n').trimmed();
    if (!sample.method.isEmpty()) {
        m_samples.push_back(std::move(sample));
    }
}

// "ana.response.body.$.items[0].id".
QByteArray HttpFile::valueOf(const QByteArray &expression) const
{
    if (const auto variable = m_variables.find(expression); variable != m_variables.end()) {
        return resolved(variable->second);
    }
    const qsizetype dot = expression.indexOf(".response.body.$");
    const auto answer = m_answers.find(expression.first(std::max<qsizetype>(0, dot)));
    const auto document = parseJson(answer == m_answers.end() ? "null" : answer->second);
    const JsonValue *found = document ? &*document : nullptr;
    static const QRegularExpression step(QStringLiteral("\\.(\\w+)|\\[(\\d+)\\]"));
    auto steps = step.globalMatch(QString::fromUtf8(expression.mid(dot + 16)));
    while (found && steps.hasNext()) {
        const auto match = steps.next();
        const std::size_t index = match.captured(2).toULongLong();
        if (!match.captured(1).isEmpty()) {
            found = found->find(match.captured(1).toStdString());
        } else {
            found = index < found->items.size() ? &found->items[index] : nullptr;
        }
    }
    return found ? QByteArray::fromStdString(found->text) : QByteArray();
}

QByteArray HttpFile::resolved(const QByteArray &text) const
{
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
        const qsizetype close = text.indexOf("}}", open);
        out += text.sliced(from, open - from) + valueOf(text.sliced(open + 2, close - open - 2));
        from = close + 2;
    }
    return out + text.sliced(from);
}

HttpAnswer HttpFile::send(const RunningServer &server, const Sample &sample)
{
    HttpHeaders headers;
    for (const auto &[name, value] : sample.headers) {
        if (name.compare("Content-Type", Qt::CaseInsensitive) != 0) {
            headers.emplace_back(name, resolved(value));
        }
    }
    const QByteArray target = resolved(sample.url).sliced(server.url().size());
    HttpAnswer answer = server.send(sample.method, target, resolved(sample.body), headers);
    m_answers[sample.name] = answer.body;
    return answer;
}

bool HttpFile::isWhole(const Sample &sample) const
{
    return sample.until.isEmpty() || !valueOf(sample.name + ".response.body.$." + sample.until).isEmpty();
}

QStringList HttpFile::play(const RunningServer &server)
{
    for (auto &[name, value] : m_variables) {
        if (value.startsWith("http://")) {
            value = server.url().toUtf8();
        }
    }
    QStringList faults;
    for (const Sample &sample : m_samples) {
        HttpAnswer answer = send(server, sample);
        const QDeadlineTimer patience(20'000);
        while (!isWhole(sample) && !patience.hasExpired()) {
            QTest::qWait(50);
            answer = send(server, sample);
        }
        if (answer.status != sample.status || !isWhole(sample)) {
            faults << QStringLiteral("%1: %2 %3 -> %4 %5").arg(QString::fromUtf8(sample.title),
                QString::fromUtf8(sample.method), QString::fromUtf8(sample.url))
                          .arg(answer.status).arg(QString::fromUtf8(answer.body));
        }
    }
    return faults;
}

} // namespace kontor::testing
