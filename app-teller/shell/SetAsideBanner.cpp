// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/SetAsideBanner.h"

#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/IconLabel.h"
#include "widgets/Retranslate.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QAccessible>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace kontor::teller {

using namespace widgets;

SetAsideBanner::SetAsideBanner(QWidget *parent)
    : QWidget(parent), m_text(makeLabel(this, TextRole::Body, Tone::OnBanner))
{
    setObjectName(u"setAsideBanner"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 4, 20, 4);
    layout->setSpacing(12);
    layout->addWidget(new IconLabel(u"warning"_s, 20, Tone::OnBanner, this));
    m_text->setWordWrap(true);
    layout->addWidget(m_text, 1);
    auto *seen = new ActionButton(this);
    seen->setObjectName(u"setAside.seen"_s);
    layout->addWidget(seen);
    connect(seen, &QPushButton::clicked, this, &QWidget::hide);
    onLanguage(this, [this, seen] {
        seen->setText(tr("I have looked"));
        showText();
    });
    hide();
}

void SetAsideBanner::show(const QStringList &files)
{
    m_files = files;
    showText();
    setVisible(!files.isEmpty());
    if (!files.isEmpty()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void SetAsideBanner::showText()
{
    const QString folder = m_files.isEmpty() ? QString() : QFileInfo(m_files.constFirst()).path();
    const QString text
        = tr("%n order(s) of an earlier run cannot be read, and may have been recorded. "
             "Look at the account before you repeat anything. Kept in %1.",
            nullptr, int(m_files.size()))
              .arg(folder);
    m_text->setText(text);
    setAccessibleName(text);
}

void SetAsideBanner::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().offline);
}

} // namespace kontor::teller
