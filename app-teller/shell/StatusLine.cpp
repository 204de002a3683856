// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/StatusLine.h"

#include "app-teller/Session.h"
#include "app-teller/shell/Actions.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/Icon.h"
#include "widgets/IconLabel.h"
#include "widgets/KeyCap.h"
#include "widgets/Retranslate.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace kontor::teller {

using namespace widgets;

namespace {

//! The button for the list of keys: a word and its key.
class KeysButton final : public QAbstractButton
{
public:
    KeysButton(QAction *action, QWidget *parent) : QAbstractButton(parent), m_action(action)
    {
        setObjectName(u"status.keys"_s);
        setFocusPolicy(Qt::TabFocus);
        connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    }
    QSize sizeHint() const override
    {
        const int text = QFontMetrics(fontOf(TextRole::Mini)).horizontalAdvance(this->text());
        return {text + keyCapWidth(keyText(m_action->shortcut())) + 40, 26};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (hasFocus()) {
            painter.setPen(QPen(theme.primary, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
        }
        paintIcon(painter, QRectF(6, height() / 2.0 - 8, 16, 16), u"keyboard"_s, theme.text2);
        painter.setFont(fontOf(TextRole::Mini));
        painter.setPen(theme.text2);
        painter.drawText(rect().adjusted(28, 0, 0, 0), Qt::AlignVCenter, text());
        paintKeyCap(painter, width() - 6, height() / 2.0, keyText(m_action->shortcut()),
            theme.border, theme.text2, theme.sunken);
    }

private:
    QAction *m_action;
};

} // namespace

Chip::Chip(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
}

void Chip::setCount(const OpenCount &count)
{
    m_count = count;
    setText(count.beingChecked > 0 ? tr("%n being checked", nullptr, count.beingChecked)
                                   : tr("%n answer(s) are here", nullptr, count.answered()));
    setAccessibleName(text());
    setVisible(count.all() > 0);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return {QFontMetrics(fontOf(TextRole::Mini)).horizontalAdvance(text()) + 44, 22};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool open = m_count.beingChecked > 0;
    const bool bad = !open && m_count.refused > 0;
    const QColor ink = open ? theme.warning : bad ? theme.errorOnTint : theme.success;
    const QColor tint = open ? theme.warningTint : bad ? theme.errorTint : theme.successTint;
    const QColor edge = open ? theme.warningEdge : bad ? theme.errorEdge : theme.successEdge;
    painter.setPen(QPen(hasFocus() ? theme.primary : edge, hasFocus() ? 2 : 1));
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), height() / 2.0 - 1,
        height() / 2.0 - 1);
    paintIcon(painter, QRectF(11, height() / 2.0 - 7, 14, 14),
        open ? u"being-checked"_s : bad ? u"problem"_s : u"done"_s, ink);
    painter.setPen(ink);
    painter.setFont(fontOf(TextRole::Mini));
    painter.drawText(rect().adjusted(31, 0, 0, 0), Qt::AlignVCenter, text());
}

StatusLine::StatusLine(Session &session, QAction *keys, QWidget *parent)
    : QWidget(parent), m_session(&session),
      m_icon(new IconLabel(u"refresh"_s, 16, Tone::Secondary, this)),
      m_connection(makeLabel(this, TextRole::Mini)), m_chip(new Chip(this)),
      m_place(makeLabel(this, TextRole::Mini, Tone::Secondary)),
      m_keys(new KeysButton(keys, this)), m_date(makeLabel(this, TextRole::Mini, Tone::Secondary)),
      m_clock(makeLabel(this, TextRole::Mini))
{
    setObjectName(u"statusLine"_s);
    setFixedHeight(30);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 1, 24, 0);
    layout->setSpacing(8);
    m_chip->setObjectName(u"status.beingChecked"_s);
    m_connection->setObjectName(u"status.connection"_s);
    layout->addWidget(m_icon);
    layout->addWidget(m_connection);
    layout->addSpacing(6);
    layout->addWidget(m_chip);
    layout->addWidget(m_place);
    layout->addStretch();
    layout->addWidget(m_keys);
    layout->addSpacing(8);
    layout->addWidget(m_date);
    layout->addSpacing(8);
    layout->addWidget(m_clock);
    m_chip->hide();
    connect(m_chip, &QAbstractButton::clicked, this, &StatusLine::openActivated);
    connect(
        &session.feed(), &client::EventFeed::connectionChanged, this, &StatusLine::showConnection);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &StatusLine::showTime);
    m_tick.start();
    onLanguage(this, [this, keys] {
        m_keys->setText(Actions::plainText(keys));
        m_keys->setAccessibleName(m_keys->text());
        m_place->setText(tr("%1 at %2").arg(m_session->actor(), m_session->server().authority()));
        showConnection();
        m_chip->setCount(m_open);
        showTime();
    });
}

void StatusLine::showConnection()
{
    const client::EventFeed &feed = m_session->feed();
    const bool known = feed.since().micros != 0;
    if (!known) {
        m_icon->setIcon(u"refresh"_s, Tone::Secondary);
        m_connection->setText(tr("Connecting"));
    } else if (feed.isOnline()) {
        m_icon->setIcon(u"done"_s, Tone::Success);
        m_connection->setText(tr("Connected"));
    } else {
        m_icon->setIcon(u"warning"_s, Tone::Warning);
        m_connection->setText(tr("No connection"));
    }
}

void StatusLine::setOpen(const OpenCount &count)
{
    const bool news = count != m_open && count.all() > 0;
    m_open = count;
    m_chip->setCount(count);
    if (news) {
        QAccessibleEvent event(m_chip, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void StatusLine::showTime()
{
    const Timestamp now = m_session->clock().now();
    m_date->setText(fullDate(now));
    m_clock->setText(clockTime(now));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.card);
    painter.fillRect(0, 0, width(), 1, theme.line);
}

} // namespace kontor::teller
