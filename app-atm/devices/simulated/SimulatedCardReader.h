// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/CardReader.h"

#include <optional>

namespace kontor::atm {

//! A slot whose customer is the device panel or a script.
class SimulatedCardReader final : public CardReader
{
    Q_OBJECT

public:
    enum class Place { Outside, Inside, AtSlot };

    using CardReader::CardReader;

    bool isReady() const override { return true; }
    void accept(bool accept) override;
    void eject() override;
    void retain() override;

    //! False where the slot is shut or holds a card.
    bool insert(CardId card);
    bool take();
    Place place() const { return m_place; }
    bool accepts() const { return m_accepts && m_place == Place::Outside; }
    int retainedCards() const { return m_retained; }
    //! The last card lies in the machine's own box, not in its owner's hand.
    bool hasKept() const { return m_hasKept; }

Q_SIGNALS:
    void changed();
    void ejected();
    void retained();

private:
    void moveTo(Place place);

    bool m_accepts = false;
    Place m_place = Place::Outside;
    int m_retained = 0;
    bool m_hasKept = false;
};

} // namespace kontor::atm
