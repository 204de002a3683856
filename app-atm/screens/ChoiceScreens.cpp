// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/screens/ChoiceScreens.h"

#include "app-atm/session/Slips.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace kontor::atm {

using namespace layout;

// ---- language ---------------------------------------------------------------------------------

LanguageScreen::LanguageScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    addTitle(tr("Choose your language"));
    m_ringAlways = true;
    int number = 0;
    for (const QString &name : {u"English"_s, u"Deutsch"_s}) {
        const double top = bodyTop + 33.6 * number;
        AtmKey *key = addKey(mm(margin, top, tileWidth, 29),
            {.label = name, .style = KeyStyle::Quiet, .number = number + 1}, Choose{number + 1});
        if (number == (state.language == Language::German ? 1 : 0)) {
            m_firstKey = key;
        }
        ++number;
    }
    addFooter(tr("Cancel"));
}

// ---- speech -----------------------------------------------------------------------------------

SpeechScreen::SpeechScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    addTitle(tr("Speech"));
    m_ringAlways = true;
    const Speech &speech = state.speech;
    const std::pair<QString, Icon> choices[] = {
        {speech.slow ? tr("Normal speed") : tr("Slower"), Icon::Clock},
        {speech.volume == 3 ? tr("Softer") : tr("Louder"), Icon::Speaker},
        {speech.screenDark ? tr("Show the screen") : tr("Dark screen"),
            speech.screenDark ? Icon::Eye : Icon::CrossedEye},
        {tr("Back"), Icon::Back}};
    int number = 0;
    for (const auto &[name, icon] : choices) {
        addKey(mm(margin, bodyTop + tilePitch * number, tileWidth, tileHeight),
            {.label = name, .style = KeyStyle::Quiet, .icon = icon, .number = number + 1},
            Choose{number + 1});
        ++number;
    }
    // Keys of metal cannot press the one below.
    addKey(mm(secondColumn, bodyTop + 3 * tilePitch, tileWidth, tileHeight),
        {.label = tr("Language"),
            .style = KeyStyle::Quiet,
            .icon = Icon::Globe,
            .number = 5,
            .numberAtRight = true},
        Choose{5});
    addText(mm(secondColumn + 4, bodyTop, tileWidth - 4, 78),
        tr("The star key says everything again. The hash key comes here."), Type::Body,
        Tone::Second, Qt::AlignLeft | Qt::AlignTop);
    addFooter({});
}

// ---- menu -------------------------------------------------------------------------------------

static QString spokenNotes(const Notes &notes)
{
    QStringList parts;
    for (const api::NoteCount &note : notes) {
        parts << u"%1 × %2"_s.arg(note.count).arg(note.value);
    }
    return parts.join(u", "_s);
}

//! One amount that needs a smaller size must not look like less.
static void alikeInSize(const std::vector<AtmKey *> &keys)
{
    for (const AtmKey *narrow : keys) {
        const int pixels = narrow->labelFont().pixelSize();
        for (AtmKey *key : keys) {
            key->limitLabel(std::min(pixels, key->labelFont().pixelSize()));
        }
    }
}

//! Of an account in another currency it does not depend on the moment.
QString MenuScreen::whyNoCash(const State &state)
{
    const Currency &own = state.visit->customer->currency;
    const Currency &notes = state.policy.currency;
    return own == notes
        ? tr("This machine cannot pay cash now.")
        : tr("This machine only has %1. Your account is in %2.")
              .arg(QString::fromLatin1(notes.code()), QString::fromLatin1(own.code()));
}

