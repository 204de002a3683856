// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace kontor::teller {

//! A part of a page, whole where it has room; where it has none, it is scrolled and nothing is
//! squeezed. What gets the focus comes into sight.
class BodyScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit BodyScroll(QWidget *body, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void showEvent(QShowEvent *event) override;
};

} // namespace kontor::teller
