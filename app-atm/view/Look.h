// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>

namespace kontor::atm {

//! Four rules: white fill means press me; amber means here and now; same thing, same place; never
//! colour alone.
struct Palette
{
    QColor background, text, second, footer, footerLine, panel, panelOutline, tile, tileText,
        tileSecond, pressedTile, pressedPanel, outline, cancel, cancelText, proceed, proceedText,
        keyOutline, clear, clearText, clearOutline, here, onHere, safe, onSafe, ring, card,
        cardLine, chip, device, slot, deviceOutline, noteText, noteOutline;
    bool highContrast = false;

    QColor note(int value) const;
};

const Palette &normalPalette();
//! Yellow on black; white fill becomes yellow fill, quiet becomes outline.
const Palette &highContrastPalette();

//! Text roles with their font sizes in millimetres; the capitals are 0.714 of it.
enum class Type {
    OneThing, Question, Title, LargeAmount, Countdown, Key, KeyWithSecond, Reference, Body, Strong,
    Label, Footer, FooterStrong
};

//! The reference layout: a 15 inch panel of 1024 × 768 at 3.36 pixels per millimetre.
namespace layout {
inline constexpr double width = 304.8;
inline constexpr double height = 228.6;
inline constexpr double margin = 11.9;
inline constexpr double right = width - margin;
inline constexpr double bodyTop = 33.3;
inline constexpr double footerTop = 195.2;
inline constexpr double footerKeyTop = 201.8;
inline constexpr double footerKeyHeight = 20.2;
inline constexpr double tileWidth = 137.5;
inline constexpr double tileHeight = 35.1;
inline constexpr double secondColumn = 155.4;
inline constexpr double tilePitch = 39.9;
} // namespace layout

//! Palette and scale of one panel.
struct Look
{
    const Palette *palette = &normalPalette();
    //! Pixels per millimetre.
    double dpmm = 3.36;

    double mm(double length) const { return length * dpmm; }
    QRectF mm(double x, double y, double w, double h) const
    {
        return {mm(x), mm(y), mm(w), mm(h)};
    }
    QFont font(Type type) const;
    //! The same role in another size, where a label must fit.
    QFont fontOfSize(double sizeInMm, bool bold) const;
    static double sizeOf(Type type);
    static bool isBold(Type type);
};

} // namespace kontor::atm
