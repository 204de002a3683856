// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/demo/DevicePanel.h"

#include "app-atm/AtmApp.h"
#include "app-atm/demo/DeviceWords.h"
#include "app-atm/demo/MachineView.h"
#include "app-atm/view/Pictures.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QProcess>
#include <QPushButton>

#include <unistd.h>

namespace kontor::atm {

static constexpr int headHeight = 62;
// Buttons must not move from under a pointer because a word elsewhere became longer.
static constexpr int panelWidth = 460;

static const char panelStyle[] = R"(
    kontor--atm--DevicePanel { background: #F4F6F8; }
    QLabel { color: #1A1A1A; }
    QLabel#head { color: white; font-weight: bold; font-size: 15px; }
    QLabel#subhead { color: #D7E3EF; font-size: 13px; }
    QLabel#group { font-weight: bold; font-size: 14px; }
    QLabel#pill { border-radius: 9px; padding: 2px 10px; font-weight: bold; font-size: 12px; }
    QLabel#pill[good="true"] { background: #DFF2E5; color: #00562F; }
    QLabel#pill[good="false"] { background: #FFF3D6; color: #5C3B00; }
    QLabel#quiet { color: #4A5257; font-size: 12px; }
    QPushButton, QComboBox, QLineEdit { background: white; color: #1A1A1A;
        border: 1px solid #4A5257;
        border-radius: 5px; padding: 7px 10px; font-size: 13px; min-height: 18px; }
    QComboBox::drop-down { border: none; width: 28px; }
    QComboBox::down-arrow { image: none; }
    QPushButton:pressed { background: #E6ECF2; }
    QPushButton:disabled { color: #6B7378; border-color: #B9C0C6; }
    QPushButton:focus { border: 2px solid #0B4F9E; padding: 6px 9px; }
    QPushButton[cuts="true"] { color: #A8071A; border-color: #A8071A; }
    QPushButton[next="true"] { background: #0B4F9E; color: white; border-color: #0B4F9E;
        font-weight: bold; }
)";

namespace {

//! With an arrow like the mock-ups': the style's own does not go with a border of ours.
class CardChoice : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QComboBox::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(QColor(0x1A1A1A), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF tip(width() - 15, height() / 2.0 + 3);
        painter.drawPolyline(QPolygonF{tip + QPointF(-5, -5), tip, tip + QPointF(5, -5)});
    }
};

} // namespace

DevicePanel::DevicePanel(AtmApp &app, QWidget *parent) : QWidget(parent), m_app(&app)
{
    setWindowTitle(tr("Devices of %1").arg(app.options().terminal));
    setStyleSheet(QString::fromLatin1(panelStyle));
    setFont(Look().fontOfSize(4, false));
    setFixedWidth(panelWidth);
    build();
    connect(&app.session(), &AtmSession::changed, this, &DevicePanel::refresh);
    connect(&app.session(), &AtmSession::carriedOut, this, &DevicePanel::refresh);
    connect(&app.reader(), &SimulatedCardReader::changed, this, &DevicePanel::refresh);
    connect(&app.dispenser(), &SimulatedDispenser::changed, this, &DevicePanel::refresh);
    connect(&app.headphones(), &SimulatedHeadphones::said, this, &DevicePanel::refresh);
    connect(&app.printer(), &SimulatedPrinter::printed, this, [this](const QStringList &lines) {
        m_lastSlip = lines;
        m_slipOffered = true;
        showSlip();
        refresh();
    });
    refresh();
}

void DevicePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor(0xF4, 0xF6, 0xF8));
    painter.fillRect(QRect(0, 0, width(), headHeight), normalPalette().background);
    drawPicture(painter, Picture::Mark, QRectF(20, 13, 36, 36), Look());
}

//! What is said and what is printed may need more room than there is.
bool DevicePanel::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest && layout()) {
        const int needed = layout()->totalHeightForWidth(width());
        if (height() < needed) {
            resize(width(), needed);
        }
    }
    return done;
}

//! Comes from the event loop, never from within a button's own click.
void DevicePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange || m_builtWith == tr("Cash")) {
        return;
    }
    const int chosen = m_cardChoice->currentIndex();
    const QString cardId = m_cardId->text();
    delete layout();
    qDeleteAll(findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_cards.clear();
    build();
    refreshCards();
    m_cardChoice->setCurrentIndex(chosen);
    m_cardId->setText(cardId);
    refresh();
}

// ---- building ---------------------------------------------------------------------------------

