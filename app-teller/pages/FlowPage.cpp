// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/FlowPage.h"

#include "app-teller/pages/BodyScroll.h"
#include "app-teller/pages/CheckBody.h"
#include "app-teller/pages/FormBody.h"
#include "app-teller/pages/OutcomeBodies.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/ElidedLabel.h"
#include "widgets/KeyRepeat.h"
#include "widgets/OutcomeStrip.h"
#include "widgets/Retranslate.h"
#include "widgets/Steps.h"
#include "widgets/Type.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>

namespace kontor::teller {

using namespace widgets;
using Step = CommandFlow::Step;

FlowPage::FlowPage(CommandFlow *flow, FormBody *form, QWidget *parent)
    : QWidget(parent), m_flow(flow), m_form(form)
{
    setObjectName(u"flowPage"_s);
    flow->setParent(this);
    auto *layout = new QVBoxLayout(this);
    // The buttons of the foot bring a margin for their ring, so the rest gets the same inside.
    const int ring = ActionButton::ringMargin;
    layout->setContentsMargins(24 - ring, 16, 24 - ring, 8);
    layout->setSpacing(10);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(ring, 0, ring, 0);
    body->setSpacing(14);
    layout->addLayout(body, 1);
    body->addWidget(makeHead());
    m_strip = new OutcomeStrip(this);
    body->addWidget(m_strip);
    m_bodies = new QStackedWidget(this);
    m_bodies->setObjectName(u"flow.bodies"_s);
    m_check = new CheckBody(this);
    m_done = new DoneBody(this);
    m_refused = new RefusedBody(this);
    m_checking = new CheckingBody(this);
    for (QWidget *shown :
        std::initializer_list<QWidget *>{form, m_check, m_done, m_refused, m_checking}) {
        m_bodies->addWidget(new BodyScroll(shown, m_bodies));
    }
    body->addWidget(m_bodies, 1);
    layout->addWidget(makeFoot());
    makeKeys();
    m_everySecond.setInterval(1000);
    connect(&m_everySecond, &QTimer::timeout, this, &FlowPage::tick);
    connect(flow, &CommandFlow::stepChanged, this, &FlowPage::onStep);
    connect(flow, &CommandFlow::sheetChanged, this, &FlowPage::showStep);
    connect(form, &FormBody::finished, this, &FlowPage::goOn);
    connect(form, &FormBody::blockerChanged, this, &FlowPage::showFoot);
    connect(m_checking, &CheckingBody::checkNow, flow, &CommandFlow::checkNow);
    onLanguage(this, [this] { showStep(); });
    onStep();
}

QWidget *FlowPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    m_title = makeLabel(head, TextRole::Title);
    m_title->setObjectName(u"flow.title"_s);
    m_subject = new ElidedLabel(head, TextRole::Body, Tone::Secondary);
    m_subject->setObjectName(u"flow.subject"_s);
    m_steps = new Steps(head);
    alignBaseline(m_subject, TextRole::Body, TextRole::Title);
    layout->addWidget(m_title, 0, Qt::AlignVCenter);
    layout->addWidget(m_subject, 1, Qt::AlignVCenter);
    layout->addWidget(m_steps, 0, Qt::AlignVCenter);
    return head;
}

QWidget *FlowPage::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_back = new ActionButton(foot);
    m_back->setObjectName(u"flow.backButton"_s);
    m_print = new ActionButton(foot);
    m_print->setObjectName(u"flow.printButton"_s);
    m_print->setKeyHint(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_hint = makeLabel(foot, TextRole::Small, Tone::Secondary);
    m_hint->setObjectName(u"flow.hint"_s);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_hint->setWordWrap(true);
    m_second = new ActionButton(foot);
    m_second->setObjectName(u"flow.secondButton"_s);
    m_main = new ActionButton(foot, ActionButton::Kind::Primary);
    m_main->setObjectName(u"flow.mainButton"_s);
    for (ActionButton *button : {m_back, m_second, m_main}) {
        button->setIgnoresDoubleClick(true); // "Post" comes where "Continue" was
    }
    layout->addWidget(m_back);
    layout->addWidget(m_print);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_second);
    layout->addWidget(m_main);
    connect(m_back, &QPushButton::clicked, this, [this] { m_asking ? leave() : goBack(); });
    connect(m_second, &QPushButton::clicked, this, [this] {
        if (m_flow->step() == Step::Refused) {
            m_flow->change();
        } else {
            Q_EMIT sameCustomer();
        }
    });
    connect(m_main, &QPushButton::clicked, this, &FlowPage::goOn);
    connect(m_print, &QPushButton::clicked, m_flow, &CommandFlow::printReceipt);
    return foot;
}

