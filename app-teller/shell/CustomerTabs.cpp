// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/CustomerTabs.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace kontor::teller {

using namespace widgets;

namespace {
constexpr int widestName = 160;

QString shortName(const QString &name)
{
    return QFontMetrics(fontOf(TextRole::SmallStrong)).elidedText(name, Qt::ElideRight, widestName);
}

} // namespace

CustomerTabs::CustomerTabs(QWidget *parent) : QTabBar(parent)
{
    setObjectName(u"customerTabs"_s);
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
}

int CustomerTabs::addNamed(const QString &iconName, const QString &name)
{
    const int index = addTab(QString());
    setTabData(index, iconName);
    setName(index, name);
    return index;
}

void CustomerTabs::setName(int index, const QString &name)
{
    setTabToolTip(index, name); // first: the text lays the tabs out, as wide as this
    // A mnemonic in a customer's name would be an accident.
    setTabText(index, QString(name).replace(u'&', u"&&"_s));
    setAccessibleTabName(index, name);
}

QSize CustomerTabs::tabSizeHint(int index) const
{
    const QFontMetrics metrics(fontOf(TextRole::SmallStrong));
    const int text = metrics.horizontalAdvance(shortName(tabToolTip(index)));
    return {text + 36 + (index > 0 ? 34 : 14), 36};
}

QRect CustomerTabs::closeBox(int index) const
{
    const QRect tab = tabRect(index);
    return index > 0 ? QRect(tab.right() - 28, tab.center().y() - 9, 20, 20) : QRect();
}

void CustomerTabs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i) {
        paintTab(painter, i);
    }
}

void CustomerTabs::paintTab(QPainter &painter, int index) const
{
    const Theme &theme = Theme::current();
    const QRect tab = tabRect(index);
    const bool current = index == currentIndex();
    const QColor ink = current ? theme.text : theme.text2;
    if (current) {
        painter.fillRect(tab.left(), tab.bottom() - 2, tab.width(), 3, theme.primary);
        if (hasFocus()) {
            painter.setPen(QPen(theme.primary, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(tab).adjusted(2, 3, -2, -4), 5, 5);
        }
    }
    paintIcon(painter, QRectF(tab.left() + 12, tab.center().y() - 7, 16, 16),
        tabData(index).toString(), ink);
    painter.setPen(ink);
    painter.setFont(fontOf(current ? TextRole::SmallStrong : TextRole::Small));
    painter.drawText(QRect(tab.left() + 36, tab.top(), tab.width(), tab.height()), Qt::AlignVCenter,
        shortName(tabToolTip(index)));
    if (current && index > 0) {
        const QRectF box = QRectF(closeBox(index)).adjusted(3, 3, -3, -3);
        paintIcon(painter, box, u"close"_s, ink);
    }
}

void CustomerTabs::mouseReleaseEvent(QMouseEvent *event)
{
    for (int i = 1; i < count(); ++i) {
        const bool close = event->button() == Qt::MiddleButton
            ? tabRect(i).contains(event->pos())
            : i == currentIndex() && closeBox(i).contains(event->pos());
        if (close) {
            Q_EMIT closeRequested(i);
            return;
        }
    }
    QTabBar::mouseReleaseEvent(event);
}

} // namespace kontor::teller
