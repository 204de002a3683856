// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/DeviceStatus.h"

#include <QObject>

namespace kontor::atm {

//! The cash dispenser, shaped like XFS4IoT's CashDispenser. Every order is answered by exactly one
//! of the signals named with it, never from within the call.
class Dispenser : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual DispenserStatus status() const = 0;
    //! Picks and counts notes behind the shutter: staged(), stagingShort() or stagingJammed().
    virtual void stage(WithdrawalId id, const Notes &mix) = 0;
    //! Moves what is behind the shutter into the reject bin: rejected().
    virtual void rejectStaged() = 0;
    //! Opens the shutter: presented() or presentFailed(), later cashTaken().
    virtual void present() = 0;
    //! Takes back what is at the shutter and counts it: retracted().
    virtual void retract() = 0;

Q_SIGNALS:
    void staged(const kontor::atm::Notes &notes);
    void stagingShort(const kontor::atm::Notes &staged);
    void stagingJammed();
    void rejected(const kontor::atm::Notes &notes);
    void presented(const kontor::atm::Notes &notes);
    void presentFailed(kontor::atm::PresentState state, const kontor::atm::Notes &notes);
    void cashTaken();
    void retracted(const kontor::atm::RetractCount &count);
    //! Something else changed, such as a path that was cleared.
    void statusChanged();
};

} // namespace kontor::atm
