// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::atm {

//! A card to try the machine with, as the demo server lists them in demo-cards.json.
struct DemoCard
{
    QString id;
    QString label;
    QString pin;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &DemoCard::id, "what the reader reads");
        v("label", &DemoCard::label, "whose it is");
        v("pin", &DemoCard::pin, "what to type");
    }
};

//! Empty where there is no such file.
std::vector<DemoCard> readDemoCards(const QString &path);
//! The card with that id or label.
std::optional<CardId> findCard(const std::vector<DemoCard> &cards, const QString &idOrLabel);

} // namespace kontor::atm
