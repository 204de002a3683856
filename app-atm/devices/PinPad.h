// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Secret.h"

#include <QObject>
#include <QString>

namespace kontor::atm {

//! Where a PIN is typed. Digits stay in here until takePin(); the machine only hears that there is
//! one more. A certified pad of metal encrypts them itself; the software pad is for demonstrations
//! and pilots, and the screen says so.
class PinPad : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! Takes digits or not; either way it is empty afterwards.
    virtual void enable(bool enable) = 0;
    virtual void empty() = 0;
    //! Hands out the digits once; the pad is empty afterwards.
    virtual Secret<QString> takePin() = 0;

Q_SIGNALS:
    void digitTyped();
};

} // namespace kontor::atm
