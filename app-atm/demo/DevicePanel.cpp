// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/demo/DevicePanel.h"

#include "app-atm/AtmApp.h"
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

static const char panelStyle[] = R"(
    kontor--atm--DevicePanel { background: #F4F6F8; }
    QLabel { color: #1A1A1A; }
    QLabel#head { color: white; font-weight: bold; font-size: 15px; }
    QLabel#subhead { color: #D7E3EF; font-size: 13px; }
    QLabel#screen { background: #0B1F33; color: white; font-weight: bold; font-size: 16px;
        border-radius: 6px; padding: 14px; }
    QLabel#group { font-weight: bold; font-size: 14px; }
    QLabel#pill { border-radius: 9px; padding: 2px 10px; font-weight: bold; font-size: 12px; }
    QLabel#pill[good="true"] { background: #DFF2E5; color: #00562F; }
    QLabel#pill[good="false"] { background: #FFF3D6; color: #5C3B00; }
    QLabel#quiet { color: #4A5257; font-size: 12px; }
    QPushButton, QComboBox, QLineEdit { background: white; color: #1A1A1A;
        border: 1px solid #4A5257;
        border-radius: 5px; padding: 7px 10px; font-size: 13px; min-height: 18px; }
    QPushButton:pressed { background: #E6ECF2; }
    QPushButton:disabled { color: #6B7378; border-color: #B9C0C6; }
    QPushButton:focus { border: 2px solid #0B4F9E; padding: 6px 9px; }
    QPushButton[cuts="true"] { color: #A8071A; border-color: #A8071A; }
    QPushButton[next="true"] { background: #0B4F9E; color: white; border-color: #0B4F9E;
        font-weight: bold; }
)";

DevicePanel::DevicePanel(AtmApp &app, QWidget *parent) : QWidget(parent), m_app(&app)
{
    setWindowTitle(tr("Devices of %1").arg(app.options().terminal));
    setStyleSheet(QString::fromLatin1(panelStyle));
    setFont(Look().fontOfSize(4, false));
    build();
    connect(&app.session(), &AtmSession::changed, this, &DevicePanel::refresh);
    connect(&app.session(), &AtmSession::carriedOut, this, &DevicePanel::refresh);
    connect(&app.reader(), &SimulatedCardReader::changed, this, &DevicePanel::refresh);
    connect(&app.dispenser(), &SimulatedDispenser::changed, this, &DevicePanel::refresh);
    connect(&app.headphones(), &SimulatedHeadphones::said, this, &DevicePanel::refresh);
    connect(&app.printer(), &SimulatedPrinter::printed, this,
        [this](const QStringList &lines) {
            m_lastSlip = lines.join(u'\n');
            m_slip->setText(m_lastSlip);
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
    m_screen = new QLabel(this);
    m_screen->setObjectName(u"screen"_s);
    m_screen->setTextFormat(Qt::PlainText);
    m_screen->setAlignment(Qt::AlignCenter);
    m_screen->setWordWrap(true);
    m_screen->setMinimumHeight(64);
    column->addWidget(m_screen);
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

void DevicePanel::addCardGroup(QVBoxLayout *column)
{
    m_cardState = addGroup(column, tr("Card"));
    auto *row = new QHBoxLayout;
    m_cardChoice = new QComboBox(this);
    m_cardChoice->setAccessibleName(tr("Demo card"));
    m_cardId = new QLineEdit(this);
    m_cardId->setAccessibleName(tr("Card id"));
    m_cardId->setPlaceholderText(tr("Card id"));
    m_insert = addButton(tr("&Insert"), [this] { insertCard(); });
    m_takeCard = addButton(tr("Take c&ard"), [this] { m_app->reader().take(); });
    row->addWidget(m_cardChoice, 1);
    row->addWidget(m_cardId, 1);
    row->addWidget(m_insert);
    row->addWidget(m_takeCard);
    column->addLayout(row);
    m_pin = new QLabel(this);
    m_pin->setObjectName(u"quiet"_s);
    column->addWidget(m_pin);
    connect(m_cardChoice, &QComboBox::currentIndexChanged, this, &DevicePanel::refresh);
}

void DevicePanel::addCashGroup(QVBoxLayout *column)
{
    m_cashState = addGroup(column, tr("Cash"));
    auto *row = new QHBoxLayout;
    m_takeCash = addButton(tr("Ta&ke cash"), [this] { m_app->dispenser().takeCash(); });
    m_leaveCash = addButton(tr("Leave it: time passes"),
        [this] { m_app->session().elapse(Timer::CashTake); });
    row->addWidget(m_takeCash);
    row->addWidget(m_leaveCash);
    column->addLayout(row);
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
    auto *first = new QHBoxLayout;
    first->addWidget(fault(tr("Jam before the shutter"), DispenserFault::JamBeforeShutter));
    first->addWidget(fault(tr("Jam while presenting"), DispenserFault::JamWhilePresenting));
    auto *second = new QHBoxLayout;
    second->addWidget(fault(tr("Position unknown"), DispenserFault::PositionUnknown));
    second->addWidget(fault(tr("A note does not come"), DispenserFault::NoteDoesNotCome));
    column->addLayout(first);
    column->addLayout(second);
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
    auto *row = new QHBoxLayout;
    row->addWidget(line(tr("&Cut now"), LineState::Cut, true));
    row->addWidget(line(tr("Lose the answers"), LineState::LosesAnswers, true));
    row->addWidget(line(tr("&Restore"), LineState::Good, false));
    column->addLayout(row);
}

void DevicePanel::addOtherGroup(QVBoxLayout *column)
{
    addGroup(column, tr("Printer, headphones and power"))->hide();
    auto *row = new QHBoxLayout;
    m_paper = addButton({}, [this] { m_app->printer().setPaper(!m_app->printer().isReady()); });
    m_plug = addButton(
        {}, [this] { m_app->headphones().plug(!m_app->headphones().arePlugged()); });
    row->addWidget(m_paper);
    row->addWidget(m_plug);
    row->addWidget(addButton(tr("Cut power"), [this] { cutPower(); }, true));
    column->addLayout(row);
    m_said = new QLabel(this);
    m_said->setObjectName(u"quiet"_s);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    column->addWidget(m_said);
    m_slip = new QLabel(m_lastSlip, this);
    m_slip->setObjectName(u"quiet"_s);
    m_slip->setTextFormat(Qt::PlainText);
    column->addWidget(m_slip);
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
    if (const AtmScreen *screen = m_app->window().screen()) {
        m_screen->setText(screen->title());
    }
    using Place = SimulatedCardReader::Place;
    const Place place = m_app->reader().place();
    setPill(m_cardState, place == Place::Inside ? tr("in the machine")
            : place == Place::AtSlot            ? tr("at the slot")
                                                : tr("in customer's hand"), place != Place::AtSlot);
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
    setPill(m_faultState,
        armed ? tr("set: %1").arg(QString::fromLatin1(nameOf(cash.armed))) : tr("none set"),
        !armed);
    m_clearPath->setVisible(cash.blocked || !cash.doubtful.empty());
    const LineState line = m_app->line().state();
    setPill(m_lineState,
        line == LineState::Cut        ? tr("cut")
            : line != LineState::Good ? tr("losing answers")
            : state.serverUp          ? tr("connected")
                                      : tr("no answer"),
        line == LineState::Good && state.serverUp);
    m_paper->setText(m_app->printer().isReady() ? tr("Paper out") : tr("Refill paper"));
    const SimulatedHeadphones &headphones = m_app->headphones();
    m_plug->setText(
        headphones.arePlugged() ? tr("Pull the headphones out") : tr("Plug headphones in"));
    m_said->setText(headphones.lastSaid());
    m_said->setVisible(!headphones.lastSaid().isEmpty());
    const auto &entries = m_app->session().journalEntries();
    m_journal->setText(entries.empty()
            ? tr("Journal: empty")
            : tr("Journal: %1 %2")
                  .arg(entries.size())
                  .arg(QString::fromLatin1(nameOf(entries.back().step))));
    m_queue->setText(state.queue.empty() ? tr("nothing waiting to be sent")
                                         : tr("%1 waiting to be sent").arg(state.queue.size()));
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
