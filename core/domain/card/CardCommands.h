// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Ids.h"

#include <QByteArray>

namespace kontor::domain {

struct IssueCard
{
    CardId id;
    AccountId accountId;
    QByteArray lastDigits;
};

//! Counts a try before the PIN is looked at; refused when the card is blocked or no try is left.
struct AttemptPin
{
    CardId id;
    QByteArray terminalId;
};

//! What came of the try: right → the count starts anew; wrong and none left → blocked.
struct JudgePin
{
    CardId id;
    QByteArray terminalId;
    bool right = false;
};

//! `generation` names the verifier that stands ready in the safe: one above the card's own. Of two
//! changes at once the second is refused.
struct ChangePin
{
    CardId id;
    int generation = 2;
};

} // namespace kontor::domain