MenuScreen::MenuScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    const QString name = state.visit->customer->firstName;
    QLabel *title = addTitle(name.isEmpty() ? tr("What would you like?")
                                            : tr("%1, what would you like?").arg(name));
    // A long name gives way; the greeting stays readable.
    if (QFontMetrics(title->font()).horizontalAdvance(title->text()) > title->width()) {
        title->setText(tr("What would you like?"));
    } else if (title->text().isRightToLeft()) {
        title->setText(u'\u200E' + title->text()); // the name, and not the sentence
    }
    int number = 0;
    std::vector<AtmKey *> amounts;
    for (const int amount : menuAmounts(state)) {
        const auto mix = findMix(state.policy.fastCashMix, amount, state.devices.dispenser.stock,
            state.policy.limits);
        amounts.push_back(addKey(mm(margin, bodyTop + tilePitch * number, tileWidth, tileHeight),
            {.label = cash(amount),
                .spoken = spokenNotes(mix.value_or(Notes{})),
                .number = number + 1,
                .notes = mix.value_or(Notes{}),
                .type = Type::Key},
            Choose{number + 1}));
        ++number;
    }
    alikeInSize(amounts);
    const bool hasCash = canPayCash(state);
    if (hasCash) {
        addKey(mm(secondColumn, bodyTop, tileWidth, tileHeight),
            {.label = tr("Other amount"), .style = KeyStyle::Quiet, .icon = Icon::PadDots,
                .number = 5, .numberAtRight = true},
            Choose{5});
    } else {
        addText(mm(margin, bodyTop, tileWidth - 6, 60), whyNoCash(state), Type::Body, Tone::Here,
            Qt::AlignLeft | Qt::AlignTop);
    }
    addKey(mm(secondColumn, bodyTop + tilePitch, tileWidth, tileHeight),
        {.label = tr("Balance"), .style = KeyStyle::Quiet, .icon = Icon::Eye, .number = 6,
            .numberAtRight = true},
        Choose{6});
    addKey(mm(secondColumn, bodyTop + 2 * tilePitch, tileWidth, tileHeight),
        {.label = tr("Change PIN"), .style = KeyStyle::Quiet, .icon = Icon::Card, .number = 7,
            .numberAtRight = true},
        Choose{7});
    addFooter(tr("Cancel"));
}

// ---- amounts next to it -----------------------------------------------------------------------

OfferScreen::OfferScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    const Visit &visit = *state.visit;
    addTitle(tr("We cannot make %1").arg(cash(visit.amount)));
    const bool some = visit.offer.below || visit.offer.above;
    // Not the notes are in the way there, but how much of them goes out at once.
    const bool tooMuch
        = visit.amount > largestPayable(state.devices.dispenser.stock, state.policy.limits);
    addText(mm(margin, bodyTop, 281, 18),
        !some         ? tr("Choose another amount.")
            : tooMuch ? tr("At one time we can pay at most:")
                      : tr("With the notes in the machine we can pay:"),
        Type::Body, Tone::Second);
    double left = margin;
    int number = 1;
    for (const auto &amount : {visit.offer.below, visit.offer.above}) {
        if (amount) {
            addKey(mm(left, 58, tileWidth, 47.6),
                {.label = cash(*amount), .number = number, .type = Type::Key}, Choose{number});
        }
        left = secondColumn;
        ++number;
    }
    AtmKey *clear = addKey(mm(margin, 153, tileWidth, tileHeight),
        {.label = tr("Change amount"), .style = KeyStyle::Clear, .icon = Icon::Back}, Clear{});
    clear->setObjectName(u"clear"_s);
    addFooter(tr("Cancel"));
}

void OfferScreen::paintBody(QPainter &painter)
{
    double x = margin + 0.9;
    for (const api::NoteCount &note : m_state.devices.dispenser.stock) {
        drawNote(painter, mm(x, 119, 36.3, 20.8), note.value, m_look, false);
        x += 41;
    }
}

// ---- which notes ------------------------------------------------------------------------------

NotesScreen::NotesScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    const Visit &visit = *state.visit;
    addTitle(tr("Which notes for %1?").arg(cash(visit.amount)));
    m_ringAlways = true;
    std::vector<int> columns;
    for (const api::NoteCount &note : state.devices.dispenser.stock) {
        columns.push_back(note.value);
    }
    const QString names[] = {tr("Fewest notes"), tr("Mixed"), tr("Small notes")};
    for (std::size_t i = 0; i < visit.choices.size(); ++i) {
        const MixChoice &choice = visit.choices[i];
        addKey(mm(margin, bodyTop + 53.3 * double(i), right - margin, 48.2),
            {.label = names[std::min<std::size_t>(std::size_t(choice.kind), 2)],
                .shape = KeyShape::Mix,
                .second = tr("%n note(s)", nullptr, countOf(choice.notes)),
                .spoken = spokenNotes(choice.notes), .number = int(i) + 1, .notes = choice.notes,
                .columns = columns},
            Choose{int(i) + 1});
    }
    addFooter(tr("Cancel"));
}

