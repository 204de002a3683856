// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/demo/DeviceWords.h"

#include <QCoreApplication>

namespace kontor::atm {

namespace {

struct DeviceText
{
    Q_DECLARE_TR_FUNCTIONS(kontor::atm::DeviceWords)
};

} // namespace

QString wordsFor(DispenserFault fault)
{
    switch (fault) {
    case DispenserFault::None: return DeviceText::tr("none set");
    case DispenserFault::NoteDoesNotCome: return DeviceText::tr("a note does not come");
    case DispenserFault::JamWhileStaging: return DeviceText::tr("jam while counting");
    case DispenserFault::JamBeforeShutter: return DeviceText::tr("jam before the shutter");
    case DispenserFault::JamWhilePresenting: return DeviceText::tr("jam while presenting");
    case DispenserFault::PositionUnknown: return DeviceText::tr("position unknown");
    case DispenserFault::PositionUnknownTaken: return DeviceText::tr("position unknown, taken");
    case DispenserFault::NotesMissingAtRetract:
        return DeviceText::tr("notes missing when taken back");
    }
    return {};
}

QString wordsFor(JournalStep step)
{
    switch (step) {
    case JournalStep::Intent: return DeviceText::tr("asked for");
    case JournalStep::Refused: return DeviceText::tr("refused");
    case JournalStep::Authorised: return DeviceText::tr("authorised");
    case JournalStep::Stage: return DeviceText::tr("to be counted");
    case JournalStep::Staged: return DeviceText::tr("counted");
    case JournalStep::Rejected: return DeviceText::tr("rejected");
    case JournalStep::Present: return DeviceText::tr("to be presented");
    case JournalStep::Presented: return DeviceText::tr("presented");
    case JournalStep::Taken: return DeviceText::tr("taken");
    case JournalStep::Retract: return DeviceText::tr("to be taken back");
    case JournalStep::Retracted: return DeviceText::tr("taken back");
    case JournalStep::Outcome: return DeviceText::tr("outcome due");
    case JournalStep::Acknowledged: return DeviceText::tr("acknowledged");
    case JournalStep::CardRetained: return DeviceText::tr("card kept");
    case JournalStep::Case: return DeviceText::tr("case opened");
    case JournalStep::Continued: return DeviceText::tr("begun anew");
    }
    return {};
}

} // namespace kontor::atm