void DevicePanel::build()
{
    m_builtWith = tr("Cash");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 8, 20, 14);
    column->setSpacing(6);
    addHead(column);
    addCardGroup(column);
    addCashGroup(column);
    addFaultGroup(column);
    addLineGroup(column);
    addOtherGroup(column);
    auto *foot = new QHBoxLayout;
    m_journal = new QLabel(this);
    m_journal->setObjectName(u"group"_s);
    m_queue = new QLabel(this);
    m_queue->setObjectName(u"quiet"_s);
    foot->addWidget(m_journal, 1);
    foot->addWidget(m_queue);
    column->addLayout(foot);
    column->addStretch();
}

void DevicePanel::addHead(QVBoxLayout *column)
{
    auto *head = new QLabel(tr("Devices of %1").arg(m_app->options().terminal), this);
    head->setObjectName(u"head"_s);
    head->setIndent(50);
    auto *subhead = new QLabel(tr("Simulation: no real card, PIN or cash"), this);
    subhead->setObjectName(u"subhead"_s);
    subhead->setIndent(50);
    column->addWidget(head);
    column->addWidget(subhead);
    column->addSpacing(14);
    m_machine = new MachineView(this);
    column->addWidget(m_machine);
}

QLabel *DevicePanel::addGroup(QVBoxLayout *column, const QString &title)
{
    column->addSpacing(8);
    auto *row = new QHBoxLayout;
    auto *name = new QLabel(title, this);
    name->setObjectName(u"group"_s);
    auto *pill = new QLabel(this);
    pill->setObjectName(u"pill"_s);
    pill->setAccessibleName(title);
    row->addWidget(name, 1);
    row->addWidget(pill);
    column->addLayout(row);
    return pill;
}

QPushButton *DevicePanel::addButton(
    const QString &text, const std::function<void()> &act, bool cuts)
{
    auto *button = new QPushButton(text, this);
    button->setProperty("cuts", cuts);
    connect(button, &QPushButton::clicked, this, [this, act] {
        act();
        refresh();
    });
    return button;
}

//! Each has its part of the width, whatever is written on it.
void DevicePanel::addRow(QVBoxLayout *column, const std::vector<std::pair<QWidget *, int>> &widgets)
{
    auto *row = new QHBoxLayout;
    for (const auto &[widget, part] : widgets) {
        widget->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        row->addWidget(widget, part);
    }
    column->addLayout(row);
}

void DevicePanel::addCardGroup(QVBoxLayout *column)
{
    m_cardState = addGroup(column, tr("Card"));
    m_cardChoice = new CardChoice(this);
    m_cardChoice->setAccessibleName(tr("Demo card"));
    m_cardId = new QLineEdit(this);
    m_cardId->setAccessibleName(tr("Card id"));
    m_cardId->setPlaceholderText(tr("Card id"));
    m_insert = addButton(tr("&Insert"), [this] { insertCard(); });
    m_takeCard = addButton(tr("Take c&ard"), [this] { m_app->reader().take(); });
    addRow(column, {{m_cardChoice, 22}, {m_cardId, 22}, {m_insert, 13}, {m_takeCard, 15}});
    m_pin = new QLabel(this);
    m_pin->setObjectName(u"quiet"_s);
    column->addWidget(m_pin);
    connect(m_cardChoice, &QComboBox::currentIndexChanged, this, &DevicePanel::refresh);
}

void DevicePanel::addCashGroup(QVBoxLayout *column)
{
    m_cashState = addGroup(column, tr("Cash"));
    m_takeCash = addButton(tr("Ta&ke cash"), [this] { m_app->dispenser().takeCash(); });
    m_leaveCash = addButton(tr("Leave it: time passes"),
        [this] { m_app->session().elapse(Timer::CashTake); });
    addRow(column, {{m_takeCash, 1}, {m_leaveCash, 1}});
    m_left = new QLabel(this);
    m_left->setObjectName(u"quiet"_s);
    column->addWidget(m_left);
}

void DevicePanel::addFaultGroup(QVBoxLayout *column)
{
    m_faultState = addGroup(column, tr("Next fault of the dispenser"));
    const auto fault = [this](const QString &text, DispenserFault kind) {
        return addButton(text, [this, kind] {
            const bool set = m_app->dispenser().contents().armed == kind;
            m_app->dispenser().arm(set ? DispenserFault::None : kind);
        });
    };
    addRow(column,
        {{fault(tr("Jam before the shutter"), DispenserFault::JamBeforeShutter), 1},
            {fault(tr("Jam while presenting"), DispenserFault::JamWhilePresenting), 1}});
    addRow(column,
        {{fault(tr("Position unknown"), DispenserFault::PositionUnknown), 1},
            {fault(tr("A note does not come"), DispenserFault::NoteDoesNotCome), 1}});
    m_clearPath
        = addButton(tr("Technician: clear the path"), [this] { m_app->dispenser().clearPath(); });
    column->addWidget(m_clearPath);
}

