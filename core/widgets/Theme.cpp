// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Theme.h"

#include "foundation/Strings.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>

#include <algorithm>
#include <cmath>

namespace kontor::widgets {

namespace {

struct Pair
{
    QColor Theme::*token;
    const char *name;
    QRgb light;
    QRgb dark;
};

constexpr QRgb rgb(unsigned value)
{
    return 0xFF000000U | value;
}

const Pair pairs[] = {
    {&Theme::window, "window", rgb(0xF3F5F8), rgb(0x17181B)},
    {&Theme::card, "card", rgb(0xFFFFFF), rgb(0x1E1F22)},
    {&Theme::sunken, "sunken", rgb(0xF7F9FB), rgb(0x232529)},
    {&Theme::line, "line", rgb(0xDCE2E8), rgb(0x373B41)},
    {&Theme::border, "border", rgb(0x6B7378), rgb(0x8A9299)},
    {&Theme::text, "text", rgb(0x1A1A1A), rgb(0xF2F2F2)},
    {&Theme::text2, "text2", rgb(0x4A5257), rgb(0xB9C0C6)},
    {&Theme::primary, "primary", rgb(0x0B4F9E), rgb(0x8FC1FF)},
    {&Theme::onPrimary, "onPrimary", rgb(0xFFFFFF), rgb(0x0B1F33)},
    {&Theme::primaryHover, "primaryHover", rgb(0x093F80), rgb(0xB0D3FF)},
    {&Theme::primaryPressed, "primaryPressed", rgb(0x07305F), rgb(0x6EACF5)},
    {&Theme::selection, "selection", rgb(0xEBF3FC), rgb(0x1E3045)},
    {&Theme::match, "match", rgb(0xCFE2F7), rgb(0x334E6B)},
    {&Theme::success, "success", rgb(0x00562F), rgb(0x7BD88F)},
    {&Theme::successTint, "successTint", rgb(0xE6F4EC), rgb(0x18301F)},
    {&Theme::successEdge, "successEdge", rgb(0x5E9F7D), rgb(0x3F7A50)},
    {&Theme::warning, "warning", rgb(0x5C3B00), rgb(0xFFD479)},
    {&Theme::warningTint, "warningTint", rgb(0xFFF3D6), rgb(0x382C12)},
    {&Theme::warningEdge, "warningEdge", rgb(0xB98A2E), rgb(0x86692A)},
    {&Theme::error, "error", rgb(0xA8071A), rgb(0xFF9AA2)},
    {&Theme::errorOnTint, "errorOnTint", rgb(0x7A0412), rgb(0xFFC9CD)},
    {&Theme::errorTint, "errorTint", rgb(0xFDECEE), rgb(0x3D1B1F)},
    {&Theme::errorEdge, "errorEdge", rgb(0xC4505E), rgb(0x9B4C55)},
    {&Theme::neutralTint, "neutralTint", rgb(0xE9EFF6), rgb(0x25292F)},
    {&Theme::neutralEdge, "neutralEdge", rgb(0x8FA6BD), rgb(0x515B66)},
    {&Theme::offline, "offline", rgb(0x6B2C00), rgb(0x6B2C00)},
    {&Theme::onOffline, "onOffline", rgb(0xFFFFFF), rgb(0xFFFFFF)},
    {&Theme::rail, "rail", rgb(0x0B1F33), rgb(0x0B1420)},
    {&Theme::railSelected, "railSelected", rgb(0x17344F), rgb(0x1B2F45)},
    {&Theme::railText, "railText", rgb(0xFFFFFF), rgb(0xFFFFFF)},
    {&Theme::railText2, "railText2", rgb(0xB4C3D2), rgb(0xAEBBC8)},
    {&Theme::railDisabled, "railDisabled", rgb(0x8CA0B3), rgb(0x8497A9)},
    {&Theme::railKey, "railKey", rgb(0x5F7A94), rgb(0x5F7A94)},
    {&Theme::railAccent, "railAccent", rgb(0x8FC1FF), rgb(0x8FC1FF)},
    {&Theme::railBadge, "railBadge", rgb(0xFFD479), rgb(0xFFD479)},
    {&Theme::boardFrame, "boardFrame", rgb(0x2F4D69), rgb(0x2A4259)},
    {&Theme::boardBead, "boardBead", rgb(0x24425E), rgb(0x1F364C)},
    {&Theme::chartFill, "chartFill", rgb(0xE3EEFA), rgb(0x21344A)},
    {&Theme::paper, "paper", rgb(0xFFFFFF), rgb(0xFFFFFF)},
    {&Theme::ink, "ink", rgb(0x1A1A1A), rgb(0x1A1A1A)},
    {&Theme::ink2, "ink2", rgb(0x4A5257), rgb(0x4A5257)},
    {&Theme::desk, "desk", rgb(0xE5E8EC), rgb(0x2A2D31)},
};

Theme make(bool dark)
{
    Theme theme;
    theme.isDark = dark;
    for (const Pair &pair : pairs) {
        theme.*pair.token = QColor(dark ? pair.dark : pair.light);
    }
    return theme;
}

double luminance(const QColor &colour)
{
    const auto channel = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = make(false);
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme = make(true);
    return theme;
}

const Theme &Theme::current()
{
    return QGuiApplication::palette().color(QPalette::Window) == dark().window ? dark() : light();
}

QPalette Theme::palette() const
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor &colour) {
        p.setColor(role, colour);
    };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Text, text);
    set(QPalette::ButtonText, text);
    set(QPalette::Base, card);
    set(QPalette::Button, card);
    set(QPalette::AlternateBase, sunken);
    set(QPalette::PlaceholderText, text2);
    set(QPalette::Mid, border);
    set(QPalette::Dark, border);
    set(QPalette::Midlight, line);
    set(QPalette::Light, card);
    set(QPalette::Highlight, selection);
    set(QPalette::HighlightedText, text);
    set(QPalette::Link, primary);
    set(QPalette::ToolTipBase, text);
    set(QPalette::ToolTipText, card);
    p.setColor(QPalette::Inactive, QPalette::Highlight, line);
    for (const auto role : {QPalette::Text, QPalette::ButtonText, QPalette::WindowText}) {
        p.setColor(QPalette::Disabled, role, text2);
    }
    p.setColor(QPalette::Disabled, QPalette::Base, sunken);
    p.setColor(QPalette::Disabled, QPalette::Button, sunken);
    return p;
}

QString Theme::styleSheet() const
{
    QFile file(u":/kontor/styles/kontor.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    for (const Pair &pair : pairs) {
        sheet.replace(u"@{%1}"_s.arg(QLatin1StringView(pair.name)), (this->*pair.token).name());
    }
    return sheet;
}

double contrast(const QColor &a, const QColor &b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace kontor::widgets
