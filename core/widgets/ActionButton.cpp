// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ActionButton.h"

#include "widgets/Icon.h"
#include "widgets/KeyCap.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QKeyEvent>
#include <QPainter>

namespace kontor::widgets {

ActionButton::ActionButton(QWidget *parent, Kind kind) : QPushButton(parent), m_kind(kind)
{
    setAutoDefault(false);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::ArrowCursor);
    setAttribute(Qt::WA_Hover);
}

void ActionButton::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

void ActionButton::setKeyHint(const QKeySequence &keys)
{
    m_keys = keys;
    updateGeometry();
    update();
}

void ActionButton::setHasMenu(bool hasMenu)
{
    m_hasMenu = hasMenu;
    updateGeometry();
}

void ActionButton::setTall(bool tall)
{
    m_tall = tall;
    updateGeometry();
}

QSize ActionButton::sizeHint() const
{
    const QFontMetrics metrics(fontOf(TextRole::BodyStrong));
    const bool quiet = m_kind == Kind::Quiet;
    int width = metrics.size(Qt::TextShowMnemonic, text()).width() + (quiet ? 20 : 34);
    width += m_iconName.isEmpty() ? 0 : (text().isEmpty() ? 0 : 30);
    width += m_hasMenu ? 24 : 0;
    width += m_keys.isEmpty() ? 0 : keyCapWidth(keyText(m_keys)) + 10;
    const int height = m_tall ? 48 : quiet ? 32 : 40;
    return QSize(width, height) + QSize(2 * ringMargin, 2 * ringMargin);
}

ActionButton::Colours ActionButton::colours() const
{
    const Theme &theme = Theme::current();
    if (!isEnabled()) {
        return {theme.sunken, theme.line, theme.text2};
    }
    if (m_kind == Kind::Primary) {
        const QColor fill = isDown() ? theme.primaryPressed
            : underMouse()           ? theme.primaryHover
                                     : theme.primary;
        return {fill, fill, theme.onPrimary};
    }
    const QColor fill = isDown() ? theme.selection : underMouse() ? theme.window : theme.card;
    if (m_kind == Kind::Quiet) {
        const QColor none(Qt::transparent);
        return {isDown() || underMouse() ? fill : none, none, theme.primary};
    }
    return {fill, theme.border, theme.text};
}

void ActionButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const Colours paints = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(ringMargin, ringMargin, -ringMargin, -ringMargin);
    if (hasFocus()) {
        painter.setPen(QPen(theme.primary, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 9, 9);
    }
    painter.setPen(QPen(paints.edge, 1));
    painter.setBrush(paints.fill);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    painter.setFont(fontOf(TextRole::BodyStrong));
    const double iconSize = 20;
    const double textWidth
        = QFontMetrics(painter.font()).size(Qt::TextShowMnemonic, text()).width();
    const QString key = m_keys.isEmpty() ? QString() : keyText(m_keys);
    double used = textWidth + (m_iconName.isEmpty() ? 0 : iconSize + (text().isEmpty() ? 0 : 10));
    used += (key.isEmpty() ? 0 : keyCapWidth(key) + 10) + (m_hasMenu ? 24 : 0);
    double x = box.left() + (box.width() - used) / 2;
    const double middle = box.center().y();
    if (!m_iconName.isEmpty()) {
        paintIcon(painter, QRectF(x, middle - iconSize / 2, iconSize, iconSize), m_iconName,
            paints.ink);
        x += iconSize + (text().isEmpty() ? 0 : 10);
    }
    painter.setPen(paints.ink);
    painter.drawText(QRectF(x, box.top(), textWidth + 2, box.height()),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, text());
    x += textWidth;
    if (!key.isEmpty()) {
        const bool onFill = m_kind == Kind::Primary && isEnabled();
        paintKeyCap(painter, x + 10 + keyCapWidth(key), middle, key,
            onFill ? paints.ink : theme.border, onFill ? paints.ink : theme.text2,
            onFill ? QColor() : theme.sunken);
    }
    if (m_hasMenu) {
        paintIcon(painter, QRectF(x + 8, middle - 8, 16, 16), QStringLiteral("chevron-down"),
            paints.ink);
    }
}

void ActionButton::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter) {
        QPushButton::keyPressEvent(event);
        return;
    }
    if (!m_ignoresEnter && !event->isAutoRepeat()) {
        click();
    }
}

void ActionButton::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_ignoresDoubleClick) {
        QPushButton::mouseDoubleClickEvent(event);
    }
}

void ActionButton::enterEvent(QEnterEvent *event)
{
    QPushButton::enterEvent(event);
    update();
}

void ActionButton::leaveEvent(QEvent *event)
{
    QPushButton::leaveEvent(event);
    update();
}

} // namespace kontor::widgets