void DevicePanel::addLineGroup(QVBoxLayout *column)
{
    m_lineState = addGroup(column, tr("Line to the server"));
    const auto line = [this](const QString &text, LineState state, bool cuts) {
        return addButton(text, [this, state] { m_app->line().setState(state); }, cuts);
    };
    addRow(column,
        {{line(tr("&Cut now"), LineState::Cut, true), 11},
            {line(tr("Lose the answers"), LineState::LosesAnswers, true), 14},
            {line(tr("&Restore"), LineState::Good, false), 9}});
    m_refusal = new QLabel(this);
    m_refusal->setObjectName(u"quiet"_s);
    m_refusal->setTextFormat(Qt::PlainText);
    m_refusal->setWordWrap(true);
    column->addWidget(m_refusal);
}

void DevicePanel::addOtherGroup(QVBoxLayout *column)
{
    addGroup(column, tr("Printer, headphones and power"))->hide();
    m_paper = addButton({}, [this] { m_app->printer().setPaper(!m_app->printer().isReady()); });
    m_plug = addButton(
        {}, [this] { m_app->headphones().plug(!m_app->headphones().arePlugged()); });
    QPushButton *power = addButton(
        tr("Cut power"), [this] { cutPower(); }, true);
    power->setObjectName(u"power"_s);
    addRow(column, {{m_paper, 13}, {m_plug, 16}, {power, 9}});
    m_said = new QLabel(this);
    m_said->setObjectName(u"quiet"_s);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    column->addWidget(m_said);
    auto *slip = new QHBoxLayout;
    for (QLabel *&half : m_slip) {
        half = new QLabel(this);
        half->setObjectName(u"quiet"_s);
        half->setTextFormat(Qt::PlainText);
        half->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        half->setWordWrap(true);
        slip->addWidget(half, 1);
    }
    column->addLayout(slip);
    showSlip();
}

//! In two columns, so that the window stays on the desk.
void DevicePanel::showSlip()
{
    const qsizetype half = (m_lastSlip.size() + 1) / 2;
    m_slip[0]->setText(m_lastSlip.sliced(0, half).join(u'\n'));
    m_slip[1]->setText(m_lastSlip.sliced(half).join(u'\n'));
}

// ---- what is true now -------------------------------------------------------------------------

void DevicePanel::setPill(QLabel *pill, const QString &text, bool good)
{
    pill->setText(text);
    if (pill->property("good").toBool() != good || !pill->property("good").isValid()) {
        pill->setProperty("good", good);
        pill->setStyleSheet(pill->styleSheet()); // the property changes the look
    }
}

void DevicePanel::markNext(QPushButton *button, bool next)
{
    button->setEnabled(next);
    if (button->property("next").toBool() != next) {
        button->setProperty("next", next);
        button->setStyleSheet(button->styleSheet());
    }
}

void DevicePanel::refreshCards()
{
    if (m_cards.empty()) {
        m_cards = readDemoCards(m_app->options().demoCards);
        for (const DemoCard &card : m_cards) {
            m_cardChoice->addItem(card.label);
        }
    }
    m_cardChoice->setVisible(!m_cards.empty());
    m_cardId->setVisible(m_cards.empty());
    const int chosen = m_cardChoice->currentIndex();
    const bool known = chosen >= 0 && std::size_t(chosen) < m_cards.size();
    m_pin->setVisible(known);
    m_pin->setText(known ? tr("Its PIN: %1").arg(m_cards[std::size_t(chosen)].pin) : QString());
}

