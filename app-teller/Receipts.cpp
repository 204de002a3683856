// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Receipts.h"

#include "app-teller/Words.h"
#include "foundation/Strings.h"
#include "widgets/AmountWords.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"

namespace kontor::teller {

using widgets::moneyOf;
using Line = widgets::Receipt::Line;

QString Receipts::servedBy(const Session &session, const api::Movement &movement)
{
    const bool mine = session.isSignedIn() && movement.actorKind == "user"_L1
        && movement.actor == session.login();
    return mine ? session.actor() : Words::doer(movement);
}

widgets::Receipt Receipts::copyOf(widgets::Receipt receipt)
{
    receipt.lines.insert(receipt.lines.begin(),
        {Line::Style::Strong, tr("Copy, printed again"), {}});
    return receipt;
}

widgets::Receipt Receipts::of(const Session &session, const api::Movement &movement,
    const Facts &facts)
{
    const Money amount = moneyOf(movement.amount, movement.currency);
    widgets::Receipt receipt;
    receipt.house = u"Kontor"_s;
    receipt.place = session.info().branch;
    receipt.demoMark = session.info().demo ? tr("DEMO \u2013 nothing here is real") : QString();
    receipt.lines = {{Line::Style::Rule, {}, {}}, {Line::Style::Strong, facts.deed, {}},
        {Line::Style::Pair, tr("Receipt"), Words::receiptNumber(movement.position)},
        {Line::Style::Pair, tr("Date"), widgets::receiptTime(movement.createdAt)},
        {Line::Style::Pair, tr("Account"), facts.accountNumber},
        {Line::Style::Pair, tr("Holder"), facts.holder}};
    if (!facts.otherNumber.isEmpty()) {
        receipt.lines.push_back({Line::Style::Pair, tr("To account"), facts.otherNumber});
        receipt.lines.push_back({Line::Style::Pair, tr("Receiver"), facts.otherName});
    }
    const QString code = QString::fromLatin1(movement.currency.code());
    receipt.lines.insert(receipt.lines.end(),
        {{Line::Style::Rule, {}, {}},
            {Line::Style::Total, tr("Amount %1").arg(code), widgets::formatMoney(amount)},
            {Line::Style::Text, widgets::amountInWords(amount), {}}, {Line::Style::Rule, {}, {}},
            {Line::Style::Pair, tr("New balance"),
                widgets::formatWithCurrency(moneyOf(movement.balanceAfter, movement.currency))},
            {Line::Style::Pair, tr("Served by"), servedBy(session, movement)}});
    if (!facts.reference.isEmpty()) {
        receipt.lines.push_back({Line::Style::Text, facts.reference, {}});
    }
    return receipt;
}

} // namespace kontor::teller
