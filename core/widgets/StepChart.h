// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Money.h"

#include <QWidget>

#include <vector>

namespace kontor::widgets {

//! A balance over time: right angles, never a slope, because a balance is a step.
class StepChart : public QWidget
{
    Q_OBJECT

public:
    struct Point
    {
        Timestamp at;
        qint64 minor = 0;
    };

    explicit StepChart(QWidget *parent = nullptr);
    //! Points in order of time; the last value reaches to `until`.
    void setPoints(std::vector<Point> points, const Currency &currency, Timestamp until);

    QSize sizeHint() const override { return {316, 140}; }
    QSize minimumSizeHint() const override { return {200, 90}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Scale;
    void paintGrid(QPainter &painter, const Scale &scale) const;
    void paintLine(QPainter &painter, const Scale &scale) const;
    void paintDates(QPainter &painter, const Scale &scale) const;
    void describeInWords();
    std::vector<Point> m_points;
    Currency m_currency;
    Timestamp m_until;
};

} // namespace kontor::widgets
