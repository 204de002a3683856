// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QStringList>

namespace kontor::testing {

//! Prometheus text (0.0.4), read strictly.
class MetricsPage
{
public:
    explicit MetricsPage(const QByteArray &text);

    //! Lines that are not as the format wants them, families without help or samples, buckets that
    //! shrink. Empty when all is well.
    const QStringList &faults() const { return m_faults; }
    //! Of one series as it is written, labels included; 0 where there is none.
    double value(const QByteArray &series) const { return m_values.value(series); }
    bool has(const QByteArray &series) const { return m_values.contains(series); }
    qsizetype series() const { return m_values.size(); }

private:
    void readComment(const QByteArray &line);
    void readSample(const QByteArray &line);
    void checkBucket(const QByteArray &series, double value);

    QStringList m_faults;
    QMap<QByteArray, double> m_values;
    QMap<QByteArray, QByteArray> m_types;
    QByteArray m_helped;
    QByteArray m_bucketsOf;
    double m_lastBucket = 0;
};

} // namespace kontor::testing
