// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/NoteMix.h"
#include "app-atm/view/Look.h"

class QPainter;

namespace kontor::atm {

//! Everything the machine shows besides words, drawn as vectors into the given rectangle.
enum class Picture {
    None, CardInReader, NotesInSlot, NotesBeingCounted, HandOverKeys, Slip,
    CrossedSlip, ArrowUp, ArrowRight, ArrowDown, Mark
};

enum class Icon {
    None, Cross, Ring, Back, Tick, HalfDisc, Globe, PadDots, Eye, CrossedEye, Arrow, Lens, Place,
    Phone, CutLine, Card, Note, Slip, Wrench, Lines, Speaker, Clock
};

//! `notes` for the pictures that show some.
void drawPicture(QPainter &painter, Picture picture, const QRectF &rect, const Look &look,
    const Notes &notes = {});
void drawIcon(QPainter &painter, Icon icon, const QRectF &rect, const QColor &colour, double line);
//! One note, its value in the middle, or at the left where it is small and may be covered.
void drawNote(QPainter &painter, const QRectF &rect, int value, const Look &look, bool valueLeft);
//! Up to six small notes, the highest behind, in the room of three.
void drawSmallNotes(QPainter &painter, const QRectF &rect, const Notes &notes, const Look &look);
//! A disc whose sector is the part that is left, 0 to 1.
void drawClock(QPainter &painter, const QRectF &rect, double left, const Look &look);
void drawNumberChip(QPainter &painter, const QRectF &rect, int number, const QColor &colour,
    const Look &look);

} // namespace kontor::atm
