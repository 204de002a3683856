// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ElidedLabel.h"

#include "widgets/PlainTip.h"

#include <QEvent>

namespace kontor::widgets {

static constexpr QChar leftToRightMark(u'\u200E');

ElidedLabel::ElidedLabel(QWidget *parent, TextRole role, Tone tone) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setProperty("textRole", nameOf(role));
    setTone(this, tone);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void ElidedLabel::setWhole(const QString &text)
{
    m_whole = text;
    setAccessibleName(text);
    updateGeometry();
    fit();
}

QSize ElidedLabel::sizeHint() const
{
    ensurePolished();
    return {fontMetrics().horizontalAdvance(m_whole) + 2, QLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

void ElidedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fit();
    }
}

void ElidedLabel::fit()
{
    ensurePolished();
    QString shown = fontMetrics().elidedText(m_whole, Qt::ElideMiddle, width());
    setToolTip(shown == m_whole ? QString() : plainTip(m_whole));
    if (shown.isRightToLeft()) {
        shown.prepend(leftToRightMark); // a name at its beginning does not turn the sentence around
    }
    if (shown != text()) {
        setText(shown);
    }
}

} // namespace kontor::widgets
