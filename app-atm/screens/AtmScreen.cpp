// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/screens/AtmScreen.h"

#include "app-atm/session/Slips.h"

#include <QPainter>

namespace kontor::atm {

AtmScreen::AtmScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent)
    : QWidget(parent), m_look(look), m_state(state), m_facts(facts)
{
    resize(int(look.mm(layout::width)), int(look.mm(layout::height)));
    setFocusPolicy(Qt::NoFocus);
}

QColor AtmScreen::colourOf(Tone tone) const
{
    switch (tone) {
    case Tone::Plain: return palette().text;
    case Tone::Second: return palette().second;
    case Tone::Here: return palette().here;
    case Tone::Safe: return palette().safe;
    }
    return palette().text;
}

QString AtmScreen::cash(int amount) const
{
    return cashText(amount, m_state.policy.currency, m_state.language);
}

QString AtmScreen::money(const Decimal &amount) const
{
    const bool known = m_state.visit && m_state.visit->customer;
    return moneyText(amount, known ? m_state.visit->customer->currency : m_state.policy.currency,
        m_state.language);
}

// ---- parts ------------------------------------------------------------------------------------

QLabel *AtmScreen::addText(const QRectF &place, const QString &text, Type type, Tone tone,
    Qt::Alignment alignment)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText); // a name may look like HTML
    label->setFont(m_look.font(type));
    label->setAlignment(alignment);
    label->setWordWrap(true);
    QPalette colours = label->palette();
    colours.setColor(QPalette::WindowText, colourOf(tone));
    label->setPalette(colours);
    label->setGeometry(place.toAlignedRect());
    m_texts.push_back(label);
    const bool titled = type == Type::Title || type == Type::OneThing || type == Type::Question;
    if (titled && !(m_title && m_title->font().pixelSize() >= label->font().pixelSize())) {
        m_title = label;
    }
    return label;
}

QString AtmScreen::title() const
{
    return m_title ? m_title->text().replace(u'\n', u' ') : QString();
}

// ---- for who listens --------------------------------------------------------------------------

static QString asSentence(QString text)
{
    text.replace(u'\n', u' ');
    const bool ends = text.isEmpty() || u".?!:"_s.contains(text.back());
    return ends ? text : text + u'.';
}

QString AtmScreen::spoken() const
{
    return QStringList{spokenTexts(), spokenKeys()}.join(u' ').trimmed();
}

QString AtmScreen::spokenTexts() const
{
    QStringList sentences;
    for (const QLabel *label : m_texts) {
        if (label->isHidden() || label->text().isEmpty() || label->property("silent").toBool()) {
            continue;
        }
        const QString text
            = label->accessibleName().isEmpty() ? label->text() : label->accessibleName();
        if (text.front().isLower() && !sentences.isEmpty() && sentences.back().endsWith(u'.')) {
            sentences.back().back() = u' ';
            sentences.back() += asSentence(text);
        } else {
            sentences << asSentence(text);
        }
    }
    return sentences.join(u' ');
}

QString AtmScreen::kindsOf(const Notes &notes)
{
    QStringList values;
    for (auto note = notes.rbegin(); note != notes.rend(); ++note) {
        values << QString::number(note->value);
    }
    return values.join(u", "_s);
}

QString AtmScreen::spokenKeys() const
{
    QStringList sentences;
    for (const AtmKey *key : m_keys) {
        const QString sentence = key->spec().style == KeyStyle::Footer ? QString() : spokenKey(key);
        if (!sentence.isEmpty()) {
            sentences << sentence;
        }
    }
    if (hasPad()) {
        sentences.prepend(tr("Type the digits, then press Enter."));
    }
    return sentences.join(u' ');
}

QString AtmScreen::spokenKey(const AtmKey *key)
{
    const KeySpec &spec = key->spec();
    const bool isOfPad = spec.shape == KeyShape::Digit || spec.shape == KeyShape::Stacked;
    if (isOfPad) {
        return {};
    }
    if (spec.number > 0) {
        return tr("Press %1 for %2.").arg(spec.number).arg(key->accessibleName());
    }
    switch (spec.style) {
    case KeyStyle::Cancel:
        return key->objectName() == u"cancel"_s ? tr("Press Cancel to leave.")
                                                : tr("Press Cancel for %1.").arg(spec.label);
    case KeyStyle::Clear: return tr("Press Clear for %1.").arg(spec.label);
    default: return tr("Press Enter for %1.").arg(spec.label);
    }
}

QLabel *AtmScreen::addTitle(const QString &text)
{
    return addText(mm(layout::margin, 5, 245, 24), text, Type::Title);
}

