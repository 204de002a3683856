// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Type.h"

#include "foundation/Strings.h"

#include <QFontDatabase>
#include <QLabel>
#include <QMargins>
#include <QStyle>

#include <iterator>

namespace kontor::widgets {

namespace {

struct RoleRow
{
    TextRole role;
    const char *name;
    int pixels;
    QFont::Weight weight;
};

const RoleRow roleRows[] = {
    {TextRole::Hero, "hero", 48, QFont::DemiBold},
    {TextRole::FigureXl, "figureXl", 34, QFont::DemiBold},
    {TextRole::FigureL, "figureL", 32, QFont::DemiBold},
    {TextRole::Heading, "heading", 28, QFont::DemiBold},
    {TextRole::Title, "title", 24, QFont::DemiBold},
    {TextRole::FigureM, "figureM", 20, QFont::DemiBold},
    {TextRole::Lead, "lead", 16, QFont::Normal},
    {TextRole::Strong, "strong", 15, QFont::DemiBold},
    {TextRole::Body, "body", 14, QFont::Normal},
    {TextRole::BodyStrong, "bodyStrong", 14, QFont::DemiBold},
    {TextRole::Small, "small", 13, QFont::Normal},
    {TextRole::SmallStrong, "smallStrong", 13, QFont::DemiBold},
    {TextRole::Mini, "mini", 12, QFont::Normal},
};

const RoleRow &rowOf(TextRole role)
{
    return roleRows[static_cast<std::size_t>(role)];
}

const char *nameOfTone(Tone tone)
{
    static const char *const names[] = {"", "secondary", "error", "warning", "success", "primary",
        "onRail", "onRail2", "onBanner"};
    return names[static_cast<std::size_t>(tone)];
}

} // namespace

// Asked once: it takes milliseconds, and every painted text needs it.
static const QStringList &families()
{
    static const QStringList found = QFontDatabase::hasFamily(u"Open Sans"_s)
        ? QStringList{u"Open Sans"_s, u"Noto Sans"_s}
        : QStringList{u"Noto Sans"_s};
    return found;
}

QFont baseFont()
{
    QFont font;
    font.setFamilies(families());
    font.setPixelSize(14);
    return font;
}

QFont fontOf(TextRole role)
{
    QFont font = baseFont();
    font.setPixelSize(rowOf(role).pixels);
    font.setWeight(rowOf(role).weight);
    return font;
}

QString nameOf(TextRole role)
{
    return QString::fromLatin1(rowOf(role).name);
}

QLabel *makeLabel(QWidget *parent, TextRole role, Tone tone)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    // A name that is written from right to left stays where names stand.
    label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter | Qt::AlignAbsolute);
    label->setProperty("textRole", nameOf(role));
    label->setProperty("tone", QString::fromLatin1(nameOfTone(tone)));
    return label;
}

QLabel *makeLabel(const QString &text, QWidget *parent, TextRole role, Tone tone)
{
    auto *label = makeLabel(parent, role, tone);
    label->setText(text);
    return label;
}

void setTone(QLabel *label, Tone tone)
{
    const QString name = QString::fromLatin1(nameOfTone(tone));
    if (label->property("tone").toString() == name) {
        return;
    }
    label->setProperty("tone", name);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

void setRole(QLabel *label, TextRole role)
{
    if (label->property("textRole").toString() == nameOf(role)) {
        return;
    }
    label->setProperty("textRole", nameOf(role));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

TextRole roleThatFits(const QString &text, int room, std::initializer_list<TextRole> roles)
{
    for (const TextRole role : roles) {
        if (QFontMetrics(fontOf(role)).horizontalAdvance(text) <= room) {
            return role;
        }
    }
    return *std::prev(roles.end());
}

void alignBaseline(QLabel *smaller, TextRole role, TextRole larger)
{
    const auto below = [](TextRole of) { // of the middle
        const QFontMetricsF metrics(fontOf(of));
        return (metrics.ascent() - metrics.descent()) / 2;
    };
    const QMargins margins = smaller->contentsMargins();
    smaller->setContentsMargins(margins.left(), qRound(2 * (below(larger) - below(role))),
        margins.right(), 0);
}

} // namespace kontor::widgets
