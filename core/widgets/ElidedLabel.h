// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Type.h"

#include <QLabel>

namespace kontor::widgets {

//! One line of text in the room that there is: the middle goes first, because an account's number
//! stands at the end. The whole of it is in the tool tip and is what a screen reader says.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent, TextRole role = TextRole::Body, Tone tone = Tone::Plain);
    void setWhole(const QString &text);
    const QString &whole() const { return m_whole; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
    QString m_whole;
};

} // namespace kontor::widgets
