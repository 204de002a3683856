// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/WelcomePage.h"

#include "app-teller/flows/ConnectFlow.h"
#include "app-teller/flows/DemoServer.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Card.h"
#include "widgets/IconLabel.h"
#include "widgets/Retranslate.h"
#include "widgets/Type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace kontor::teller {

using namespace widgets;

WelcomePage::WelcomePage(ConnectFlow *connectFlow, DemoServer *demo, Appearance *appearance,
    const Clock &clock, QWidget *parent)
    : FrontPage(appearance, clock, parent), m_connectFlow(connectFlow), m_demo(demo)
{
    setObjectName(u"welcomePage"_s);
    QLabel *label = nullptr;
    m_address = addField(u"welcome.addressEdit"_s, &label);
    m_connect = addMainButton(u"welcome.connectButton"_s);
    if (m_demo->isAvailable()) {
        lines()->addSpacing(28);
        auto *rule = new QHBoxLayout;
        rule->setContentsMargins(ActionButton::ringMargin, 0, ActionButton::ringMargin, 0);
        rule->addWidget(new Rule(column()));
        lines()->addLayout(rule);
        lines()->addSpacing(24);
        lines()->addWidget(makeDemoOffer());
    }
    connect(m_address, &QLineEdit::returnPressed, this, &WelcomePage::connectNow);
    connect(m_connect, &QPushButton::clicked, this, &WelcomePage::connectNow);
    connect(connectFlow, &ConnectFlow::busyChanged, this, &WelcomePage::setBusy);
    connect(connectFlow, &ConnectFlow::failed, this, &WelcomePage::showFailure);
    connect(demo, &DemoServer::failed, this, &WelcomePage::showFailure);
    connect(demo, &DemoServer::ready, connectFlow, &ConnectFlow::connectTo);
    onLanguage(this, [this, label] {
        setHeading(tr("Welcome"), tr("Connect this counter to your branch server."));
        label->setText(tr("&Server address"));
        m_address->setAccessibleName(tr("Server address"));
        setBusy(m_connectFlow->isBusy());
    });
    m_address->setFocus();
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
    hideProblem();
    m_connectFlow->connectTo(m_address->text());
}

void WelcomePage::showFailure(const QString &message)
{
    m_demoStarting = false;
    setBusy(false);
    showProblem(message);
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
