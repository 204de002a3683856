// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Histogram.h"

#include <QByteArray>

#include <initializer_list>

namespace kontor::server {

//! Writes Prometheus text, format 0.0.4.
class MetricsText
{
public:
    struct Label
    {
        const char *name;
        QByteArray value;
    };
    using Labels = std::initializer_list<Label>;

    // The name begins a family; the samples that follow are its own.
    void counter(const char *name, const char *help) { family(name, "counter", help); }
    void gauge(const char *name, const char *help) { family(name, "gauge", help); }
    void histogram(const char *name, const char *help) { family(name, "histogram", help); }

    void sample(double value, Labels labels = {});
    //! All buckets, the sum and the count; `unit` is what the measured values are divided by.
    void sample(const Histogram &histogram, double unit, Labels labels = {});
    // A family of one.
    void counter(const char *name, const char *help, double value);
    void gauge(const char *name, const char *help, double value);

    const QByteArray &bytes() const { return m_out; }

private:
    void family(const char *name, const char *type, const char *help);
    void line(const char *suffix, const QByteArray &labels, double value);

    QByteArray m_out;
    const char *m_name = "";
};

} // namespace kontor::server
