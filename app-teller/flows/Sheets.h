// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Money.h"
#include "widgets/ReceiptView.h"

#include <QString>

#include <optional>
#include <vector>

namespace kontor::teller {

//! What the pages of a flow say, in the user's language; made anew whenever it changes.

struct SheetRow
{
    QString label;
    QString value;
    bool strong = false;
};

struct Party
{
    QString icon;
    QString caption;
    QString name;
    QString detail;
};

struct Change
{
    QString icon;
    QString title;
    std::vector<SheetRow> rows;
    SheetRow after;
};

struct CheckSheet
{
    //! What to do now, after "Nothing is posted yet."
    QString advice;
    Money amount;
    //! Instead of an amount where none moves.
    QString headline;
    Party from;
    Party to;
    std::vector<SheetRow> rows;
    std::vector<Change> changes;
    QString postText;
};

struct DoneSheet
{
    QString sentence;
    Money amount;
    QString headline;
    QString lead;
    std::vector<SheetRow> rows;
    widgets::Receipt receipt;
};

struct RefusedSheet
{
    QString headline;
    //! What was refused: the amount, from whom, to whom.
    QString lead;
    QString reason;
    QString advice;
    //! What the main button does, see CommandFlow::Remedy.
    QString remedyText;
    //! For whoever looks into it: the problem's code and the request's number.
    QString details;
};

//! What is posted in two short lines: how much, and what becomes of it.
struct Brief
{
    QString figure;
    QString what;
};

struct CheckingSheet
{
    struct Instruction
    {
        QString icon;
        QString title;
        QString detail;
    };
    struct Happening
    {
        //! Something that was done; an answer that did not come; what is going on.
        enum class Kind { Past, Silence, Now };

        Kind kind = Kind::Past;
        QString what;
        QString detail;
        QString time;
    };
    QString headline;
    QString lead;
    std::vector<Instruction> instructions;
    std::vector<Happening> happenings;
};

} // namespace kontor::teller
