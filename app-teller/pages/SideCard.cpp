// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/SideCard.h"

namespace kontor::teller {

SideCard::SideCard(QWidget *parent, Surface surface) : Card(parent, surface)
{
    setNarrow(false);
}

void SideCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    setNarrow(window()->width() < narrowBelow);
}

} // namespace kontor::teller
