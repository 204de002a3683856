// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/BodyScroll.h"

#include <QApplication>
#include <QScrollBar>

namespace kontor::teller {

namespace {
//! So that the line below a field comes into sight with it.
constexpr int sightMargin = 32;
constexpr int leastHeight = 120;
} // namespace

BodyScroll::BodyScroll(QWidget *body, QWidget *parent) : QScrollArea(parent)
{
    setWidget(body);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    body->setAutoFillBackground(false); // QScrollArea wants it filled
    viewport()->setAutoFillBackground(false);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && isVisible() && widget()->isAncestorOf(now)) {
            ensureWidgetVisible(now, 0, sightMargin);
        }
    });
}

QSize BodyScroll::minimumSizeHint() const
{
    return {widget()->minimumSizeHint().width(), leastHeight};
}

//! Another step begins at its top.
void BodyScroll::showEvent(QShowEvent *event)
{
    verticalScrollBar()->setValue(0);
    QScrollArea::showEvent(event);
}

} // namespace kontor::teller