QLabel *AtmScreen::addOneThing(const QString &text, const QString &second)
{
    QLabel *title = addText(mm(layout::margin, 14, 245, 32), text, Type::OneThing);
    addText(mm(layout::margin, 44, 280, 18), second, Type::Body, Tone::Second);
    return title;
}

AtmKey *AtmScreen::addPlainKey(const QRectF &place, KeySpec spec)
{
    auto *key = new AtmKey(m_look, std::move(spec), this);
    key->setGeometry(place.toRect());
    m_keys.push_back(key);
    if (!m_firstKey) {
        m_firstKey = key;
    }
    return key;
}

AtmKey *AtmScreen::addKey(const QRectF &place, KeySpec spec, const Input &press, bool tick)
{
    AtmKey *key = addPlainKey(place, std::move(spec));
    connect(key, &AtmKey::clicked, this, [this, press] { Q_EMIT input(press); });
    if (tick && key->spec().number > 0) {
        m_ticked.push_back(key);
    }
    return key;
}

void AtmScreen::addFooter(const QString &cancel)
{
    AtmKey *const first = m_firstKey;
    const double top = layout::footerKeyTop;
    if (!cancel.isEmpty()) {
        AtmKey *key = addKey(mm(layout::margin, top, 91, layout::footerKeyHeight),
            {.label = cancel, .style = KeyStyle::Cancel, .icon = Icon::Cross}, Cancel{});
        key->setObjectName(u"cancel"_s);
        if (!key->textFits()) { // there is room beside it
            key->setGeometry(mm(layout::margin, top, 103, layout::footerKeyHeight).toRect());
        }
    }
    if (m_state.speech.on) {
        AtmKey *speech = addKey(mm(layout::right - 127.7, top, 39.9, layout::footerKeyHeight),
            {.label = tr("Speech"), .style = KeyStyle::Footer, .shape = KeyShape::Stacked,
                .icon = Icon::Speaker, .type = Type::Footer}, SpeechKey{});
        speech->setObjectName(u"speech"_s);
    }
    AtmKey *contrast = addPlainKey(mm(layout::right - 83.8, top, 39.9, layout::footerKeyHeight),
        {.label = tr("Contrast"), .style = KeyStyle::Footer, .shape = KeyShape::Stacked,
            .icon = Icon::HalfDisc, .type = Type::Footer});
    contrast->setObjectName(u"contrast"_s);
    connect(contrast, &AtmKey::clicked, this, &AtmScreen::contrastPressed);
    AtmKey *language = addKey(mm(layout::right - 39.9, top, 39.9, layout::footerKeyHeight),
        {.label = tr("Language"), .style = KeyStyle::Footer, .shape = KeyShape::Stacked,
            .icon = Icon::Globe, .type = Type::Footer}, LanguageKey{});
    language->setObjectName(u"language"_s);
    m_firstKey = first;
}

void AtmScreen::addPad(bool hidePresses, const std::function<void(int)> &digit)
{
    constexpr double left = 136.9;
    constexpr double keyWidth = 31.5;
    constexpr double keyHeight = 36;
    constexpr double pitchX = 35.1;
    constexpr double pitchY = 39.6;
    for (int number = 1; number <= 10; ++number) {
        const int column = number == 10 ? 1 : (number - 1) % 3;
        const int row = (number - 1) / 3;
        AtmKey *key = addPlainKey(
            mm(left + pitchX * column, layout::bodyTop + pitchY * row, keyWidth, keyHeight),
            {.label = QString::number(number % 10), .shape = KeyShape::Digit, .type = Type::Key});
        connect(key, &AtmKey::clicked, this, [digit, number] { digit(number % 10); });
        if (hidePresses) {
            key->hidePresses();
        }
    }
    AtmKey *clear = addKey(mm(242.2, layout::bodyTop, 50.6, 75.6),
        {.label = tr("Clear"),
            .style = KeyStyle::Clear,
            .shape = KeyShape::Stacked,
            .icon = Icon::Back},
        Clear{});
    clear->setObjectName(u"clear"_s);
    AtmKey *enter = addKey(mm(242.2, layout::bodyTop + 79.2, 50.6, 75.6),
        {.label = tr("Enter"),
            .style = KeyStyle::Proceed,
            .shape = KeyShape::Stacked,
            .icon = Icon::Ring},
        Enter{});
    enter->setObjectName(u"enter"_s);
}

// ---- painting ---------------------------------------------------------------------------------

void AtmScreen::setRingVisible(bool visible)
{
    m_ringVisible = visible;
    update();
}

void AtmScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().background);
    paintFooter(painter);
    paintBody(painter);
    paintMark(painter);
    paintTicks(painter);
    paintRing(painter);
}

