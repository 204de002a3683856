// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a money flow says on its pages; the flow itself is in MoneyFlow.cpp.
#include "app-teller/flows/MoneyFlow.h"

#include "app-teller/Receipts.h"
#include "app-teller/Words.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"

namespace kontor::teller {

using widgets::formatSignedWithCurrency;
using widgets::formatWithCurrency;
using widgets::moneyOf;

QString MoneyFlow::accountLine() const
{
    return tr("%1, account %2").arg(m_account.name, m_account.accountNumber);
}

QString MoneyFlow::title() const
{
    switch (m_kind) {
    case MoneyKind::Deposit: return tr("Deposit cash");
    case MoneyKind::Withdrawal: return tr("Pay out cash");
    case MoneyKind::Transfer: break;
    }
    return tr("Transfer");
}

QString MoneyFlow::subject() const
{
    switch (m_kind) {
    case MoneyKind::Deposit: return tr("to %1").arg(accountLine());
    case MoneyKind::Withdrawal: return tr("to %1", "cash").arg(accountLine());
    case MoneyKind::Transfer: break;
    }
    return tr("from %1").arg(accountLine());
}

QString MoneyFlow::deedInSentence() const
{
    switch (m_kind) {
    case MoneyKind::Deposit: return tr("deposit", "in a sentence");
    case MoneyKind::Withdrawal: return tr("withdrawal", "in a sentence");
    case MoneyKind::Transfer: break;
    }
    return tr("transfer", "in a sentence");
}

QString MoneyFlow::moneyInSentence() const
{
    if (m_kind == MoneyKind::Transfer && m_target) {
        return tr("%1 from %2 to %3, account %4")
            .arg(formatWithCurrency(m_amount), accountLine(), m_target->name,
                m_target->accountNumber);
    }
    // "From Carla" alone could mean the notes that she has brought.
    return Words::deed(m_kind) + u' ' + formatWithCurrency(m_amount) + u", "_s + accountLine();
}

Brief MoneyFlow::brief() const
{
    const bool moves = m_kind == MoneyKind::Transfer && m_target;
    return {formatWithCurrency(m_amount),
        moves ? tr("from %1 to %2").arg(m_account.name, m_target->name)
              : Words::deed(m_kind) + u", "_s + m_account.name};
}

std::vector<Change> MoneyFlow::changes() const
{
    Change mine;
    mine.icon = u"account"_s;
    mine.title = tr("Account %1").arg(m_account.accountNumber);
    mine.rows = {{tr("Now"), formatWithCurrency(moneyBalance())},
        {Words::deed(m_kind), formatSignedWithCurrency(signedAmount())}};
    mine.after = {tr("After"), formatWithCurrency(balanceAfter().value_or(moneyBalance()))};
    std::vector<Change> all{mine};
    if (m_kind == MoneyKind::Transfer && m_target) {
        // The receiver's balance is not the sender's business: only what arrives is shown.
        Change theirs;
        theirs.icon = u"account"_s;
        theirs.title = tr("Account %1").arg(m_target->accountNumber);
        theirs.rows = {{tr("Receives"), formatSignedWithCurrency(m_amount)}};
        all.push_back(theirs);
    }
    return all;
}

CheckSheet MoneyFlow::checkSheet() const
{
    CheckSheet sheet;
    sheet.amount = m_amount;
    const QString account = tr("Account %1").arg(m_account.accountNumber);
    switch (m_kind) {
    case MoneyKind::Deposit:
        sheet.advice = tr("Read it once, count the notes once more, then post.");
        sheet.from = {u"cash"_s, tr("Cash from"), m_account.name, tr("at the counter")};
        sheet.to = {u"account"_s, tr("To account"), m_account.name, account};
        sheet.postText = tr("Post deposit");
        break;
    case MoneyKind::Withdrawal:
        sheet.advice = tr("Read it once, then post. Hand out the cash after that.");
        sheet.from = {u"account"_s, tr("From account"), m_account.name, account};
        sheet.to = {u"cash"_s, tr("Cash to"), m_account.name, tr("at the counter")};
        sheet.postText = tr("Post withdrawal");
        break;
    case MoneyKind::Transfer:
        sheet.advice = tr("Read both names aloud, then post.");
        sheet.from = {u"account"_s, tr("From account"), m_account.name, account};
        if (m_target) {
            sheet.to = {u"account"_s, tr("To account"), m_target->name,
                tr("Account %1").arg(m_target->accountNumber)};
        }
        sheet.postText = tr("Post transfer");
        break;
    }
    const QString reference = m_entries.reference.simplified();
    sheet.rows = {{tr("Reference"), reference.isEmpty() ? tr("none") : reference}};
    if (m_kind != MoneyKind::Deposit) {
        sheet.rows.push_back({tr("Available now"),
            formatWithCurrency(moneyOf(m_account.available, m_account.currency))});
    }
    sheet.rows.push_back({tr("Receipt"),
        session().printer() ? tr("to print, after posting") : tr("on screen, after posting")});
    sheet.changes = changes();
    return sheet;
}

DoneSheet MoneyFlow::doneSheet() const
{
    DoneSheet sheet;
    if (!m_movement) {
        sheet.amount = m_amount;
        sheet.sentence = tr("It is posted. Look at the movements for its receipt number.");
        sheet.lead = accountLine();
        return sheet;
    }
    const QString number = Words::receiptNumber(m_movement->position);
    sheet.amount = moneyOf(m_movement->amount, m_movement->currency);
    switch (m_kind) {
    case MoneyKind::Deposit:
        sheet.sentence = tr("The deposit is posted. Receipt %1.").arg(number);
        sheet.lead = tr("paid in to %1").arg(accountLine());
        break;
    case MoneyKind::Withdrawal:
        sheet.sentence = tr("The withdrawal is posted. Hand out the cash. Receipt %1.").arg(number);
        sheet.lead = tr("paid out to %1").arg(accountLine());
        break;
    case MoneyKind::Transfer:
        sheet.sentence = tr("The transfer is posted. Receipt %1.").arg(number);
        sheet.lead = tr("from %1 to %2").arg(m_account.name, m_target ? m_target->name : QString());
        break;
    }
    const Money balance = moneyOf(m_movement->balanceAfter, m_movement->currency);
    sheet.rows
        = {{tr("New balance"), formatWithCurrency(balance), true}, {tr("Receipt"), number, true},
            {tr("Posted"),
                tr("%1 by %2")
                    .arg(widgets::exactTime(m_movement->createdAt),
                        Receipts::servedBy(session(), *m_movement))}};
    if (m_target) {
        sheet.rows.push_back({tr("To account"),
            tr("%1, account %2").arg(m_target->name, m_target->accountNumber)});
    }
    const QString reference = m_entries.reference.simplified();
    if (!reference.isEmpty()) {
        sheet.rows.push_back({tr("Reference"), reference});
    }
    sheet.receipt = receipt();
    return sheet;
}

widgets::Receipt MoneyFlow::receipt() const
{
    return Receipts::of(session(), *m_movement,
        {Words::deed(m_kind), m_account.accountNumber, m_account.name,
            m_target ? m_target->accountNumber : QString(), m_target ? m_target->name : QString(),
            m_entries.reference.simplified()});
}

} // namespace kontor::teller