void FlowPage::makeKeys()
{
    const auto *repeat
        = new KeyRepeat(this); // a key that is held down is one step, and one receipt
    const auto once = [this, repeat](QAction *action, auto act) {
        action->setAutoRepeat(false);
        connect(action, &QAction::triggered, this, [repeat, act] {
            if (!repeat->isRepeated()) {
                act();
            }
        });
    };
    auto *on = new QAction(this);
    on->setObjectName(u"flow.goOn"_s);
    on->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    on->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    once(on, [this] {
        if (m_main->isEnabled()) {
            goOn();
        }
    });
    auto *back = new QAction(this);
    back->setObjectName(u"flow.goBack"_s);
    back->setShortcut(Qt::Key_Escape);
    back->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    once(back, [this] { goBack(); });
    auto *print = new QAction(this);
    print->setObjectName(u"flow.print"_s);
    print->setShortcut(Qt::CTRL | Qt::Key_P);
    print->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    once(print, [this] { m_flow->printReceipt(); });
    addAction(on);
    addAction(back);
    addAction(print);
}

//! In the order in which the constructor adds them.
int FlowPage::bodyOf(Step step)
{
    switch (step) {
    case Step::Entering: return 0;
    case Step::Checking:
    case Step::Posting: return 1;
    case Step::Done: return 2;
    case Step::Refused: return 3;
    case Step::BeingChecked: break;
    }
    return 4;
}

void FlowPage::onStep()
{
    m_asking = false;
    const Step step = m_flow->step();
    m_bodies->setCurrentIndex(bodyOf(step));
    if (step == Step::BeingChecked) {
        m_everySecond.start();
    } else {
        m_everySecond.stop();
    }
    showStep();
    // An answer that comes while the teller is elsewhere must not take the keyboard away.
    if (isVisible() && step != Step::Posting) {
        focusFirst();
    }
}

void FlowPage::focusFirst()
{
    switch (m_flow->step()) {
    case Step::Entering: m_form->focusFirst(); break;
    case Step::Checking:
    case Step::Posting: m_check->focusSummary(); break;
    case Step::BeingChecked:
    case Step::Done:
    case Step::Refused: m_main->setFocus(Qt::OtherFocusReason); break;
    }
}

void FlowPage::showStep()
{
    const Step step = m_flow->step();
    m_title->setText(step == Step::Checking || step == Step::Posting ? tr("Check before you post")
                                                                     : m_flow->title());
    m_subject->setWhole(m_flow->subject());
    const int position = step == Step::Entering                          ? 0
        : step == Step::Done                                             ? 3
        : step == Step::Refused                                          ? 2
                                                                         : 1;
    m_steps->setSteps(
        {tr("Enter"), tr("Check"), step == Step::Refused ? tr("Refused") : tr("Done")}, position);
    switch (step) {
    case Step::Entering: break;
    case Step::Checking:
    case Step::Posting: m_check->show(m_flow->checkSheet(), m_flow->title()); break;
    case Step::BeingChecked:
        m_checking->show(m_flow->checkingSheet(), m_flow->requestNumber());
        tick();
        break;
    case Step::Done: m_done->show(m_flow->doneSheet()); break;
    case Step::Refused: m_refused->show(m_flow->refusedSheet()); break;
    }
    showStrip();
    showFoot();
    const bool asked = step == Step::BeingChecked || step == Step::Done || step == Step::Refused;
    const QString verdict = asked ? m_strip->verdict().chopped(1) + u" \u2013 "_s : QString();
    setWindowTitle(verdict + m_title->text());
}

void FlowPage::showStrip()
{
    using State = OutcomeStrip::State;
    if (const QString news = m_flow->news(); !news.isEmpty()) {
        m_strip->show(State::Attention, tr("Nothing is posted yet."), news);
        return;
    }
    switch (m_flow->step()) {
    case Step::Entering:
        m_strip->show(State::NotPosted, tr("Nothing is posted yet."), m_form->advice());
        break;
    case Step::Checking:
        m_strip->show(State::NotPosted, tr("Nothing is posted yet."), m_flow->checkSheet().advice);
        break;
    case Step::Posting:
        m_strip->show(State::NotPosted, tr("Posting\u2026"), tr("Wait for the answer."));
        break;
    case Step::BeingChecked:
        m_strip->show(State::BeingChecked, tr("Being checked."),
            tr("Do not repeat, hand out nothing."));
        break;
    case Step::Done:
        m_strip->show(State::Done, tr("Done."), m_flow->doneSheet().sentence);
        break;
    case Step::Refused:
        m_strip->show(State::Refused, tr("Refused."), tr("No money moved."));
        break;
    }
}

