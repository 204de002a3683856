// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/devices/simulated/SoftwarePinPad.h"

namespace kontor::atm {

SoftwarePinPad::SoftwarePinPad(QObject *parent) : PinPad(parent), m_digits(maxDigits, QChar(0)) {}

SoftwarePinPad::~SoftwarePinPad()
{
    empty();
}

void SoftwarePinPad::enable(bool enable)
{
    empty();
    m_enabled = enable;
}

void SoftwarePinPad::empty()
{
    m_digits.fill(QChar(0));
    m_count = 0;
}

Secret<QString> SoftwarePinPad::takePin()
{
    // A copy that shares nothing with the buffer, which is wiped at once.
    Secret<QString> pin(QString(m_digits.constData(), m_count));
    empty();
    return pin;
}

void SoftwarePinPad::press(int digit)
{
    if (!m_enabled || m_count >= maxDigits || digit < 0 || digit > 9) {
        return;
    }
    m_digits[m_count++] = QChar(u'0' + digit);
    Q_EMIT digitTyped();
}

} // namespace kontor::atm
