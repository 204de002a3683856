// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Facts.h"

//! What the wire's members have in common.
namespace kontor::api::facts {

inline constexpr Facts holderName{.minLength = 3, .maxLength = 100};
inline constexpr Facts cpf{.pattern = "^[0-9]{11}$"};
//! As people write it: dots, dashes and blanks mean nothing.
inline constexpr Facts typedCpf{.pattern = "^([ .-]*[0-9]){11}[ .-]*$"};
inline constexpr Facts description{.maxLength = 140};
inline constexpr Facts reason{.minLength = 1, .maxLength = 140};
inline constexpr Facts pin{.pattern = "^[0-9]{4,12}$", .isSecret = true};
inline constexpr Facts secret{.isSecret = true};
inline constexpr Facts terminal{.pattern = "^[!-~]{1,32}$"};
inline constexpr Facts channel{.oneOf = "api|teller|atm|system"};
inline constexpr Facts actorKind{.oneOf = "open|user|customer|key|terminal|nobody|system"};
inline constexpr Facts balanceChange{.oneOf = "Deposit|Withdrawal|TransferSent|TransferReceived"};
inline constexpr Facts direction{.oneOf = "out|in"};
inline constexpr Facts holdKind{.oneOf = "card|court|check|other"};
inline constexpr Facts releaseReason{.oneOf = "released|expired|completed|voided"};
inline constexpr Facts personName{.minLength = 1, .maxLength = 100};
inline constexpr Facts login{.minLength = 2, .maxLength = 254};
inline constexpr Facts password{.minLength = 8, .maxLength = 128, .isSecret = true};
inline constexpr Facts state{.oneOf = "up|degraded|down"};
//! What is counted 1, 2, 3 …
inline constexpr Facts ordinal{.least = 1};
inline constexpr Facts count{.least = 0};
inline constexpr Facts pageSize{.least = 1, .most = 100};

} // namespace kontor::api::facts
