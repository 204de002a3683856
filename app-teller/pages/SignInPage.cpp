// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/pages/SignInPage.h"

#include "app-teller/flows/SignInFlow.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Retranslate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace kontor::teller {

using namespace widgets;

namespace {
constexpr int longestEntry = 128;
}

SignInPage::SignInPage(
    SignInFlow *flow, Appearance *appearance, const Clock &clock, QWidget *parent)
    : FrontPage(appearance, clock, parent), m_flow(flow)
{
    setObjectName(u"signInPage"_s);
    m_user = addField(u"signIn.userEdit"_s, &m_userLabel);
    m_user->setMaxLength(longestEntry);
    m_password = addField(u"signIn.passwordEdit"_s, &m_passwordLabel);
    m_password->setMaxLength(longestEntry);
    m_password->setEchoMode(QLineEdit::Password);
    setProblemField(m_password);
    m_signIn = addMainButton(u"signIn.mainButton"_s);
    m_leave = new ActionButton(column(), ActionButton::Kind::Quiet);
    m_leave->setObjectName(u"signIn.leaveButton"_s);
    m_show = new ActionButton(column(), ActionButton::Kind::Quiet);
    m_show->setObjectName(u"signIn.showButton"_s);
    auto *under = new QHBoxLayout;
    under->addWidget(m_leave);
    under->addStretch();
    under->addWidget(m_show);
    lines()->addSpacing(12);
    lines()->addLayout(under);
    connect(m_show, &QPushButton::clicked, this,
        [this] { showPassword(m_password->echoMode() == QLineEdit::Password); });
    connect(m_user, &QLineEdit::returnPressed, this,
        [this] { m_password->setFocus(Qt::TabFocusReason); });
    connect(m_password, &QLineEdit::returnPressed, this, &SignInPage::signIn);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::signIn);
    connect(m_leave, &QPushButton::clicked, this, &SignInPage::left);
    connect(flow, &SignInFlow::busyChanged, this, &SignInPage::setBusy);
    connect(flow, &SignInFlow::failed, this, &SignInPage::showProblem);
    onLanguage(this, [this] {
        hideProblem(); // in the other language
        retranslate();
    });
}

//! In the open only as long as somebody wants to compare it.
void SignInPage::showPassword(bool shown)
{
    m_password->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_show->setText(shown ? tr("&Hide password") : tr("Sh&ow password"));
}

void SignInPage::askWho(const QString &place, const QString &user)
{
    m_name.clear();
    m_place = place;
    m_user->setText(user);
    m_password->clear();
    hideProblem();
    retranslate();
    (user.isEmpty() ? m_user : m_password)->setFocus(Qt::OtherFocusReason);
}

void SignInPage::askAgain(const QString &name, const QString &user, Why why)
{
    m_name = name;
    m_why = why;
    m_user->setText(user);
    m_password->clear();
    hideProblem();
    retranslate();
    m_password->setFocus(Qt::OtherFocusReason);
}

void SignInPage::signIn()
{
    hideProblem();
    const QString password = m_password->text();
    m_password->clear();
    showPassword(false);
    m_flow->signIn(m_user->text().trimmed(), Secret(password));
}

void SignInPage::setBusy(bool busy)
{
    m_signIn->setEnabled(!busy);
    m_signIn->setText(busy ? tr("Signing in\u2026") : isLocked() ? tr("&Unlock") : tr("&Sign in"));
}

void SignInPage::retranslate()
{
    const QString why = m_why == Why::Locked ? tr("Your entries are kept.")
                                             : tr("Your session is over. Your entries are kept.");
    isLocked() ? setHeading(tr("Locked"), m_name + u". "_s + why)
               : setHeading(tr("Sign in"), m_place);
    m_userLabel->parentWidget()->setVisible(!isLocked());
    m_userLabel->setText(tr("&User"));
    m_user->setAccessibleName(tr("User"));
    m_passwordLabel->setText(tr("&Password"));
    m_password->setAccessibleName(tr("Password"));
    m_leave->setText(isLocked() ? tr("S&witch user") : tr("&Change server"));
    showPassword(false);
    setBusy(m_flow->isBusy());
}

} // namespace kontor::teller
