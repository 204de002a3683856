// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/MoneyEdit.h"

#include "foundation/Strings.h"
#include "widgets/MoneyText.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QEvent>
#include <QPainter>

namespace kontor::widgets {

MoneyEdit::MoneyEdit(QWidget *parent) : QLineEdit(parent)
{
    setProperty("fieldSize", u"amount"_s);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // What found no room would make another amount, so it is refused.
    setMaxLength(longestAmount + 1);
    reserveCurrency();
}

void MoneyEdit::setCurrency(const Currency &currency)
{
    m_currency = currency;
    reserveCurrency();
    update();
}

void MoneyEdit::reserveCurrency()
{
    const QFontMetrics metrics(fontOf(TextRole::Lead));
    setTextMargins(0, 0, metrics.horizontalAdvance(QString::fromLatin1(m_currency.code())) + 8, 0);
}

Result<Money, AmountProblem> MoneyEdit::amount() const
{
    return parseAmount(text(), m_currency);
}

void MoneyEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    painter.setFont(fontOf(TextRole::Lead));
    painter.setPen(Theme::current().text2);
    painter.drawText(rect().adjusted(0, 0, -14, 0), Qt::AlignRight | Qt::AlignVCenter,
        QString::fromLatin1(m_currency.code()));
}

void MoneyEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        reserveCurrency();
    }
}

} // namespace kontor::widgets
