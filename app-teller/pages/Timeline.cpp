// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/Timeline.h"

#include "app-teller/pages/CheckBody.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace kontor::teller {

using namespace widgets;
using Happening = CheckingSheet::Happening;

namespace {

//! The dot of one happening and the line down to the next.
class Mark final : public QWidget
{
public:
    Mark(Happening::Kind kind, bool isLast, QWidget *parent)
        : QWidget(parent), m_kind(kind), m_isLast(isLast)
    {
        setFixedWidth(20);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPointF centre(10, 10);
        if (!m_isLast) {
            painter.setPen(QPen(theme.line, 2));
            painter.drawLine(QPointF(10, 20), QPointF(10, height()));
        }
        switch (m_kind) {
        case Happening::Kind::Past:
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.text2);
            painter.drawEllipse(centre, 6, 6);
            break;
        case Happening::Kind::Silence:
            painter.setPen(QPen(theme.warning, 2));
            painter.drawEllipse(centre, 6, 6);
            break;
        case Happening::Kind::Now:
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.warning);
            painter.drawEllipse(centre, 7, 7);
            break;
        }
    }

private:
    Happening::Kind m_kind;
    bool m_isLast;
};

} // namespace

Timeline::Timeline(QWidget *parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
}

void Timeline::show(const std::vector<Happening> &happenings)
{
    clearLayout(m_rows);
    for (const Happening &happening : happenings) {
        const bool isLast = &happening == &happenings.back();
        const bool isNow = happening.kind == Happening::Kind::Now;
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        row->addWidget(new Mark(happening.kind, isLast, this));
        auto *words = new QVBoxLayout;
        words->setContentsMargins(0, 0, 0, isLast ? 0 : 12);
        words->setSpacing(0);
        auto *what = makeLabel(happening.what, this,
            isNow ? TextRole::BodyStrong : TextRole::Body);
        what->setWordWrap(true);
        words->addWidget(what);
        if (!happening.detail.isEmpty()) {
            auto *detail =
                makeLabel(happening.detail, this, TextRole::Small, Tone::Secondary);
            detail->setWordWrap(true);
            words->addWidget(detail);
        }
        words->addStretch();
        row->addLayout(words, 1);
        row->addWidget(makeLabel(happening.time, this, TextRole::Small, Tone::Secondary), 0,
            Qt::AlignTop);
        m_rows->addLayout(row);
    }
}

} // namespace kontor::teller
