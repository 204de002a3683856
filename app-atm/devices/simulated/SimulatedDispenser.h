// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/Dispenser.h"
#include "app-atm/devices/simulated/DispenserModel.h"

#include <chrono>

namespace kontor::atm {

//! The dispenser model with time and a memory: where its notes are survives a restart, as it does
//! in metal.
class SimulatedDispenser final : public Dispenser
{
    Q_OBJECT

public:
    //! Takes up the contents of `path`, or loads `cassettes` where there is no such file.
    //! Orders take `pace`.
    SimulatedDispenser(const QString &path, const Notes &cassettes, std::chrono::milliseconds pace,
        QObject *parent = nullptr);

    DispenserStatus status() const override { return m_model.status(); }
    void stage(WithdrawalId id, const Notes &mix) override;
    void rejectStaged() override;
    void present() override;
    void retract() override;

    const DispenserContents &contents() const { return m_model.contents(); }
    bool isBalanced() const { return m_model.isBalanced(); }
    bool takeCash();
    void arm(DispenserFault fault);
    void clearPath();

Q_SIGNALS:
    void changed();

private:
    void save();
    void after(std::function<void()> act);

    QString m_path;
    std::chrono::milliseconds m_pace;
    DispenserModel m_model;
};

} // namespace kontor::atm
