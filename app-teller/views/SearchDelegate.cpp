// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/views/SearchDelegate.h"

#include "app-teller/AccountState.h"
#include "app-teller/Words.h"
#include "app-teller/models/SearchModel.h"
#include "foundation/Fold.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/Icon.h"
#include "widgets/KeyCap.h"
#include "widgets/MoneyText.h"
#include "widgets/RowPaint.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace kontor::teller {

using namespace widgets;

namespace {

constexpr int closedHeight = 62;
constexpr int openHeight = 130;
constexpr int pad = 18;
constexpr int boxWidth = 158;
constexpr int boxGap = 10;
constexpr int boxHeight = 54;

int boxesShown(int width)
{
    return std::max(1, (width - 2 * pad - 90) / (boxWidth + boxGap));
}

QRect boxOf(const QRect &row, int i)
{
    return {row.left() + pad + i * (boxWidth + boxGap), row.top() + 60, boxWidth, boxHeight};
}

//! So that the chosen account is always among the boxes that fit.
int firstShown(const FoundCustomer &customer, int shown)
{
    return std::max(0, customer.chosen - shown + 1);
}

//! Such a name has a line of its own: two of them must not look the same.
bool isLong(const QString &name, int width)
{
    return QFontMetrics(fontOf(TextRole::Strong)).horizontalAdvance(name) > width;
}

void paintMarked(QPainter &painter, const QRect &box, const QString &text, const QString &query)
{
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width());
    QTextLayout layout(shown, painter.font());
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(box.width());
    layout.endLayout();
    const auto end = shown == text ? text.size() : shown.size() - 1;
    for (const auto &[start, length] : foundParts(text, query)) {
        // Where it is written, whichever way the script runs.
        const double one = line.cursorToX(int(std::min(start, end)));
        const double other = line.cursorToX(int(std::min(start + length, end)));
        painter.fillRect(QRectF(box.left() + std::min(one, other), box.top(), std::abs(other - one),
                             box.height()),
            Theme::current().match);
    }
    painter.drawText(box, Qt::AlignVCenter, shown);
}

//! Icon and word at the right end of the box.
void paintRestriction(QPainter &painter, const QRect &box, const api::AccountView &account)
{
    const QColor ink = Theme::current().errorOnTint;
    const QString word = Words::shortState(account);
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, word);
    const int width = painter.fontMetrics().horizontalAdvance(word);
    paintIcon(painter, QRectF(box.right() - width - 22, box.center().y() - 8, 16, 16), u"frozen"_s,
        ink);
}

} // namespace

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.rect.width(), index.row() == m_currentRow ? openHeight : closedHeight};
}

void SearchDelegate::setCurrentIndex(const QModelIndex &index)
{
    if (m_currentRow != index.row()) {
        m_currentRow = index.row();
        Q_EMIT sizeHintChanged(index);
    }
}

int SearchDelegate::accountAt(const QRect &row, const QPoint &position,
    const FoundCustomer &customer) const
{
    const int shown = boxesShown(row.width());
    const int first = firstShown(customer, shown);
    for (int i = 0; i < shown && first + i < int(customer.accounts.size()); ++i) {
        if (boxOf(row, i).contains(position)) {
            return first + i;
        }
    }
    return -1;
}

void SearchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const auto *model = qobject_cast<const SearchModel *>(index.model());
    const FoundCustomer *customer = model ? model->at(index.row()) : nullptr;
    if (!customer) {
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(*painter, option, true);
    if (option.state.testFlag(QStyle::State_Selected)) {
        // The search field keeps the focus while the arrows move here, so the bar stays blue.
        painter->fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(),
            Theme::current().primary);
    }
    paintName(*painter, option.rect, *customer, model->query());
    paintFacts(*painter, option.rect, *customer, model->query());
    if (index.row() == m_currentRow) {
        paintAccounts(*painter, option.rect, *customer);
    }
    painter->restore();
}

