// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace kontor::widgets {

//! Underlined text that acts.
class LinkButton : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Look { OnCard, OnError };

    explicit LinkButton(QWidget *parent = nullptr, Look look = Look::OnCard);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Look m_look;
};

} // namespace kontor::widgets
