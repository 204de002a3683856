// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Type.h"

#include <QWidget>

namespace kontor::widgets {

//! An icon that stands beside a word; screen readers pass over it.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    IconLabel(const QString &name, int size, Tone tone, QWidget *parent = nullptr);
    void setIcon(const QString &name, Tone tone);
    //! A tinted disc of this diameter behind it, in the colours of the tone. `filled` turns the
    //! colours around: a solid disc with a light icon.
    void setDisc(int diameter, bool filled = false);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    int m_size;
    Tone m_tone;
    int m_disc = 0;
    bool m_filled = false;
};

//! The mark, for dark surfaces.
class MarkLabel : public QWidget
{
    Q_OBJECT

public:
    explicit MarkLabel(int size, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {m_size, m_size}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_size;
};

} // namespace kontor::widgets
