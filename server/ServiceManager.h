// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace kontor::server {

//! Tells whoever supervises the process how it is, in the words of sd_notify(3): "READY=1". False
//! where nobody wants to know. From any thread.
bool tellServiceManager(const QByteArray &state);

//! Within which time the supervisor wants a sign of life; nothing: never.
std::optional<std::chrono::milliseconds> watchdogPeriod();

} // namespace kontor::server
