// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/WelcomePage.h"

#include "app-teller/flows/ConnectFlow.h"
#include "app-teller/flows/DemoServer.h"
#include "foundation/Clock.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Appearance.h"
#include "widgets/BeadBoard.h"
#include "widgets/Card.h"
#include "widgets/Dates.h"
#include "widgets/IconLabel.h"
#include "widgets/LanguageButton.h"
#include "widgets/Retranslate.h"
#include "widgets/Surface.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace kontor::teller {

using namespace widgets;

WelcomePage::WelcomePage(ConnectFlow *connectFlow, DemoServer *demo, Appearance *appearance,
    const Clock &clock, QWidget *parent)
    : QWidget(parent), m_connectFlow(connectFlow), m_demo(demo), m_appearance(appearance),
      m_clock(&clock)
{
    setObjectName(u"welcomePage"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBoardSide(), 584);
    layout->addWidget(makeFormSide(), 696);
    connect(connectFlow, &ConnectFlow::busyChanged, this, &WelcomePage::setBusy);
    connect(connectFlow, &ConnectFlow::failed, this, &WelcomePage::showProblem);
    connect(demo, &DemoServer::failed, this, &WelcomePage::showProblem);
    connect(demo, &DemoServer::ready, connectFlow, &ConnectFlow::connectTo);
    m_address->setFocus();
}