void AtmScreen::paintFooter(QPainter &painter) const
{
    const QRectF strip
        = mm(0, layout::footerTop, layout::width + 1, layout::height - layout::footerTop + 1);
    painter.fillRect(strip, palette().footer);
    painter.fillRect(QRectF(strip.left(), strip.top(), strip.width(), m_look.mm(0.9)),
        palette().footerLine);
    if (m_journey > 0) {
        paintJourney(painter);
    }
}

void AtmScreen::paintJourney(QPainter &painter) const
{
    const QString names[] = {tr("Card"), tr("Cash"), tr("Receipt")};
    double x = layout::margin + 7;
    for (int step = 1; step <= 3; ++step) {
        const QRectF disc = mm(x - 6.3, 205.6, 12.6, 12.6);
        const bool done = step < m_journey;
        const bool here = step == m_journey;
        painter.setPen(done || here ? QPen(Qt::NoPen) : QPen(palette().outline, m_look.mm(0.9)));
        painter.setBrush(done ? QBrush(palette().safe)
                : here        ? QBrush(palette().here)
                              : QBrush(Qt::NoBrush));
        painter.drawEllipse(disc);
        if (done) {
            drawIcon(
                painter, Icon::Tick, disc.adjusted(2, 2, -2, -2), palette().onSafe, m_look.mm(1.9));
        } else {
            painter.setFont(m_look.fontOfSize(8, true));
            painter.setPen(here ? palette().onHere : palette().text);
            painter.drawText(disc, Qt::AlignCenter, QString::number(step));
        }
        const QFont font = m_look.fontOfSize(7.9, here);
        painter.setFont(font);
        painter.setPen(here ? palette().text : palette().second);
        const QString &name = names[step - 1];
        painter.drawText(mm(x + 9.8, 204, 60, 16), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += 9.8 + QFontMetricsF(m_look.fontOfSize(7.9, true)).horizontalAdvance(name) / m_look.dpmm
            + 13;
    }
}

void AtmScreen::paintMark(QPainter &painter) const
{
    if (m_facts.mark.isEmpty()) {
        return;
    }
    const QRectF place = mm(layout::right - 29.4, 10.9, 29.4, 12);
    painter.setPen(QPen(palette().here, m_look.mm(0.75)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(place, m_look.mm(1.8), m_look.mm(1.8));
    painter.setFont(m_look.font(Type::FooterStrong));
    painter.drawText(place, Qt::AlignCenter, m_facts.mark);
}

void AtmScreen::paintTicks(QPainter &painter) const
{
    for (const AtmKey *key : m_ticked) {
        const bool left = key->x() < width() / 4;
        const double middle = QRectF(key->geometry()).center().y();
        painter.fillRect(QRectF(left ? 0 : width() - m_look.mm(4.8), middle - m_look.mm(0.9),
                             m_look.mm(4.8), m_look.mm(1.8)),
            palette().outline);
    }
}

//! Outside of the key, so that both of its edges lie on the background.
void AtmScreen::paintRing(QPainter &painter) const
{
    const auto *key = qobject_cast<const AtmKey *>(focusWidget());
    if (!key || !(m_ringVisible || m_ringAlways)) {
        return;
    }
    const bool tight = key->spec().shape == KeyShape::Digit;
    const double line = m_look.mm(tight ? 1.2 : 1.8);
    const double gap = m_look.mm(tight ? 0.4 : 1.2) + line / 2;
    painter.setPen(QPen(palette().ring, line));
    painter.setBrush(Qt::NoBrush);
    const double radius = m_look.mm(3) + gap;
    painter.drawRoundedRect(
        QRectF(key->geometry()).adjusted(-gap, -gap, gap, gap), radius, radius);
}

void AtmScreen::paintPanel(QPainter &painter, const QRectF &place, bool outlined) const
{
    const double line = m_look.mm(0.9);
    const bool drawn = outlined || palette().highContrast;
    painter.setPen(drawn ? QPen(outlined ? palette().text : palette().panelOutline, line)
                         : QPen(Qt::NoPen));
    painter.setBrush(palette().panel);
    const double inset = drawn ? line / 2 : 0;
    painter.drawRoundedRect(
        place.adjusted(inset, inset, -inset, -inset), m_look.mm(4.2), m_look.mm(4.2));
}

//! A note to the customer after a miss.
void AtmScreen::paintNotice(QPainter &painter, const QRectF &place) const
{
    painter.setPen(QPen(palette().here, m_look.mm(1.2)));
    painter.setBrush(palette().panel);
    painter.drawRoundedRect(place, m_look.mm(4.2), m_look.mm(4.2));
}

} // namespace kontor::atm
