// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

namespace kontor::widgets {

//! A white area with a hairline edge. Its edge turns blue while `marked` (a table inside, or the
//! card itself) has the keyboard focus.
class Card : public QFrame
{
    Q_OBJECT

public:
    enum class Surface { Card, Sunken, Desk };

    explicit Card(QWidget *parent = nullptr, Surface surface = Surface::Card);
    ~Card() override;
    void markFocusOf(QWidget *marked) { m_marked = marked; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool hasMarkedFocus() const;
    Surface m_surface;
    QPointer<QWidget> m_marked;
    QMetaObject::Connection m_focus;
};

//! A hairline across.
class Rule : public QWidget
{
    Q_OBJECT

public:
    explicit Rule(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace kontor::widgets
