// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace kontor::server {

//! In NFC, so that the same password typed on another keyboard is the same; otherwise as it is.
QString normalPassword(const QString &password);

//! What is wrong with a new password, as a sentence for people. `words`: what everybody can know
//! about its owner and the branch (login, names, the branch's name).
std::optional<QString> passwordFault(const QString &password, const QStringList &words);

} // namespace kontor::server
