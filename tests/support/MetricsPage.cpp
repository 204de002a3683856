// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/MetricsPage.h"

#include <QRegularExpression>

namespace kontor::testing {

using namespace Qt::StringLiterals;

MetricsPage::MetricsPage(const QByteArray &text)
{
    if (!text.endsWith('\n')) {
        m_faults << u"the last line does not end"_s;
    }
    const QByteArrayList lines = text.split('\n');
    for (const QByteArray &line : lines.first(lines.size() - 1)) {
        line.startsWith('#') ? readComment(line) : readSample(line);
    }
}

void MetricsPage::readComment(const QByteArray &line)
{
    static const QRegularExpression form(
        u"^# (HELP|TYPE) ([a-z_:][a-z0-9_:]*) (.+)$"_s);
    const auto match = form.match(QString::fromUtf8(line));
    const QByteArray name = match.captured(2).toLatin1();
    if (match.captured(1) == u"HELP"_s && !m_types.contains(name)) {
        m_helped = name;
    } else if (match.captured(1) == u"TYPE"_s && name == m_helped && !m_types.contains(name)) {
        m_types[name] = match.captured(3).toLatin1();
        m_bucketsOf.clear();
    } else {
        m_faults << u"out of place: "_s + QString::fromUtf8(line);
    }
}

void MetricsPage::readSample(const QByteArray &line)
{
    static const QRegularExpression form(
        u"^(([a-z_:][a-z0-9_:]*)(?:\\{[a-z_]+=\"(?:[^\"\\\\]|\\\\.)*\"(?:,[a-z_]+=\"(?:[^\"\\\\]|\\\\.)*\")*\\})?)"
        "(?: )(-?[0-9.]+(?:e[+-]?[0-9]+)?|[+-]Inf)$"_s);
    const auto match = form.match(QString::fromUtf8(line));
    const QByteArray series = match.captured(1).toUtf8();
    const QByteArray type = m_types.value(m_helped);
    QByteArray name = match.captured(2).toLatin1();
    const bool isPart = type == "histogram" && name.startsWith(m_helped + '_');
    const bool isCounter = type == "counter";
    if (!match.hasMatch() || m_values.contains(series) || (name != m_helped && !isPart)
        || (isCounter && !name.endsWith("_total"))) {
        m_faults << u"no sample of \"%1\": %2"_s.arg(QString::fromUtf8(m_helped), QString::fromUtf8(line));
        return;
    }
    m_values[series] = match.captured(3).toDouble();
    if (name.endsWith("_bucket")) {
        checkBucket(series, m_values[series]);
    }
}

// The buckets of one series count everything up to their bound.
void MetricsPage::checkBucket(const QByteArray &series, double value)
{
    const QByteArray others = series.first(series.indexOf("le=\""));
    const bool goesOn = others == m_bucketsOf;
    if (goesOn && value < m_lastBucket) {
        m_faults << u"shrinks: "_s + QString::fromUtf8(series);
    }
    m_bucketsOf = others;
    m_lastBucket = value;
}

} // namespace kontor::testing
