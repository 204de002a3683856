// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Steps.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>

#include <algorithm>

namespace kontor::widgets {

namespace {

constexpr int circle = 24;
constexpr int lineLength = 28;

int widthOf(const QString &name)
{
    // Measured bold for every step, so that nothing moves when the current one changes.
    return circle + 8 + QFontMetrics(fontOf(TextRole::SmallStrong)).horizontalAdvance(name);
}

} // namespace

Steps::Steps(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Steps::setSteps(const QStringList &names, int current)
{
    m_names = names;
    m_current = current;
    const int shown = std::min(current, int(names.size()) - 1);
    setAccessibleName(
        tr("Step %1 of %2, %3").arg(shown + 1).arg(names.size()).arg(names.at(shown)));
    updateGeometry();
    update();
}

QSize Steps::sizeHint() const
{
    int width = 0;
    for (const QString &name : m_names) {
        width += widthOf(name) + lineLength + 16;
    }
    return {std::max(0, width - lineLength - 16), 28};
}

void Steps::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double x = 0;
    const double middle = height() / 2.0;
    for (int i = 0; i < m_names.size(); ++i) {
        const QRectF disc(x + 0.5, middle - circle / 2.0 + 0.5, circle - 1, circle - 1);
        const bool past = i < m_current;
        const bool now = i == m_current;
        painter.setPen(QPen(past ? theme.successEdge : now ? theme.primary : theme.border, 1));
        painter.setBrush(past ? theme.successTint : now ? theme.primary : theme.card);
        painter.drawEllipse(disc);
        if (past) {
            paintIcon(painter, disc.adjusted(4.5, 4.5, -4.5, -4.5), u"tick"_s, theme.success);
        } else {
            painter.setPen(now ? theme.onPrimary : theme.text2);
            painter.setFont(fontOf(now ? TextRole::SmallStrong : TextRole::Mini));
            painter.drawText(disc, Qt::AlignCenter, QString::number(i + 1));
        }
        painter.setFont(fontOf(now ? TextRole::SmallStrong : TextRole::Small));
        painter.setPen(now ? theme.text : theme.text2);
        painter.drawText(QRectF(x + circle + 8, 0, 400, height()), Qt::AlignVCenter, m_names.at(i));
        x += widthOf(m_names.at(i)) + 8;
        if (i + 1 < m_names.size()) {
            painter.setPen(QPen(theme.border, 1));
            painter.drawLine(QPointF(x, middle), QPointF(x + lineLength, middle));
        }
        x += lineLength + 8;
    }
}

} // namespace kontor::widgets
