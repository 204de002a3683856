// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Ids.h"

#include <QObject>

namespace kontor::atm {

//! The card slot, shaped like XFS4IoT's CardReader: a motor reader that holds the card.
class CardReader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual bool isReady() const = 0;
    //! Opens or shuts the slot.
    virtual void accept(bool accept) = 0;
    //! Moves the card to the slot, where a hand can take it. Without a card nothing happens.
    virtual void eject() = 0;
    //! Moves the card into the retain bin.
    virtual void retain() = 0;

Q_SIGNALS:
    void inserted(kontor::CardId card);
    void taken();
};

} // namespace kontor::atm