// ---- balance ----------------------------------------------------------------------------------

BalanceScreen::BalanceScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    const BalanceShown &shown = *state.visit->balance;
    addTitle(tr("Your balance"));
    const auto rightwards = Qt::AlignRight | Qt::AlignVCenter;
    if (shown.hidden) {
        addText(mm(21.4, 90, 133, 40), tr("The amounts are hidden."), Type::Body, Tone::Second);
    } else {
        // Not here, where the notes are of another currency.
        const bool elsewhere = state.visit->customer->currency != state.policy.currency;
        addText(mm(21.4, 40, 133, 15), elsewhere ? tr("Available") : tr("You can take out"),
            Type::Body, Tone::Second);
        const QString available = money(shown.available);
        const auto fits = [&](Type type) {
            return QFontMetricsF(look.font(type)).horizontalAdvance(available) <= look.mm(133);
        };
        addText(mm(21.4, 55, 133.3, 39), available,
            fits(Type::LargeAmount)     ? Type::LargeAmount
                : fits(Type::Reference) ? Type::Reference
                                        : Type::Title,
            Tone::Plain, rightwards);
        const int exponent = state.visit->customer->currency.exponent();
        const qint64 reserved = shown.balance.toMinor(exponent).value_or(0)
            - shown.available.toMinor(exponent).value_or(0);
        addParts({{tr("Balance"), money(shown.balance)},
            {tr("Reserved"), money(Decimal(reserved, exponent))}});
        addText(mm(39.6, 160, 122, 18), tr("Hides by itself"), Type::Body, Tone::Second);
    }
    const bool hasCash = canPayCash(state);
    addKey(mm(170.2, bodyTop, 122.6, tileHeight),
        {.label = hasCash ? tr("Take cash") : tr("Menu"),
            .style = hasCash ? KeyStyle::Tile : KeyStyle::Quiet,
            .icon = hasCash ? Icon::Note : Icon::Back, .number = 1, .numberAtRight = true},
        Choose{1});
    addKey(mm(170.2, bodyTop + tilePitch, 122.6, tileHeight),
        {.label = shown.hidden ? tr("Show again") : tr("Hide now"), .style = KeyStyle::Quiet,
            .icon = shown.hidden ? Icon::Eye : Icon::CrossedEye, .number = 2,
            .numberAtRight = true},
        Choose{2});
    addKey(mm(170.2, bodyTop + 2 * tilePitch, 122.6, tileHeight),
        {.label = tr("Movements"), .style = KeyStyle::Quiet, .icon = Icon::Lines, .number = 3,
            .numberAtRight = true},
        Choose{3});
    addFooter(tr("Card back"));
}

//! What can be taken out is made of these. Long amounts give way to what they are, in one size.
void BalanceScreen::addParts(const std::vector<std::pair<QString, QString>> &parts)
{
    const auto width = [this](const QString &text) {
        return QFontMetricsF(m_look.font(Type::Body)).horizontalAdvance(text) / m_look.dpmm;
    };
    constexpr double most = 133.3 - 4;
    const bool fit = std::ranges::all_of(parts,
        [&](const auto &part) { return width(part.first) + width(part.second) <= most; });
    double top = 104;
    for (const auto &[name, amount] : parts) {
        addText(mm(21.4, top, 60, 16), name, Type::Body);
        addText(mm(154.7 - (most - width(name)), top, most - width(name), 16), amount,
            fit ? Type::Body : Type::Label, Tone::Plain, Qt::AlignRight | Qt::AlignVCenter);
        top += 18.5;
    }
}

