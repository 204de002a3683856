// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doctor/Finding.h"
#include "storage/log/ChainCheck.h"
#include "storage/log/ReadOnlyLedger.h"

#include <sys/timex.h>

namespace kontor::server {

static constexpr qint64 microsPerSecond = 1'000'000;
static constexpr qint64 day = 86'400 * microsPerSecond;
// 2026-01-01: this program is not older.
static constexpr Timestamp earliest{1'767'225'600 * microsPerSecond};

static Finding time(const Config &config, Timestamp now)
{
    const QString name = u"clock"_s;
    const QString what = QString::fromLatin1(now.toString());
    const QString remedy
        = u"set the clock; if it is right, it was ahead when that was booked. Until it "
          "has caught up events carry the log's time"_s;
    if (now < earliest) {
        return Finding::bad(name, what + u", which cannot be"_s, u"set the clock"_s);
    }
    const auto ledger = storage::openReadOnlyLedger(config.dataDirectory);
    const Timestamp last = ledger ? storage::readHead(*ledger->database).recordedAt : Timestamp();
    const qint64 behind = last.micros - now.micros;
    if (behind < microsPerSecond) {
        return Finding::good(name, what);
    }
    const QString told = what + u", %1 s behind the last event"_s.arg(behind / microsPerSecond);
    return behind < day ? Finding::warning(name, told, remedy) : Finding::bad(name, told, remedy);
}

// What the kernel knows of whoever sets its clock.
static Finding synchronised()
{
    timex state{};
    const int answer = ::adjtimex(&state);
    const bool unsynced = answer == TIME_ERROR || (state.status & STA_UNSYNC) != 0;
    return answer < 0 || !unsynced
        ? Finding::good(u"time source"_s, answer < 0 ? u"not known"_s : u"the clock is kept right"_s)
        : Finding::warning(u"time source"_s, u"nobody keeps the clock right"_s,
            u"run chrony, systemd-timesyncd or the like"_s);
}

Findings lookAtClock(const Config &config, const Clock &clock)
{
    return {time(config, clock.now()), synchronised()};
}

} // namespace kontor::server
