// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/Actions.h"

#include "foundation/Strings.h"

#include <QActionGroup>

namespace kontor::teller {

Actions::Actions(QObject *parent)
    : QObject(parent), find(make("find", "search", Qt::Key_F2)),
      newAccount(make("newAccount", "customer-add", Qt::CTRL | Qt::Key_N)),
      deposit(make("deposit", "deposit", Qt::Key_F4)),
      withdraw(make("withdraw", "withdraw", Qt::Key_F5)),
      transfer(make("transfer", "transfer", Qt::Key_F6)),
      statement(make("statement", "statement", Qt::Key_F7)),
      home(make("home", "home", Qt::ALT | Qt::Key_Home)),
      nextTab(make("nextTab", "customer", Qt::CTRL | Qt::Key_Tab)),
      closeTab(make("closeTab", "close", Qt::CTRL | Qt::Key_W)), light(make("light", "", {})),
      dark(make("dark", "", {})), english(make("english", "", {})), german(make("german", "", {})),
      fullScreen(make("fullScreen", "", Qt::Key_F11)),
      lock(make("lock", "lock", Qt::CTRL | Qt::Key_L)),
      switchUser(make("switchUser", "customer", {})),
      audit(make("audit", "verified", Qt::CTRL | Qt::SHIFT | Qt::Key_A)),
      changeServer(make("changeServer", "server", {})),
      quit(make("quit", "", Qt::CTRL | Qt::Key_Q)),
      keys(make("keys", "keyboard", Qt::CTRL | Qt::Key_Slash))
{
    auto *themes = new QActionGroup(this);
    auto *languages = new QActionGroup(this);
    for (QAction *action : {light, dark}) {
        action->setCheckable(true);
        themes->addAction(action);
    }
    for (QAction *action : {english, german}) {
        action->setCheckable(true);
        languages->addAction(action);
    }
    fullScreen->setCheckable(true);
    keys->setShortcuts({Qt::CTRL | Qt::Key_Slash, Qt::Key_F1});
    english->setText(u"&English"_s);
    german->setText(u"De&utsch"_s);
    retranslate();
}

QAction *Actions::make(const char *name, const char *icon, const QKeySequence &sequence)
{
    auto *action = new QAction(this);
    action->setObjectName(QLatin1StringView(name));
    action->setProperty("iconName", QString::fromLatin1(icon));
    action->setShortcut(sequence);
    m_all.push_back(action);
    return action;
}

void Actions::retranslate()
{
    find->setText(tr("&Find a customer"));
    newAccount->setText(tr("&New account"));
    deposit->setText(tr("&Deposit"));
    withdraw->setText(tr("&Withdraw"));
    transfer->setText(tr("&Transfer"));
    statement->setText(tr("&Statement"));
    home->setText(tr("&Home"));
    nextTab->setText(tr("N&ext customer"));
    closeTab->setText(tr("&Close customer"));
    light->setText(tr("&Light"));
    dark->setText(tr("&Dark"));
    fullScreen->setText(tr("&Full screen"));
    lock->setText(tr("&Lock"));
    switchUser->setText(tr("&Switch user"));
    audit->setText(tr("&Audit"));
    changeServer->setText(tr("&Change server"));
    quit->setText(tr("&Quit"));
    keys->setText(tr("&Keys"));
}

void Actions::setPossible(QAction *action, bool possible, const QString &reason,
    const QString &note)
{
    action->setProperty("reason", reason);
    action->setProperty("note", note);
    action->setEnabled(possible);
    action->setToolTip(reason.isEmpty() ? plainText(action) : plainText(action) + u". "_s + reason);
}

QString Actions::plainText(const QAction *action)
{
    return action->text().remove(u'&');
}

} // namespace kontor::teller
