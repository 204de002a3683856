// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/LiveRows.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/RowPaint.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>

#include <algorithm>

namespace kontor::teller {

using namespace widgets;

namespace {

constexpr int rowHeight = 44;
constexpr int rowsAtLeast = 2;

void paintRow(QPainter &painter, const QRect &box, const LiveRows::Row &row)
{
    const Theme &theme = Theme::current();
    paintIcon(painter, QRectF(box.left(), box.top() + 3, 16, 16), row.icon, theme.text2);
    const int sum = QFontMetrics(fontOf(TextRole::SmallStrong)).horizontalAdvance(row.sum);
    const QRect upper(box.left() + 26, box.top(), box.width() - 26, 21);
    const QRect lower = upper.translated(0, 20);
    painter.setFont(fontOf(TextRole::SmallStrong));
    painter.setPen(row.isCredit ? theme.success : theme.text);
    painter.drawText(upper, Qt::AlignRight | Qt::AlignVCenter, row.sum);
    painter.setFont(fontOf(TextRole::Small));
    painter.setPen(theme.text);
    paintElided(painter, upper.adjusted(0, 0, -sum - 10, 0), Qt::AlignVCenter, row.title);
    painter.setFont(fontOf(TextRole::Mini));
    painter.setPen(theme.text2);
    painter.drawText(lower, Qt::AlignRight | Qt::AlignVCenter, row.time);
    paintElided(painter, lower.adjusted(0, 0, -50, 0), Qt::AlignVCenter, row.detail);
}

} // namespace

LiveRows::LiveRows(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"live.rows"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void LiveRows::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    QStringList spoken;
    for (const Row &row : m_rows) {
        spoken.append(QStringList{row.title, row.detail, row.sum, row.time}.join(u", "_s));
    }
    setAccessibleName(spoken.join(u". "_s));
    update();
}

QSize LiveRows::sizeHint() const
{
    return {240, rowHeight * rowsAtLeast}; // more of them where there is more room
}

QSize LiveRows::minimumSizeHint() const
{
    return {200, rowHeight * rowsAtLeast};
}

void LiveRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRect box(0, 0, width(), rowHeight);
    for (const Row &row : m_rows) {
        if (box.bottom() > height()) {
            break;
        }
        paintRow(painter, box, row);
        box.translate(0, rowHeight);
    }
}

} // namespace kontor::teller
