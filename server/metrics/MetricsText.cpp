// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics/MetricsText.h"

#include <QLocale>

#include <cmath>

namespace kontor::server {

// Whole numbers without an exponent, everything else as short as it reads back the same.
static QByteArray numberText(double value)
{
    if (std::isinf(value)) {
        return value > 0 ? "+Inf" : "-Inf";
    }
    const bool whole = value == double(qint64(value));
    return whole ? QByteArray::number(qint64(value))
                 : QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

static QByteArray escaped(QByteArray text)
{
    return text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

static QByteArray labelText(MetricsText::Labels labels)
{
    QByteArray out;
    for (const MetricsText::Label &label : labels) {
        out += (out.isEmpty() ? "" : ",") + QByteArray(label.name) + "=\"" + escaped(label.value) + '"';
    }
    return out;
}

void MetricsText::family(const char *name, const char *type, const char *help)
{
    m_name = name;
    m_out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    m_out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
}

void MetricsText::line(const char *suffix, const QByteArray &labels, double value)
{
    m_out.append(m_name).append(suffix);
    if (!labels.isEmpty()) {
        m_out.append('{').append(labels).append('}');
    }
    m_out.append(' ').append(numberText(value)).append('\n');
}

void MetricsText::sample(double value, Labels labels)
{
    line("", labelText(labels), value);
}

void MetricsText::sample(const Histogram &histogram, double unit, Labels labels)
{
    const QByteArray common = labelText(labels);
    const QByteArray before = common.isEmpty() ? QByteArray("le=\"") : common + ",le=\"";
    qint64 total = 0;
    std::size_t i = 0;
    for (const qint64 bound : histogram.bounds()) {
        total += histogram.count(i++);
        line("_bucket", before + numberText(double(bound) / unit) + '"', double(total));
    }
    total += histogram.count(i);
    line("_bucket", before + "+Inf\"", double(total));
    line("_sum", common, double(histogram.sum()) / unit);
    line("_count", common, double(total));
}

void MetricsText::counter(const char *name, const char *help, double value)
{
    counter(name, help);
    sample(value);
}

void MetricsText::gauge(const char *name, const char *help, double value)
{
    gauge(name, help);
    sample(value);
}

} // namespace kontor::server