void SearchDelegate::paintName(QPainter &painter, const QRect &row, const FoundCustomer &customer,
    const QString &query) const
{
    const Theme &theme = Theme::current();
    const int width = row.width() * 2 / 5;
    const int line = isLong(customer.name, width) ? row.width() - 2 * pad : width;
    painter.setFont(fontOf(TextRole::Strong));
    painter.setPen(theme.text);
    paintMarked(painter, QRect(row.left() + pad, row.top() + 11, line, 20), customer.name, query);
    painter.setFont(fontOf(TextRole::Small));
    painter.setPen(theme.text2);
    paintElided(painter, QRect(row.left() + pad, row.top() + 32, width, 18), Qt::AlignVCenter,
        SearchModel::tr("since %1").arg(longDate(customer.since)));
}

void SearchDelegate::paintFacts(QPainter &painter, const QRect &row, const FoundCustomer &customer,
    const QString &query) const
{
    const Theme &theme = Theme::current();
    const int left = row.left() + pad + row.width() * 2 / 5 + 8;
    const int middle = row.top() + (isLong(customer.name, row.width() * 2 / 5) ? 31 : 21);
    painter.setFont(fontOf(TextRole::Small));
    painter.setPen(theme.text);
    // What was searched for may be shown in full; otherwise it stays masked.
    const QString digits = folded(query).remove(u'.').remove(u'-');
    const bool asked = customer.cpf && digits.size() >= 3 && customer.cpf->contains(digits);
    painter.drawText(QRect(left, middle, 150, 20), Qt::AlignVCenter,
        asked ? Words::cpf(customer.cpf) : Words::maskedCpf(customer.cpf));
    painter.setPen(theme.text2);
    painter.drawText(QRect(left + 156, middle, 110, 20), Qt::AlignVCenter,
        SearchModel::tr("%n account(s)", nullptr, int(customer.accounts.size())));
    if (row.width() < 520) {
        return;
    }
    const api::AccountView *account = customer.account();
    const QRect end(row.right() - pad - 130, middle, 130, 20);
    if (account && isRestricted(*account)) {
        paintRestriction(painter, end, *account);
    } else if (account) {
        painter.drawText(end, Qt::AlignRight | Qt::AlignVCenter, account->accountNumber);
    }
}

void SearchDelegate::paintAccounts(QPainter &painter, const QRect &row,
    const FoundCustomer &customer) const
{
    const Theme &theme = Theme::current();
    const int shown = boxesShown(row.width());
    const int first = firstShown(customer, shown);
    for (int i = 0; i < shown && first + i < int(customer.accounts.size()); ++i) {
        const api::AccountView &account = customer.accounts[static_cast<std::size_t>(first + i)];
        const bool chosen = first + i == customer.chosen;
        const QRect box = boxOf(row, i);
        painter.setPen(QPen(chosen ? theme.primary : theme.border, chosen ? 2 : 1));
        painter.setBrush(theme.card);
        const double inset = chosen ? 1 : 0.5;
        painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), 6, 6);
        painter.setPen(theme.text);
        painter.setFont(fontOf(chosen ? TextRole::SmallStrong : TextRole::Small));
        painter.drawText(box.adjusted(13, 8, -13, 0), Qt::AlignLeft | Qt::AlignTop,
            account.accountNumber);
        painter.setFont(fontOf(TextRole::Strong));
        if (isRestricted(account)) {
            painter.setFont(fontOf(TextRole::Small));
            paintRestriction(painter, box.adjusted(13, 26, -13, -6), account);
        } else {
            const QString balance = formatWithCurrency(moneyOf(account.balance, account.currency));
            if (painter.fontMetrics().horizontalAdvance(balance) > box.width() - 26) {
                painter.setFont(fontOf(TextRole::SmallStrong));
            }
            paintElided(painter, box.adjusted(13, 24, -13, -7), Qt::AlignRight | Qt::AlignVCenter,
                balance);
        }
    }
    const int hidden = int(customer.accounts.size()) - shown;
    if (customer.accounts.size() > 1) {
        const QRect note(row.right() - pad - 90, row.top() + 62, 90, 52);
        paintKeyCap(painter, note.right() + 1, note.top() + 12, keyText(QKeySequence(Qt::Key_Tab)),
            theme.border, theme.text2, theme.sunken);
        painter.setFont(fontOf(TextRole::Mini));
        painter.setPen(theme.text2);
        painter.drawText(note.adjusted(0, 27, 0, 0), Qt::AlignRight | Qt::AlignTop,
            hidden > 0 ? SearchModel::tr("%n more", nullptr, hidden)
                       : SearchModel::tr("other account"));
    }
}

} // namespace kontor::teller
