// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/devices/simulated/SimulatedCardReader.h"

namespace kontor::atm {

void SimulatedCardReader::moveTo(Place place)
{
    m_place = place;
    Q_EMIT changed();
}

void SimulatedCardReader::accept(bool accept)
{
    m_accepts = accept;
    Q_EMIT changed();
}

void SimulatedCardReader::eject()
{
    if (m_place == Place::Inside) {
        moveTo(Place::AtSlot);
        Q_EMIT ejected();
    }
}

void SimulatedCardReader::retain()
{
    if (m_place != Place::Outside) {
        ++m_retained;
        m_hasKept = true;
        moveTo(Place::Outside);
        Q_EMIT retained();
    }
}

bool SimulatedCardReader::insert(CardId card)
{
    if (!accepts()) {
        return false;
    }
    m_hasKept = false;
    moveTo(Place::Inside);
    Q_EMIT inserted(card);
    return true;
}

bool SimulatedCardReader::take()
{
    if (m_place != Place::AtSlot) {
        return false;
    }
    moveTo(Place::Outside);
    Q_EMIT taken();
    return true;
}

} // namespace kontor::atm
