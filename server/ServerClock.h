// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"

#include <QString>

#include <atomic>

namespace kontor::server {

//! The system's time; or a fixed one while the demo branch's past is written; or, for tests, the
//! one that stands in a file.
class ServerClock final : public Clock
{
public:
    Timestamp now() const override;
    //! From any thread; nothing: the system's time again.
    void fix(std::optional<Timestamp> at) { m_fixed = at ? at->micros : 0; }
    //! Each look reads the time from this file, as ISO 8601. Set before any thread asks.
    void readFrom(const QString &file) { m_file = file; }

private:
    SystemClock m_system;
    std::atomic<qint64> m_fixed = 0;
    QString m_file;
};

} // namespace kontor::server