void FlowPage::showFoot()
{
    if (m_asking) {
        showAsking();
        return;
    }
    const Step step = m_flow->step();
    const bool before = step == Step::Entering || step == Step::Checking;
    m_back->setVisible(before || step == Step::Refused);
    m_back->setText(step == Step::Checking ? tr("Chan&ge")
            : step == Step::Refused        ? tr("Bac&k")
                                           : tr("&Cancel"));
    m_back->setKeyHint(QKeySequence(Qt::Key_Escape));
    const bool maybeMistyped
        = step == Step::Refused && m_flow->remedy() == CommandFlow::Remedy::FindCustomer;
    m_print->setVisible(m_flow->canPrint());
    m_print->setText(tr("&Print receipt"));
    m_second->setVisible(step == Step::Done || maybeMistyped);
    m_second->setText(maybeMistyped ? tr("Chan&ge entries") : tr("Sa&me customer again"));
    m_main->setIgnoresEnter(step == Step::Checking || step == Step::Posting);
    const bool paused = step == Step::Checking && !m_flow->isLineUp();
    const bool forbidden = step == Step::Entering && m_flow->isForbidden();
    m_main->setEnabled(step != Step::Posting && !paused && !forbidden);
    m_main->setKeyHint(QKeySequence(Qt::CTRL | Qt::Key_Return));
    switch (step) {
    case Step::Entering:
        m_hint->setText(forbidden ? tr("Not possible on this account now.") : m_form->blocker());
        m_main->setText(tr("C&ontinue"));
        break;
    case Step::Checking:
        m_hint->setText(paused ? tr("No connection: posting is paused.")
                : m_flow->news().isEmpty()
                ? tr("Enter alone does not post")
                : tr("Look at the new figures first. This posts nothing."));
        m_main->setText(
            m_flow->news().isEmpty() ? m_flow->checkSheet().postText : tr("Confir&m the change"));
        break;
    case Step::Posting:
        m_hint->setText(QString());
        m_main->setText(tr("Posting\u2026"));
        break;
    case Step::BeingChecked:
        m_hint->setText(tr("It stays in the status bar until the answer is known."));
        m_main->setText(tr("C&ontinue with next customer"));
        break;
    case Step::Done:
        m_hint->setText(m_flow->paperNews());
        m_main->setText(tr("&Next customer"));
        break;
    case Step::Refused:
        m_hint->setText(QString());
        m_main->setText(m_flow->refusedSheet().remedyText);
        break;
    }
}

void FlowPage::showAsking()
{
    m_back->setText(tr("&Discard"));
    m_back->setKeyHint({});
    m_hint->setText(tr("What you entered would be lost."));
    m_main->setText(tr("&Keep editing"));
    m_main->setKeyHint(QKeySequence(Qt::Key_Escape));
    m_main->setFocus(Qt::OtherFocusReason);
}

void FlowPage::goOn()
{
    if (m_asking) {
        goBack();
        return;
    }
    switch (m_flow->step()) {
    case Step::Entering:
        if (m_flow->isForbidden()) {
            break;
        }
        if (m_form->submit()) {
            m_flow->proceed();
        } else {
            m_form->focusFirst();
        }
        break;
    case Step::Checking: postOrConfirm(); break;
    case Step::Posting: break;
    case Step::BeingChecked:
    case Step::Done: Q_EMIT nextCustomer(); break;
    case Step::Refused: helpAfterRefusal(); break;
    }
}

void FlowPage::helpAfterRefusal()
{
    switch (m_flow->remedy()) {
    case CommandFlow::Remedy::ChangeEntries: m_flow->change(); break;
    case CommandFlow::Remedy::CheckAgain: m_flow->checkAgain(); break;
    case CommandFlow::Remedy::NextCustomer: Q_EMIT nextCustomer(); break;
    case CommandFlow::Remedy::FindCustomer: Q_EMIT customerWanted(m_flow->searchText()); break;
    }
}

//! One press does one of both: what changed under the teller's finger is not posted with it.
void FlowPage::postOrConfirm()
{
    if (m_flow->news().isEmpty()) {
        m_flow->post();
    } else {
        m_flow->confirm();
        m_check->focusSummary();
    }
}

void FlowPage::goBack()
{
    switch (m_flow->step()) {
    case Step::Entering:
        if (m_asking) {
            m_asking = false;
            showFoot();
            m_form->focusFirst();
        } else if (m_flow->hasEntries()) {
            askToLeave();
        } else {
            leave();
        }
        break;
    case Step::Checking: m_flow->change(); break;
    case Step::Refused: leave(); break;
    case Step::Posting:
    case Step::BeingChecked:
    case Step::Done: break;
    }
}

void FlowPage::askToLeave()
{
    m_flow->change();
    m_asking = true;
    showFoot();
}

void FlowPage::leave()
{
    Q_EMIT left();
}

void FlowPage::tick()
{
    m_checking->setRemaining(m_flow->secondsToNextTry(), m_flow->secondsBetweenTries());
}

} // namespace kontor::teller
