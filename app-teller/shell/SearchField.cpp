// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/SearchField.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/KeyCap.h"
#include "widgets/Retranslate.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QKeyEvent>
#include <QPainter>

namespace kontor::teller {

using namespace widgets;

SearchField::SearchField(QWidget *parent) : QLineEdit(parent)
{
    setObjectName(u"searchField"_s);
    setProperty("fieldSize", u"search"_s);
    setMaxLength(100);
    onLanguage(this, [this] {
        setPlaceholderText(tr("Name, account number or CPF"));
        setAccessibleName(tr("Search"));
    });
}

bool SearchField::event(QEvent *event)
{
    // Tab never reaches keyPressEvent, so it is caught here.
    if (event->type() == QEvent::KeyPress && m_holds) {
        if (keep(*static_cast<QKeyEvent *>(event))) {
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress && m_listShown && !text().isEmpty()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool onwards = key->key() == Qt::Key_Tab;
        if ((onwards || key->key() == Qt::Key_Backtab) && m_chooseAccount(onwards ? 1 : -1)) {
            return true;
        }
    }
    return QLineEdit::event(event);
}

void SearchField::hold()
{
    m_holds = true;
    m_kept.clear();
}

QString SearchField::release()
{
    m_holds = false;
    return std::exchange(m_kept, {});
}

bool SearchField::keep(const QKeyEvent &event)
{
    const QString text = event.text();
    const bool leaves = event.key() == Qt::Key_Tab || event.key() == Qt::Key_Backtab;
    if (leaves || event.key() == Qt::Key_Escape) {
        Q_EMIT holdRefused();
    } else if (event.key() == Qt::Key_Backspace) {
        m_kept.chop(1);
    } else if (!text.isEmpty() && text.front().isPrint()
        && !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        m_kept += text;
    }
    return !leaves;
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    const bool vertical = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (vertical && m_listShown) {
        Q_EMIT moved(event->key() == Qt::Key_Down ? 1 : -1);
        return;
    }
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintIcon(painter, QRectF(14, height() / 2.0 - 9, 18, 18), u"search"_s, theme.text2);
    if (text().isEmpty()) {
        paintKeyCap(painter, width() - 13, height() / 2.0, u"F2"_s, theme.border, theme.text2,
            theme.sunken);
        return;
    }
    painter.setFont(fontOf(TextRole::Small));
    painter.setPen(theme.text2);
    painter.drawText(rect().adjusted(0, 0, -13, 0), Qt::AlignRight | Qt::AlignVCenter,
        tr("Esc clears"));
}

} // namespace kontor::teller
