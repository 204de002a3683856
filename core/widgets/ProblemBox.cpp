// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ProblemBox.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/LinkButton.h"
#include "widgets/Retranslate.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QAccessible>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace kontor::widgets {

ProblemBox::ProblemBox(QWidget *parent)
    : QWidget(parent), m_title(makeLabel(this, TextRole::BodyStrong)), m_links(new QVBoxLayout)
{
    setObjectName(u"problemBox"_s);
    auto *layout = new QVBoxLayout(this);
    // A link keeps three pixels for its ring; its text begins where the title does.
    layout->setContentsMargins(46 - 3, 10, 14, 10);
    m_title->setContentsMargins(3, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addLayout(m_links);
    m_links->setSpacing(0);
    onLanguage(this, [this] { m_title->setText(tr("There is a problem")); });
    onTheme(this, [this] {
        QPalette colours = m_title->palette();
        colours.setColor(QPalette::WindowText, Theme::current().errorOnTint);
        m_title->setPalette(colours);
    });
    hide();
}

void ProblemBox::setProblems(const std::vector<Problem> &problems)
{
    while (QLayoutItem *item = m_links->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    QStringList spoken{m_title->text()};
    for (const Problem &problem : problems) {
        auto *link = new LinkButton(this, LinkButton::Look::OnError);
        link->setObjectName(u"problemLink"_s);
        link->setText(problem.text);
        connect(link, &QAbstractButton::clicked, this, [field = problem.field] {
            if (field) {
                field->setFocus(Qt::OtherFocusReason);
            }
        });
        m_links->addWidget(link);
        spoken.append(problem.text);
    }
    setVisible(!problems.empty());
    setAccessibleName(spoken.join(u". "_s));
    if (!problems.empty()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void ProblemBox::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.errorEdge, 1));
    painter.setBrush(theme.errorTint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    paintIcon(painter, QRectF(15, 10, 20, 20), u"problem"_s, theme.errorOnTint);
}

} // namespace kontor::widgets
