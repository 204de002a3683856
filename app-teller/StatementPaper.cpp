// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/StatementPaper.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/TextWrap.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QFontMetrics>
#include <QPagedPaintDevice>
#include <QPainter>

#include <algorithm>

namespace kontor::teller {

using namespace widgets;

namespace {

constexpr int lineHeight = 18;
constexpr int houseHeight = 44;
constexpr int titleHeight = 32;
constexpr int namesHeight = 26;
constexpr int footHeight = 28;
constexpr int cellPadding = 4;
constexpr int factLabel = 100;
constexpr double marginMm = 15;

int textHeight(const QString &text, int room, TextRole role)
{
    const QFontMetrics metrics(fontOf(role));
    return metrics.boundingRect(QRect(0, 0, room, 10'000), wrapOf(text, room, metrics), text)
        .height();
}

void paintWrapped(QPainter &painter, const QRect &room, const QString &text,
    Qt::AlignmentFlag side = Qt::AlignLeft)
{
    painter.drawText(room, side | wrapOf(text, room.width(), QFontMetrics(painter.font())), text);
}

int noteHeight(const QString &note)
{
    return note.isEmpty() ? 0 : textHeight(note, StatementPaper::width, TextRole::SmallStrong) + 6;
}

//! On paper nobody can point at what was left out, so a long value has more lines.
int factHeight(const SheetRow &fact)
{
    const int room = StatementPaper::width - factLabel;
    return std::max(lineHeight, textHeight(fact.value, room, TextRole::SmallStrong));
}

} // namespace

StatementPaper::StatementPaper(StatementSheet sheet)
    : m_sheet(std::move(sheet)), m_ink(Theme::current().ink), m_faint(Theme::current().ink2)
{
}

int StatementPaper::headHeight() const
{
    const int demo = m_sheet.demoMark.isEmpty() ? 0 : 26;
    int facts = 0;
    for (const SheetRow &fact : m_sheet.facts) {
        facts += factHeight(fact);
    }
    return houseHeight + demo + titleHeight + facts + 10 + noteHeight(m_sheet.note) + namesHeight;
}

int StatementPaper::rowHeight(const QStringList &row) const
{
    int height = lineHeight;
    for (std::size_t i = 0; i < m_sheet.columns.size(); ++i) {
        const int room = m_sheet.columns[i].width - 2 * cellPadding;
        height = std::max(height, textHeight(row.value(int(i)), room, TextRole::Mini) + 2);
    }
    return height;
}

int StatementPaper::sumsHeight() const
{
    return 10 + int(m_sheet.sums.size()) * (lineHeight + 2);
}

std::vector<std::size_t> StatementPaper::pages(int height) const
{
    const int room = height - headHeight() - footHeight;
    std::vector<std::size_t> firsts{0};
    int used = 0;
    const auto take = [&](std::size_t row, int taken) {
        if (used > 0 && used + taken > room) {
            firsts.push_back(row);
            used = 0;
        }
        used += taken;
    };
    for (std::size_t row = 0; row < m_sheet.rows.size(); ++row) {
        take(row, rowHeight(m_sheet.rows[row]));
    }
    take(m_sheet.rows.size(), sumsHeight());
    return firsts;
}

bool StatementPaper::printOn(QPagedPaintDevice &device) const
{
    device.setPageSize(QPageSize(QPageSize::A4));
    device.setPageMargins(QMarginsF(marginMm, marginMm, marginMm, marginMm),
        QPageLayout::Millimeter);
    QPainter painter;
    if (!painter.begin(&device)) {
        return false;
    }
    const double scale = double(device.width()) / width;
    const int height = int(device.height() / scale);
    painter.scale(scale, scale);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<std::size_t> firsts = pages(height);
    for (std::size_t page = 0; page < firsts.size(); ++page) {
        if (page > 0 && !device.newPage()) {
            return false;
        }
        paintPage(painter, firsts, page, height);
    }
    return painter.end();
}

void StatementPaper::paintPage(QPainter &painter, const std::vector<std::size_t> &firsts,
    std::size_t page, int height) const
{
    const bool isLast = page + 1 == firsts.size();
    const std::size_t end = isLast ? m_sheet.rows.size() : firsts[page + 1];
    paintHead(painter);
    int y = headHeight();
    for (std::size_t row = firsts[page]; row < end; ++row) {
        const int taken = rowHeight(m_sheet.rows[row]);
        paintRow(painter, y, m_sheet.rows[row], taken);
        y += taken;
    }
    if (isLast) {
        paintSums(painter, y);
    }
    painter.setFont(fontOf(TextRole::Mini));
    painter.setPen(m_faint);
    painter.drawText(QRect(0, height - lineHeight, width, lineHeight), Qt::AlignRight,
        m_sheet.pageOf.arg(page + 1).arg(firsts.size()));
}

//! The house's name, the place and the mark of a demo; says where the rest begins.
int StatementPaper::paintNames(QPainter &painter) const
{
    paintMark(painter, QRectF(0, 2, 26, 26), m_ink, m_ink, m_ink);
    painter.setPen(m_ink);
    painter.setFont(fontOf(TextRole::FigureM));
    painter.drawText(QRect(36, 0, width / 2, 30), Qt::AlignVCenter, m_sheet.house);
    painter.setFont(fontOf(TextRole::Small));
    painter.drawText(QRect(width / 2, 0, width / 2, 30), Qt::AlignRight | Qt::AlignVCenter,
        m_sheet.place);
    if (m_sheet.demoMark.isEmpty()) {
        return houseHeight;
    }
    painter.setPen(QPen(m_ink, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(0.5, houseHeight - 4 + 0.5, width - 1, 21));
    painter.drawText(QRect(0, houseHeight - 4, width, 22), Qt::AlignCenter, m_sheet.demoMark);
    return houseHeight + 26;
}

void StatementPaper::paintHead(QPainter &painter) const
{
    int y = paintNames(painter);
    painter.setPen(m_ink);
    painter.setFont(fontOf(TextRole::FigureM));
    painter.drawText(QRect(0, y, width, titleHeight), Qt::AlignVCenter, m_sheet.title);
    y += titleHeight;
    for (const SheetRow &fact : m_sheet.facts) {
        const int taken = factHeight(fact);
        painter.setFont(fontOf(TextRole::Mini));
        painter.setPen(m_faint);
        painter.drawText(QRect(0, y, factLabel, lineHeight), Qt::AlignVCenter, fact.label);
        painter.setPen(m_ink);
        painter.setFont(fontOf(TextRole::SmallStrong));
        paintWrapped(painter, QRect(factLabel, y, width - factLabel, taken), fact.value);
        y += taken;
    }
    y += 10;
    painter.setFont(fontOf(TextRole::SmallStrong));
    paintWrapped(painter, QRect(0, y, width, noteHeight(m_sheet.note)), m_sheet.note);
    y += noteHeight(m_sheet.note);
    QStringList titles;
    for (const StatementSheet::Column &column : m_sheet.columns) {
        titles.append(column.title);
    }
    paintRow(painter, y + 2, titles, lineHeight);
    painter.setPen(QPen(m_ink, 1));
    painter.drawLine(QPointF(0, y + namesHeight - 3.5), QPointF(width, y + namesHeight - 3.5));
}

void StatementPaper::paintRow(QPainter &painter, int y, const QStringList &row, int height) const
{
    painter.setFont(fontOf(TextRole::Mini));
    painter.setPen(m_ink);
    int x = 0;
    for (std::size_t i = 0; i < m_sheet.columns.size(); ++i) {
        const StatementSheet::Column &column = m_sheet.columns[i];
        const QRect cell(x + cellPadding, y, column.width - 2 * cellPadding, height);
        paintWrapped(painter, cell, row.value(int(i)),
            column.isFigure ? Qt::AlignRight : Qt::AlignLeft);
        x += column.width;
    }
}

void StatementPaper::paintSums(QPainter &painter, int y) const
{
    painter.setPen(QPen(m_ink, 1));
    painter.drawLine(QPointF(0, y + 4.5), QPointF(width, y + 4.5));
    y += 10;
    for (const SheetRow &sum : m_sheet.sums) {
        painter.setFont(fontOf(sum.strong ? TextRole::SmallStrong : TextRole::Small));
        const QRect line(cellPadding, y, width - 2 * cellPadding, lineHeight);
        painter.drawText(line, Qt::AlignVCenter, sum.label);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, sum.value);
        y += lineHeight + 2;
    }
}

} // namespace kontor::teller
