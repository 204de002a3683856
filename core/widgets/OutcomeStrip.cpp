// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/OutcomeStrip.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/ProblemBox.h"
#include "widgets/StepChart.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPainter>

namespace kontor::widgets {

namespace {

struct StripLook
{
    const char *icon;
    QColor Theme::*tint;
    QColor Theme::*edge;
    QColor Theme::*ink;
};

const StripLook &lookOf(OutcomeStrip::State state)
{
    static const StripLook looks[] = {
        {"not-posted", &Theme::neutralTint, &Theme::neutralEdge, &Theme::text},
        {"done", &Theme::successTint, &Theme::successEdge, &Theme::success},
        {"problem", &Theme::errorTint, &Theme::errorEdge, &Theme::errorOnTint},
        {"being-checked", &Theme::warningTint, &Theme::warningEdge, &Theme::warning},
        {"warning", &Theme::warningTint, &Theme::warningEdge, &Theme::warning},
    };
    return looks[static_cast<std::size_t>(state)];
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    if (auto *strip = qobject_cast<OutcomeStrip *>(object)) {
        return new QAccessibleWidget(strip, QAccessible::AlertMessage);
    }
    if (auto *box = qobject_cast<ProblemBox *>(object)) {
        return new QAccessibleWidget(box, QAccessible::AlertMessage);
    }
    if (auto *chart = qobject_cast<StepChart *>(object)) {
        return new QAccessibleWidget(chart, QAccessible::Chart);
    }
    return nullptr;
}

} // namespace

void installAccessibleRoles()
{
    QAccessible::installFactory(makeInterface);
}

OutcomeStrip::OutcomeStrip(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"outcomeStrip"_s);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void OutcomeStrip::show(State state, const QString &verdict, const QString &sentence)
{
    const bool changed = state != m_state || (state == State::Attention && sentence != m_sentence);
    m_state = state;
    m_verdict = verdict;
    m_sentence = sentence;
    setAccessibleName(text());
    updateGeometry();
    update();
    if (changed && state != State::NotPosted) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

QString OutcomeStrip::text() const
{
    return m_verdict + u' ' + m_sentence;
}

bool OutcomeStrip::needsTwoLines(int width) const
{
    const int bold = QFontMetrics(fontOf(TextRole::BodyStrong)).horizontalAdvance(m_verdict);
    const int plain = QFontMetrics(fontOf(TextRole::Body)).horizontalAdvance(m_sentence);
    return 46 + bold + 10 + plain + 16 > width;
}

int OutcomeStrip::heightForWidth(int width) const
{
    return needsTwoLines(width) ? 64 : 44;
}

void OutcomeStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const StripLook &look = lookOf(m_state);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.*look.edge, 1));
    painter.setBrush(theme.*look.tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    paintIcon(painter, QRectF(17, height() / 2.0 - 10, 20, 20), QLatin1StringView(look.icon),
        theme.*look.ink);
    painter.setPen(theme.*look.ink);
    const QFont bold = fontOf(TextRole::BodyStrong);
    painter.setFont(bold);
    if (needsTwoLines(width())) {
        painter.drawText(QRectF(46, 8, width() - 60, 24), Qt::AlignVCenter, m_verdict);
        painter.setFont(fontOf(TextRole::Body));
        painter.drawText(QRectF(46, 32, width() - 60, 24), Qt::AlignVCenter, m_sentence);
        return;
    }
    painter.drawText(QRectF(46, 0, width() - 60, height()), Qt::AlignVCenter, m_verdict);
    const double offset = 46 + QFontMetrics(bold).horizontalAdvance(m_verdict) + 10;
    painter.setFont(fontOf(TextRole::Body));
    painter.drawText(
        QRectF(offset, 0, width() - offset - 8, height()), Qt::AlignVCenter, m_sentence);
}

} // namespace kontor::widgets
