// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/StepChart.h"

#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"
#include "widgets/Retranslate.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace kontor::widgets {

struct StepChart::Scale
{
    QRectF area;
    qint64 low = 0;
    qint64 high = 1;
    qint64 from = 0;
    qint64 to = 1;

    double x(Timestamp at) const
    {
        const double part = double(at.micros - from) / double(std::max<qint64>(1, to - from));
        return area.left() + std::clamp(part, 0.0, 1.0) * area.width();
    }
    double y(qint64 minor) const
    {
        return area.bottom() - double(minor - low) / double(high - low) * area.height();
    }
};

namespace {

//! The next of 1, 2, 3, 5, 10, 20 … whole units that is not below `value`.
qint64 niceAbove(qint64 value)
{
    for (qint64 decade = 100; decade < maxMinor; decade *= 10) {
        for (const qint64 step : {1, 2, 3, 5}) {
            if (step * decade >= value) {
                return step * decade;
            }
        }
    }
    return maxMinor;
}

QString axisText(qint64 minor, const Currency &currency)
{
    QString text = formatMoney({minor, currency});
    const auto point = text.indexOf(QLocale().decimalPoint());
    // Grid lines stand on whole units wherever they can; then the zeros behind the point say
    // nothing.
    return point > 0 && minor % 100 == 0 && currency.exponent() == 2 ? text.left(point) : text;
}

} // namespace

StepChart::StepChart(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"balanceChart"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    onLanguage(this, [this] { describeInWords(); });
}

void StepChart::setPoints(std::vector<Point> points, const Currency &currency, Timestamp until)
{
    m_points = std::move(points);
    m_currency = currency;
    m_until = until;
    describeInWords();
    update();
}

void StepChart::describeInWords()
{
    if (m_points.empty()) {
        setAccessibleName(tr("No movements to draw"));
        return;
    }
    const auto [low, high] = std::minmax_element(m_points.begin(), m_points.end(),
        [](const Point &a, const Point &b) { return a.minor < b.minor; });
    const auto money = [this](qint64 minor) { return formatMoney({minor, m_currency}); };
    setAccessibleName(tr("Balance since %1: lowest %2, highest %3, now %4")
                          .arg(longDate(m_points.front().at), money(low->minor), money(high->minor),
                              money(m_points.back().minor)));
}

void StepChart::paintEvent(QPaintEvent *)
{
    if (m_points.empty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontOf(TextRole::Mini));
    Scale scale;
    qint64 highest = 0;
    qint64 lowest = 0;
    for (const Point &point : m_points) {
        highest = std::max(highest, point.minor);
        lowest = std::min(lowest, point.minor);
    }
    scale.high = niceAbove(std::max<qint64>(highest, 100));
    scale.low = lowest < 0 ? -niceAbove(-lowest) : 0;
    scale.from = m_points.front().at.micros;
    scale.to = std::max(m_until.micros, m_points.back().at.micros);
    const QFontMetrics metrics(painter.font());
    const int axis = std::max(metrics.horizontalAdvance(axisText(scale.high, m_currency)),
        metrics.horizontalAdvance(axisText(scale.high / 2, m_currency)));
    scale.area = QRectF(axis + 8, 8, width() - axis - 16, height() - 30);
    paintGrid(painter, scale);
    paintLine(painter, scale);
    paintDates(painter, scale);
}

void StepChart::paintGrid(QPainter &painter, const Scale &scale) const
{
    const Theme &theme = Theme::current();
    for (const qint64 value : {scale.low, scale.low + (scale.high - scale.low) / 2, scale.high}) {
        const double y = scale.y(value);
        painter.setPen(QPen(theme.line, 1));
        painter.drawLine(QPointF(scale.area.left(), y), QPointF(scale.area.right(), y));
        painter.setPen(theme.text2);
        painter.drawText(QRectF(0, y - 9, scale.area.left() - 8, 18),
            Qt::AlignRight | Qt::AlignVCenter, axisText(value, m_currency));
    }
}

void StepChart::paintLine(QPainter &painter, const Scale &scale) const
{
    const Theme &theme = Theme::current();
    QPainterPath line(QPointF(scale.x(m_points.front().at), scale.y(m_points.front().minor)));
    for (const Point &point : m_points) {
        line.lineTo(scale.x(point.at), line.currentPosition().y());
        line.lineTo(scale.x(point.at), scale.y(point.minor));
    }
    line.lineTo(scale.area.right(), line.currentPosition().y());
    const QPointF end = line.currentPosition();
    QPainterPath fill = line;
    fill.lineTo(end.x(), scale.y(scale.low));
    fill.lineTo(scale.area.left(), scale.y(scale.low));
    fill.closeSubpath();
    painter.fillPath(fill, theme.chartFill);
    painter.setPen(QPen(theme.primary, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(line);
    painter.setPen(QPen(theme.card, 2));
    painter.setBrush(theme.primary);
    painter.drawEllipse(end, 5, 5);
    painter.setBrush(Qt::NoBrush);
}

//! The first day, the last, and between them the beginnings of months that have room.
void StepChart::paintDates(QPainter &painter, const Scale &scale) const
{
    constexpr double gap = 12;
    painter.setPen(Theme::current().text2);
    const QFontMetrics metrics(painter.font());
    const double top = height() - 20;
    const double right = scale.area.right() + 6;
    const QString first = shortDate(Timestamp{scale.from});
    const QString last = shortDate(Timestamp{scale.to});
    painter.drawText(QRectF(scale.area.left(), top, right, 20), Qt::AlignVCenter, first);
    if (last == first) {
        return;
    }
    painter.drawText(QRectF(0, top, right, 20), Qt::AlignRight | Qt::AlignVCenter, last);
    double free = scale.area.left() + metrics.horizontalAdvance(first) + gap;
    const double end = right - metrics.horizontalAdvance(last) - gap;
    for (Timestamp month = nextMonth(Timestamp{scale.from}); month.micros < scale.to;
         month = nextMonth(month)) {
        const QString text = shortDate(month);
        const double width = metrics.horizontalAdvance(text);
        const double left = scale.x(month) - width / 2;
        if (left >= free && left + width <= end) {
            painter.drawText(QRectF(left, top, width + 1, 20), Qt::AlignVCenter, text);
            free = left + width + gap;
        }
    }
}

} // namespace kontor::widgets
