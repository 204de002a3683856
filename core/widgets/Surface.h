// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace kontor::widgets {

//! A plain area in one colour of the theme, a hairline under a header or above a footer.
class Surface : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Card, Rail, Header, Footer, Banner };

    explicit Surface(Kind kind, QWidget *parent = nullptr) : QWidget(parent), m_kind(kind) {}

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
};

} // namespace kontor::widgets
