// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Icon.h"

#include "foundation/Strings.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>

namespace kontor::widgets {

namespace {

double strokeAt(double size)
{
    if (size < 18) {
        return 1.6;
    }
    if (size < 22) {
        return 1.75;
    }
    return size < 40 ? 1.85 : 2.4;
}

QByteArray sourceOf(const QString &name)
{
    static QHash<QString, QByteArray> sources;
    auto found = sources.find(name);
    if (found == sources.end()) {
        QFile file(u":/kontor/icons/%1.svg"_s.arg(name));
        found
            = sources.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return *found;
}

class StrokeIconEngine final : public QIconEngine
{
public:
    StrokeIconEngine(QString name, QColor colour) : m_name(std::move(name)), m_colour(colour) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, m_colour);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }
    QIconEngine *clone() const override { return new StrokeIconEngine(m_name, m_colour); }

private:
    QString m_name;
    QColor m_colour;
};

} // namespace

void paintIcon(QPainter &painter, const QRectF &box, const QString &name, const QColor &colour)
{
    QByteArray svg = sourceOf(name);
    const double size = std::min(box.width(), box.height());
    // The drawing is 24 units wide, so a stroke of s pixels is 24 s / size units.
    svg.replace("#000000", colour.name().toLatin1());
    svg.replace("stroke-width=\"2\"",
        "stroke-width=\"" + QByteArray::number(strokeAt(size) * 24.0 / size, 'f', 2) + '"');
    QSvgRenderer renderer(svg);
    renderer.render(&painter, box);
}

QIcon makeIcon(const QString &name, const QColor &colour)
{
    return QIcon(new StrokeIconEngine(name, colour));
}

QStringList iconNames()
{
    QStringList names = QDir(u":/kontor/icons"_s).entryList({u"*.svg"_s}, QDir::Files, QDir::Name);
    for (QString &name : names) {
        name.chop(4);
    }
    return names;
}

void paintMark(QPainter &painter, const QRectF &box, const QColor &frame, const QColor &bead,
    const QColor &gold)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double u = box.width() / 22.0;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(frame, 1.6 * u));
    painter.drawRoundedRect(box.adjusted(u, u, -u, -u), 4 * u, 4 * u);
    const auto y = [&](int rod) { return box.top() + (rod == 0 ? 7.6 : 14.4) * u; };
    painter.setPen(QPen(frame, 1.2 * u));
    for (int rod = 0; rod < 2; ++rod) {
        painter.drawLine(QPointF(box.left() + 2 * u, y(rod)), QPointF(box.right() - 2 * u, y(rod)));
    }
    const auto drop = [&](double x, int rod, const QColor &colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        const QRectF shape(box.left() + (x - 1.7) * u, y(rod) - 2.4 * u, 3.4 * u, 4.8 * u);
        painter.drawRoundedRect(shape, 1.4 * u, 1.4 * u);
    };
    drop(5.6, 0, bead);
    drop(9.6, 0, bead);
    drop(16.4, 0, gold);
    drop(5.6, 1, bead);
    drop(12.4, 1, bead);
    drop(16.4, 1, bead);
    painter.restore();
}

} // namespace kontor::widgets
