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
    setMaxLength(40);
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

QString MoneyEdit::problemText(AmountProblem problem) const
{
    qint64 minor = 1250;
    for (int i = 0; i < m_currency.exponent(); ++i) {
        minor *= 10;
    }
    const QString example = formatMoney({minor, m_currency});
    switch (problem) {
    case AmountProblem::Missing:
        return tr("Enter the amount");
    case AmountProblem::NotAnAmount:
        return tr("Write the amount in digits, like %1").arg(example);
    case AmountProblem::Grouping:
        return tr("Amount has a separator in the wrong place; write it like %1").arg(example);
    case AmountProblem::TooManyDecimals:
        return tr("Amount can have %n decimal place(s), like %1", nullptr, m_currency.exponent())
            .arg(example);
    case AmountProblem::NotPositive:
        return tr("Amount must be more than zero");
    case AmountProblem::TooLarge:
        return tr("Amount must be %1 or less").arg(formatMoney({maxMinor, m_currency}));
    }
    return {};
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