void DevicePanel::refresh()
{
    refreshCards();
    const State &state = m_app->session().state();
    refreshMachine();
    using Place = SimulatedCardReader::Place;
    const Place place = m_app->reader().place();
    const bool kept = m_app->reader().hasKept();
    setPill(m_cardState,
        place == Place::Inside       ? tr("in the machine")
            : place == Place::AtSlot ? tr("at the slot")
            : kept                   ? tr("kept by the machine")
                                     : tr("in customer's hand"),
        place != Place::AtSlot && !kept);
    markNext(m_insert, m_app->reader().accepts());
    markNext(m_takeCard, place == Place::AtSlot);
    const DispenserContents &cash = m_app->dispenser().contents();
    const bool out = !cash.output.empty();
    setPill(m_cashState, cash.blocked ? tr("path blocked") : out ? tr("at the shutter")
            : !cash.stacker.empty() ? tr("behind the shutter") : tr("in the cassettes"),
        !out && !cash.blocked);
    markNext(m_takeCash, out);
    m_leaveCash->setEnabled(out);
    QStringList left;
    for (const api::NoteCount &note : cash.cassettes) {
        left << u"%1 × %2"_s.arg(note.count).arg(note.value);
    }
    m_left->setText(tr("Left: %1   rejected: %2   taken back: %3").arg(left.join(u", "_s))
                        .arg(countOf(cash.reject)).arg(countOf(cash.retract)));
    const bool armed = cash.armed != DispenserFault::None;
    setPill(m_faultState, wordsFor(cash.armed), !armed);
    m_clearPath->setEnabled(cash.blocked || !cash.doubtful.empty());
    const LineState line = m_app->line().state();
    const QString &refusal = m_app->session().bankRefusal();
    setPill(m_lineState,
        line == LineState::Cut        ? tr("cut")
            : line != LineState::Good ? tr("losing answers")
            : !refusal.isEmpty()      ? tr("turned away")
            : state.serverUp          ? tr("connected")
                                      : tr("no answer"),
        line == LineState::Good && state.serverUp && refusal.isEmpty());
    m_refusal->setText(tr("The bank does not take this machine for %1: %2. Look at --key-file and "
                          "--terminal.")
                           .arg(m_app->options().terminal, refusal));
    m_refusal->setVisible(!refusal.isEmpty());
    m_paper->setText(m_app->printer().isReady() ? tr("Paper out") : tr("Refill paper"));
    const SimulatedHeadphones &headphones = m_app->headphones();
    m_plug->setText(
        headphones.arePlugged() ? tr("Pull the headphones out") : tr("Plug headphones in"));
    m_said->setText(headphones.lastSaid());
    m_said->setVisible(!headphones.lastSaid().isEmpty());
    const auto &entries = m_app->session().journalEntries();
    m_journal->setText(state.journalBroken ? tr("Journal: not usable, see the log")
            : entries.empty()
            ? tr("Journal: empty")
            : tr("Journal: %1 %2").arg(entries.size()).arg(wordsFor(entries.back().step)));
    m_queue->setText(state.queue.empty() ? tr("nothing waiting to be sent")
                                         : tr("%1 waiting to be sent").arg(state.queue.size()));
}

void DevicePanel::refreshMachine()
{
    using Place = SimulatedCardReader::Place;
    const Place card = m_app->reader().place();
    const Notes &notes = m_app->dispenser().contents().output;
    if (card == Place::Inside) {
        m_slipOffered = false; // somebody else's turn
    }
    MachineNow now;
    if (const AtmScreen *screen = m_app->window().screen()) {
        now.screen = screen->title();
    }
    now.card = card == Place::Inside ? tr("card: inside")
        : card == Place::AtSlot      ? tr("card: waits")
        : m_app->reader().hasKept()  ? tr("card: kept")
                                     : tr("card: out");
    now.cardInside = card == Place::Inside;
    now.cardOffered = card == Place::AtSlot;
    now.cash = notes.empty() ? tr("cash: none") : tr("cash: %n note(s)", nullptr, countOf(notes));
    now.notesOffered = notes;
    now.slip = m_slipOffered         ? tr("slip: printed")
        : m_app->printer().isReady() ? tr("slip: none")
                                     : tr("slip: no paper");
    now.slipOffered = m_slipOffered;
    m_machine->setNow(now);
}

void DevicePanel::insertCard()
{
    const int chosen = m_cardChoice->currentIndex();
    const QString card = m_cards.empty() ? m_cardId->text()
                                         : m_cards[std::size_t(std::max(chosen, 0))].id;
    if (const auto id = findCard(m_cards, card)) {
        m_app->reader().insert(*id);
    }
}

//! Dies as a machine without current would, and starts again: the journal settles what was open.
void DevicePanel::cutPower()
{
    QProcess::startDetached(
        QCoreApplication::applicationFilePath(), QCoreApplication::arguments().mid(1));
    ::_exit(9);
}

} // namespace kontor::atm
