// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/view/Look.h"

#include "foundation/Strings.h"

#include <array>
#include <cmath>

namespace kontor::atm {

QColor Palette::note(int value) const
{
    if (highContrast) {
        return tile;
    }
    // 1, 2, 5, 10, 20 …: as many in a row as a machine has cassettes, and one more, differ.
    static constexpr std::array<QRgb, 6> colours{0xCFEBC4, 0xF3E6A6, 0xE3D3F2, 0xF7C9C4, 0xBFDDF7,
        0xFFD9A8};
    std::size_t step = 0;
    for (; value >= 10; value /= 10) {
        step += 3;
    }
    step += value >= 5 ? 2 : value >= 2 ? 1 : 0;
    return QColor(colours[step % colours.size()]);
}

const Palette &normalPalette()
{
    static const Palette palette = [] {
        Palette p;
        const QColor white(0xFFFFFF);
        const QColor navy(0x0B1F33);
        const QColor amber(0xFFC20E);
        p.background = navy;
        p.text = p.tile = p.cancelText = p.proceedText = white;
        p.second = p.keyOutline = p.pressedTile = QColor(0xD7E3EF);
        p.footer = p.footerLine = QColor(0x081829);
        p.panel = QColor(0x14324F);
        p.pressedPanel = p.device = QColor(0x24486B);
        p.outline = p.panelOutline = p.deviceOutline = QColor(0x8FA9C2);
        p.tileText = p.clearText = p.onHere = p.onSafe = p.cardLine = p.noteText = p.noteOutline
            = navy;
        p.tileSecond = QColor(0x3E5368);
        p.cancel = QColor(0x8C0012);
        p.proceed = QColor(0x00592F);
        p.clear = p.clearOutline = p.here = p.chip = amber;
        p.safe = QColor(0x7BD88F);
        p.ring = QColor(0xFFD400);
        p.card = QColor(0x8FC1FF);
        p.slot = QColor(0x050E18);
        return p;
    }();
    return palette;
}

const Palette &highContrastPalette()
{
    static const Palette palette = [] {
        Palette p;
        const QColor black(Qt::black);
        const QColor yellow(0xFFEB3B);
        p.background = p.footer = p.panel = p.cancel = p.proceed = p.clear = p.device = p.slot
            = black;
        p.pressedPanel = QColor(0x3A3500);
        p.text = p.second = p.footerLine = p.panelOutline = p.outline = p.tile = p.cancelText
            = yellow;
        p.proceedText = p.keyOutline = p.clearText = p.clearOutline = p.here = p.safe = yellow;
        p.card = p.deviceOutline = yellow;
        p.pressedTile = QColor(0xFFF59D);
        p.tileText = p.tileSecond = p.onHere = p.onSafe = p.cardLine = p.chip = black;
        p.noteText = p.noteOutline = black;
        p.ring = QColor(0xFFFFFF);
        p.highContrast = true;
        return p;
    }();
    return palette;
}

double Look::sizeOf(Type type)
{
    switch (type) {
    case Type::OneThing: return 21.4;
    case Type::Question: return 19.6;
    case Type::Title: return 14.0;
    case Type::LargeAmount: return 27.0;
    case Type::Countdown: return 31.0;
    case Type::Key: return 16.4;
    case Type::KeyWithSecond: return 14.9;
    case Type::Reference: return 17.9;
    case Type::Body:
    case Type::Strong: return 10.6;
    case Type::Label: return 8.4;
    case Type::Footer:
    case Type::FooterStrong: return 6.9;
    }
    return 10.6;
}

bool Look::isBold(Type type)
{
    return type != Type::Body && type != Type::Label && type != Type::Footer;
}

QFont Look::font(Type type) const
{
    return fontOfSize(sizeOf(type), isBold(type));
}

QFont Look::fontOfSize(double sizeInMm, bool bold) const
{
    QFont font(QStringList{u"Open Sans"_s, u"Noto Sans"_s});
    font.setPixelSize(std::max(1, int(std::lround(mm(sizeInMm)))));
    font.setBold(bold);
    return font;
}

} // namespace kontor::atm