QWidget *WelcomePage::makeBoardSide()
{
    auto *side = new Surface(Surface::Kind::Rail, this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(56, 56, 56, 40);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(new MarkLabel(44, side));
    auto *name = makeLabel(u"Kontor"_s, side, TextRole::Heading, Tone::OnRail);
    head->addWidget(name, 1);
    layout->addLayout(head);
    layout->addSpacing(64);
    auto *board = new BeadBoard(side);
    board->setMaximumSize(456, 296);
    board->setDate(m_clock->now().dateUtc());
    layout->addWidget(board);
    layout->addSpacing(16);
    auto *caption = makeLabel(side, TextRole::Body, Tone::OnRail2);
    caption->setWordWrap(true);
    layout->addWidget(caption);
    layout->addStretch();
    auto *today = makeLabel(side, TextRole::FigureM, Tone::OnRail);
    layout->addWidget(today);
    auto *claim = makeLabel(side, TextRole::Body, Tone::OnRail2);
    claim->setWordWrap(true);
    layout->addWidget(claim);
    onLanguage(this, [this, board, caption, today, claim] {
        caption->setText(tr("The beads show today: %1").arg(board->dateText()));
        today->setText(fullDate(m_clock->now()));
        claim->setText(tr("A bank branch you can run from one box."));
    });
    return side;
}

QWidget *WelcomePage::makeFormSide()
{
    auto *side = new Surface(Surface::Kind::Card, this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(40, 20, 36, 20);
    layout->addWidget(makeLanguageChoice(), 0, Qt::AlignRight);
    layout->addStretch(2);
    auto *column = new QWidget(side);
    column->setFixedWidth(408);
    auto *lines = new QVBoxLayout(column);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    auto *title = makeLabel(column, TextRole::Heading);
    title->setIndent(ActionButton::ringMargin);
    lines->addWidget(title);
    auto *lead = makeLabel(column, TextRole::Body, Tone::Secondary);
    lead->setIndent(ActionButton::ringMargin);
    lead->setWordWrap(true);
    lines->addWidget(lead);
    lines->addSpacing(24);
    lines->addWidget(makeAddressForm());
    if (m_demo->isAvailable()) {
        lines->addSpacing(28);
        lines->addWidget(new Rule(column));
        lines->addSpacing(24);
        lines->addWidget(makeDemoOffer());
    }
    // Not by an alignment: that would measure wrapped texts as if they had one line.
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(column);
    middle->addStretch();
    layout->addLayout(middle);
    layout->addStretch(3);
    auto *version = makeLabel(side, TextRole::Small, Tone::Secondary);
    layout->addWidget(version, 0, Qt::AlignRight);
    onLanguage(this, [title, lead, version] {
        title->setText(tr("Welcome"));
        lead->setText(tr("Connect this counter to your branch server."));
        version->setText(tr("Version %1").arg(QLatin1StringView(KONTOR_VERSION)));
    });
    return side;
}

QWidget *WelcomePage::makeLanguageChoice()
{
    auto *choice = new LanguageButton(m_appearance, this);
    connect(choice, &LanguageButton::chosen, this, &WelcomePage::languageChosen);
    return choice;
}

QWidget *WelcomePage::makeAddressForm()
{
    auto *form = new QWidget(this);
    auto *lines = new QVBoxLayout(form);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    auto *label = makeLabel(form, TextRole::BodyStrong);
    m_address = new QLineEdit(form);
    m_address->setObjectName(u"welcome.addressEdit"_s);
    m_address->setProperty("fieldSize", u"tall"_s);
    label->setBuddy(m_address);
    // The button below keeps a margin for its ring; the field gets the same, so the edges meet.
    auto *field = new QVBoxLayout;
    field->setContentsMargins(ActionButton::ringMargin, 0, ActionButton::ringMargin, 0);
    field->setSpacing(6);
    field->addWidget(label);
    field->addWidget(m_address);
    m_problem = makeLabel(form, TextRole::Small, Tone::Error);
    m_problem->setObjectName(u"welcome.problem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    field->addWidget(m_problem);
    lines->addLayout(field);
    m_connect = new ActionButton(form, ActionButton::Kind::Primary);
    m_connect->setObjectName(u"welcome.connectButton"_s);
    m_connect->setTall(true);
    m_connect->setKeyHint(QKeySequence(Qt::Key_Return));
    lines->addSpacing(6);
    lines->addWidget(m_connect);
    connect(m_address, &QLineEdit::returnPressed, this, &WelcomePage::connectNow);
    connect(m_connect, &QPushButton::clicked, this, &WelcomePage::connectNow);
    onLanguage(this, [this, label] {
        label->setText(tr("&Server address"));
        m_address->setAccessibleName(tr("Server address"));
        setBusy(m_connectFlow->isBusy());
    });
    return form;
}

QWidget *WelcomePage::makeDemoOffer()
{
    auto *offer = new QWidget(this);
    auto *row = new QHBoxLayout(offer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    row->addWidget(new IconLabel(u"demo"_s, 20, Tone::Primary, offer), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *question = makeLabel(offer, TextRole::BodyStrong);
    auto *what = makeLabel(offer, TextRole::Small, Tone::Secondary);
    what->setWordWrap(true);
    words->addWidget(question);
    words->addWidget(what);
    row->addLayout(words, 1);
    m_try = new ActionButton(offer);
    m_try->setObjectName(u"welcome.demoButton"_s);
    row->addWidget(m_try, 0, Qt::AlignVCenter);
    connect(m_try, &QPushButton::clicked, this, [this] {
        m_demoStarting = true;
        setBusy(true);
        m_demo->start();
    });
    onLanguage(this, [this, question, what] {
        question->setText(tr("Just looking?"));
        what->setText(tr("A practice branch on this computer. Nothing in it is real."));
        m_try->setText(tr("&Try with demo data"));
    });
    return offer;
}

void WelcomePage::setAddress(const QString &address)
{
    m_address->setText(address);
    m_address->selectAll();
}

void WelcomePage::connectNow()
{
    m_problem->hide();
    m_connectFlow->connectTo(m_address->text());
}

void WelcomePage::showProblem(const QString &message)
{
    m_demoStarting = false;
    setBusy(false);
    m_problem->setText(message);
    m_problem->show();
    m_address->setAccessibleDescription(message);
    m_address->setFocus();
}

void WelcomePage::setBusy(bool busy)
{
    m_demoStarting = m_demoStarting && busy;
    m_connect->setEnabled(!busy);
    m_connect->setText(busy && !m_demoStarting ? tr("Connecting\u2026") : tr("&Connect"));
    if (m_try) {
        m_try->setEnabled(!busy);
        m_try->setText(m_demoStarting ? tr("Starting\u2026") : tr("&Try with demo data"));
    }
}

} // namespace kontor::teller