void BalanceScreen::paintBody(QPainter &painter)
{
    paintPanel(painter, mm(margin, bodyTop, 152.4, 154.8), false);
    if (!m_state.visit->balance->hidden) {
        painter.fillRect(mm(21.4, 96.5, 133.3, 0.6), palette().outline);
        painter.fillRect(mm(21.4, 150.3, 133.3, 0.6), palette().outline);
        drawIcon(
            painter, Icon::CrossedEye, mm(21.4, 162.5, 13, 13), palette().second, m_look.mm(1.2));
    }
}

// ---- movements --------------------------------------------------------------------------------

MovementsScreen::MovementsScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    addTitle(tr("Last movements"));
    const std::vector<MovementLine> &lines = state.visit->movements;
    const QLocale locale = localeOf(state.language);
    double top = bodyTop + 3;
    for (const MovementLine &line : lines) {
        const QString day = locale.toString(line.day,
            state.language == Language::German ? u"d. MMM"_s : u"d MMM"_s);
        const QString sign = line.isOutgoing() ? u"−"_s : u"+"_s;
        addText(mm(20, top, 50, 18), day, Type::Body, Tone::Second);
        addText(mm(72, top, 110, 18), kindOf(line), Type::Body);
        addText(mm(182, top, 103, 18), sign + money(line.amount), Type::Strong, Tone::Plain,
            Qt::AlignRight | Qt::AlignVCenter);
        top += 21;
    }
    if (lines.empty()) {
        addText(mm(20, top, 260, 18), tr("There are none yet."), Type::Body, Tone::Second);
    }
    addKey(mm(margin, 153, tileWidth, tileHeight),
        {.label = tr("Balance"), .style = KeyStyle::Quiet, .icon = Icon::Back, .number = 1},
        Choose{1});
    addFooter(tr("Card back"));
}

QString MovementsScreen::kindOf(const MovementLine &line) const
{
    switch (line.type) {
    case api::MovementType::Opening: return tr("Opening");
    case api::MovementType::Deposit: return tr("Deposit");
    case api::MovementType::Withdrawal: return tr("Withdrawal");
    case api::MovementType::TransferSent: return tr("Transfer out");
    case api::MovementType::TransferReceived: return tr("Transfer in");
    }
    return {};
}

void MovementsScreen::paintBody(QPainter &painter)
{
    paintPanel(painter, mm(margin, bodyTop, right - margin, 110), false);
}

// ---- more time? -------------------------------------------------------------------------------

MoreTimeScreen::MoreTimeScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : AtmScreen(look, state, facts, parent)
{
    m_ringAlways = true;
    addText(mm(margin, 30, right - margin, 30), tr("Do you need more time?"), Type::Question,
        Tone::Plain, Qt::AlignCenter);
    m_seconds = addText(mm(157, 78, 110, 42), {}, Type::Countdown);
    makeSilent(m_seconds);
    addKey(mm(margin, 140.5, tileWidth, 47.6),
        {.label = tr("No, give my card back"), .style = KeyStyle::Cancel, .icon = Icon::Cross},
        Choose{1});
    m_firstKey = addKey(mm(secondColumn, 140.5, tileWidth, 47.6),
        {.label = tr("Yes, more time"), .style = KeyStyle::Proceed, .icon = Icon::Ring}, Choose{2});
    addFooter({});
    MoreTimeScreen::refresh(state);
}

void MoreTimeScreen::refresh(const State &state)
{
    AtmScreen::refresh(state);
    m_seconds->setText(u"%1:%2"_s.arg(state.secondsLeft / 60).arg(state.secondsLeft % 60, 2, 10, QChar(u'0')));
    update();
}

//! The last seconds are said twice, not each of them.
QString MoreTimeScreen::spokenChange() const
{
    const int left = m_state.secondsLeft;
    return left == 20 || left == 10 ? tr("%n second(s) left.", nullptr, left) : QString();
}

void MoreTimeScreen::paintBody(QPainter &painter)
{
    drawClock(painter, mm(90, 71.5, 54.5, 54.5),
        double(m_state.secondsLeft) / m_state.policy.moreTimeSeconds, m_look);
}

} // namespace kontor::atm
