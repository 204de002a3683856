// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/Banner.h"

#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/IconLabel.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace kontor::teller {

using namespace widgets;

Banner::Banner(const QString &name, const QString &buttonName, QWidget *parent)
    : QWidget(parent), m_text(makeLabel(this, TextRole::Body, Tone::OnBanner)),
      m_button(new ActionButton(this))
{
    setObjectName(name);
    m_button->setObjectName(buttonName);
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 4, 20, 4);
    layout->setSpacing(12);
    layout->addWidget(new IconLabel(u"warning"_s, 20, Tone::OnBanner, this));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    hide();
}

void Banner::say(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

void Banner::setShown(bool shown)
{
    if (shown == isVisibleTo(parentWidget())) {
        return;
    }
    setVisible(shown);
    if (shown) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().offline);
}

} // namespace kontor::teller
