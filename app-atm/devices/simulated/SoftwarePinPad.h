// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/PinPad.h"

namespace kontor::atm {

//! Digits from the screen and the keyboard. For simulation and pilots only.
class SoftwarePinPad final : public PinPad
{
    Q_OBJECT

public:
    explicit SoftwarePinPad(QObject *parent = nullptr);
    ~SoftwarePinPad() override;

    void enable(bool enable) override;
    void empty() override;
    Secret<QString> takePin() override;

    void press(int digit);
    bool isEnabled() const { return m_enabled; }

private:
    static constexpr int maxDigits = 12;

    //! Kept at its full size, so that no digit is left behind in memory that grew away.
    QString m_digits;
    int m_count = 0;
    bool m_enabled = false;
};

} // namespace kontor::atm
