// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/demo/DeviceWords.h"

#include <QCoreApplication>

namespace kontor::atm {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(kontor::atm::DeviceWords)
};

} // namespace

QString wordsFor(DispenserFault fault)
{
    switch (fault) {
    case DispenserFault::None: return Text::tr("none set");
    case DispenserFault::NoteDoesNotCome: return Text::tr("a note does not come");
    case DispenserFault::JamWhileStaging: return Text::tr("jam while counting");
    case DispenserFault::JamBeforeShutter: return Text::tr("jam before the shutter");
    case DispenserFault::JamWhilePresenting: return Text::tr("jam while presenting");
    case DispenserFault::PositionUnknown: return Text::tr("position unknown");
    case DispenserFault::PositionUnknownTaken: return Text::tr("position unknown, taken");
    case DispenserFault::NotesMissingAtRetract: return Text::tr("notes missing when taken back");
    }
    return {};
}

QString wordsFor(JournalStep step)
{
    switch (step) {
    case JournalStep::Intent: return Text::tr("asked for");
    case JournalStep::Refused: return Text::tr("refused");
    case JournalStep::Authorised: return Text::tr("authorised");
    case JournalStep::Stage: return Text::tr("to be counted");
    case JournalStep::Staged: return Text::tr("counted");
    case JournalStep::Rejected: return Text::tr("rejected");
    case JournalStep::Present: return Text::tr("to be presented");
    case JournalStep::Presented: return Text::tr("presented");
    case JournalStep::Taken: return Text::tr("taken");
    case JournalStep::Retract: return Text::tr("to be taken back");
    case JournalStep::Retracted: return Text::tr("taken back");
    case JournalStep::Outcome: return Text::tr("outcome due");
    case JournalStep::Acknowledged: return Text::tr("acknowledged");
    case JournalStep::CardRetained: return Text::tr("card kept");
    case JournalStep::Case: return Text::tr("case opened");
    case JournalStep::Continued: return Text::tr("begun anew");
    }
    return {};
}

} // namespace kontor::atm
