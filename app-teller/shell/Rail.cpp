// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/Rail.h"

#include "app-teller/shell/Actions.h"
#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/IconLabel.h"
#include "widgets/KeyCap.h"
#include "widgets/PlainTip.h"
#include "widgets/RowPaint.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

namespace kontor::teller {

using namespace widgets;

RailButton::RailButton(QAction *action, QWidget *parent) : QAbstractButton(parent), m_action(action)
{
    setObjectName(u"rail."_s + action->objectName());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(action, &QAction::changed, this, &RailButton::syncWithAction);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    syncWithAction();
}

void RailButton::syncWithAction()
{
    setText(Actions::plainText(m_action));
    setAccessibleName(text());
    setEnabled(m_action->isEnabled());
    const QString reason = m_action->property("reason").toString();
    const bool grows = hasNote();
    m_note = m_action->property("note").toString();
    QStringList tip;
    if (m_narrow || !reason.isEmpty()) {
        tip.append(text());
    }
    if (m_narrow && !m_subject.isEmpty()) {
        tip.append(m_subject);
    }
    if (!reason.isEmpty()) {
        tip.append(reason);
    }
    setAccessibleDescription(reason);
    setToolTip(plainTip(tip.join(u". "_s)));
    if (grows != hasNote()) {
        updateGeometry();
    }
    update();
}

void RailButton::setSubject(const QString &subject)
{
    m_subject = subject;
    syncWithAction();
}

void RailButton::setCurrent(bool current)
{
    m_current = current;
    update();
}

void RailButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
    syncWithAction();
}

void RailButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = rect();
    if (m_current || (underMouse() && isEnabled())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.railSelected);
        painter.drawRoundedRect(box, 6, 6);
    }
    if (m_current) {
        painter.setBrush(theme.railAccent);
        painter.drawRect(QRectF(0, 10, 3, height() - 20));
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.railAccent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6);
    }
    const QColor ink = isEnabled() || m_current ? theme.railText : theme.railDisabled;
    const double iconLeft = m_narrow ? (width() - 20) / 2.0 : 8;
    paintIcon(painter, QRectF(iconLeft, (height() - 20) / 2.0, 20, 20),
        m_action->property("iconName").toString(), ink);
    if (m_narrow) {
        return;
    }
    painter.setPen(ink);
    painter.setFont(fontOf(m_current ? TextRole::BodyStrong : TextRole::Body));
    if (hasNote()) {
        painter.drawText(QRectF(39, 6, width() - 40, 22), Qt::AlignVCenter, text());
        painter.setFont(fontOf(TextRole::Mini));
        painter.setPen(theme.railText2);
        paintElided(painter, QRect(39, 27, width() - 88, 17), Qt::AlignVCenter, m_note);
    } else {
        painter.drawText(QRectF(39, 0, width() - 40, height()), Qt::AlignVCenter, text());
    }
    if (!m_action->shortcut().isEmpty()) {
        paintKeyCap(painter, width() - 8, height() / 2.0, keyText(m_action->shortcut()),
            theme.railKey, ink);
    }
}

void RailButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

Rail::Rail(QWidget *parent)
    : QWidget(parent), m_name(makeLabel(u"Kontor"_s, this, TextRole::FigureM, Tone::OnRail)),
      m_branch(makeLabel(this, TextRole::Mini, Tone::OnRail2)), m_groups(new QVBoxLayout),
      m_account(makeLabel(this, TextRole::SmallStrong, Tone::OnRail))
{
    setObjectName(u"rail"_s);
    m_account->setObjectName(u"rail.account"_s);
    m_account->setContentsMargins(8, 0, 0, 6);
    m_account->hide();
    setFixedWidth(212);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 22, 10, 16);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(6, 0, 6, 0);
    head->setSpacing(12);
    head->addWidget(new MarkLabel(34, this), 0, Qt::AlignVCenter);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_branch);
    head->addLayout(names, 1);
    layout->addLayout(head);
    layout->addSpacing(20);
    m_groups->setSpacing(0);
    layout->addLayout(m_groups);
    layout->addStretch();
}

void Rail::setBranch(const QString &branch)
{
    m_branch->setText(QFontMetrics(fontOf(TextRole::Mini)).elidedText(branch, Qt::ElideRight, 128));
    m_branch->setToolTip(plainTip(branch));
}

void Rail::setSubject(const QString &subject, const QString &account)
{
    QLabel *label = m_headings.value(0);
    label->setText(QFontMetrics(fontOf(TextRole::Small)).elidedText(subject, Qt::ElideRight, 176));
    label->setToolTip(plainTip(subject));
    label->setAccessibleName(subject);
    label->setContentsMargins(8, 0, 0, account.isEmpty() ? 6 : 0);
    m_account->setText(account);
    m_account->setVisible(!m_narrow && !account.isEmpty());
    for (RailButton *button : std::as_const(m_subjectButtons)) {
        button->setSubject(account.isEmpty() ? subject : subject + u", "_s + account);
    }
}

void Rail::addGroup(const QString &objectName, const QList<QAction *> &actions)
{
    auto *heading = makeLabel(this, TextRole::Small, Tone::OnRail2);
    heading->setObjectName(objectName);
    heading->setContentsMargins(8, m_headings.isEmpty() ? 0 : 14, 0, 6);
    m_headings.append(heading);
    m_groups->addWidget(heading);
    const bool isFirst = m_headings.size() == 1;
    if (isFirst) {
        m_groups->addWidget(m_account);
    }
    for (QAction *action : actions) {
        auto *button = new RailButton(action, this);
        m_buttons.append({action, button});
        if (isFirst) {
            m_subjectButtons.append(button);
        }
        m_groups->addWidget(button);
    }
}

void Rail::setCurrent(const QAction *action)
{
    for (const auto &[candidate, button] : std::as_const(m_buttons)) {
        button->setCurrent(candidate == action);
    }
}

void Rail::setNarrow(bool narrow)
{
    if (narrow == m_narrow) {
        return;
    }
    m_narrow = narrow;
    setFixedWidth(narrow ? 56 : 212);
    layout()->setContentsMargins(narrow ? 6 : 10, 22, narrow ? 6 : 10, 16);
    m_name->setVisible(!narrow);
    m_branch->setVisible(!narrow);
    for (QLabel *heading : std::as_const(m_headings)) {
        heading->setVisible(!narrow);
    }
    m_account->setVisible(!narrow && !m_account->text().isEmpty());
    for (const auto &[action, button] : std::as_const(m_buttons)) {
        button->setNarrow(narrow);
    }
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().rail);
}

} // namespace kontor::teller
