// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Card.h"

namespace kontor::teller {

//! The right column of a page: 356 wide, 300 in a narrow window.
class SideCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit SideCard(QWidget *parent = nullptr, Surface surface = Surface::Card);
    void setNarrow(bool narrow) { setFixedWidth(narrow ? 300 : 356); }

protected:
    void showEvent(QShowEvent *event) override;
};

//! Below this width the rail shows icons only and the right column is narrow.
inline constexpr int narrowBelow = 1180;

} // namespace kontor::teller
