// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/CommandFlow.h"

#include "app-teller/Receipts.h"
#include "foundation/Strings.h"
#include "widgets/Dates.h"

#include <algorithm>

namespace kontor::teller {

using client::ApiError;
using enum api::ProblemCode;

CommandFlow::CommandFlow(Session &session, QObject *parent) : QObject(parent), m_session(&session)
{
    connect(&session.feed(), &client::EventFeed::connectionChanged, this,
        &CommandFlow::sheetChanged);
}

bool CommandFlow::isLineUp() const
{
    return m_session->isLineUp();
}

void CommandFlow::goTo(Step step)
{
    if (step != m_step) {
        m_step = step;
        Q_EMIT stepChanged();
    }
}

void CommandFlow::proceed()
{
    if (m_step == Step::Entering) {
        takeAsSeen();
        goTo(Step::Checking);
    }
}

void CommandFlow::confirm()
{
    if (m_step == Step::Checking) {
        takeAsSeen();
        Q_EMIT sheetChanged();
    }
}

void CommandFlow::change()
{
    if (m_step == Step::Checking || m_step == Step::Refused) {
        goTo(Step::Entering);
    }
}

void CommandFlow::checkAgain()
{
    if (m_step != Step::Refused) {
        return;
    }
    if (!areEntriesGood()) {
        change();
        return;
    }
    takeAsSeen();
    readAnew();
    goTo(Step::Checking);
}

void CommandFlow::post()
{
    if (m_step != Step::Checking || !news().isEmpty()) {
        return;
    }
    m_resumed = false;
    goTo(Step::Posting);
    follow(m_session->sender().begin(command()));
}

void CommandFlow::adopt(client::PendingCommand *command)
{
    m_resumed = true;
    follow(command);
    m_attempt = command->attempt();
    m_silentSince = now();
    goTo(Step::BeingChecked);
}

void CommandFlow::follow(client::PendingCommand *command)
{
    m_command = command;
    m_key = command->record().key;
    m_savedAt = command->record().createdAt;
    m_attempt = 0;
    m_silentSince = {};
    connect(command, &client::PendingCommand::done, this, [this](const QByteArray &body) {
        takeAnswer(body);
        goTo(Step::Done);
    });
    connect(command, &client::PendingCommand::refused, this, &CommandFlow::onRefused);
    connect(command, &client::PendingCommand::notSent, this, &CommandFlow::onRefused);
    connect(command, &client::PendingCommand::beingChecked, this, &CommandFlow::onBeingChecked);
}

void CommandFlow::onRefused(const ApiError &error)
{
    m_error = error;
    readAnew();
    goTo(Step::Refused);
}

void CommandFlow::onBeingChecked(int attempt, qint64 nextTryMs)
{
    m_attempt = attempt;
    if (m_silentSince.micros == 0) {
        m_silentSince = now();
    }
    m_pauseSeconds = int((nextTryMs + 999) / 1000);
    m_nextTryAt = {now().micros + nextTryMs * 1000};
    goTo(Step::BeingChecked);
    Q_EMIT sheetChanged();
}

void CommandFlow::checkNow()
{
    if (m_command) {
        m_command->checkNow();
    }
}

bool CommandFlow::canPrint() const
{
    return m_step == Step::Done && m_session->printer() && !doneSheet().receipt.lines.empty();
}

void CommandFlow::printReceipt()
{
    if (!canPrint() || m_paper == Paper::Printing) {
        return;
    }
    widgets::Receipt receipt = doneSheet().receipt;
    if (m_isOnPaper) {
        receipt = Receipts::copyOf(receipt);
    }
    m_paper = Paper::Printing;
    Q_EMIT sheetChanged();
    whenDone(m_session->printer()(widgets::ReceiptPaper(receipt)), this,
        [this](Printed printed) { onPrinted(printed); });
}

void CommandFlow::onPrinted(Printed printed)
{
    switch (printed) {
    case Printed::OnPaper: m_paper = Paper::Printed; break;
    case Printed::NoPrinter: m_paper = Paper::NoPrinter; break;
    case Printed::Failed: m_paper = Paper::Failed; break;
    }
    m_isOnPaper = m_isOnPaper || printed == Printed::OnPaper;
    Q_EMIT sheetChanged();
}

QString CommandFlow::paperNews() const
{
    switch (m_paper) {
    case Paper::None: break;
    case Paper::Printing: return tr("Printing\u2026");
    case Paper::Printed: return tr("The receipt is sent to the printer.");
    case Paper::NoPrinter:
        return tr("This computer has no printer. The posting stands; note the receipt number.");
    case Paper::Failed:
        return tr(
            "The printer takes nothing. The posting stands; print again, or note the number.");
    }
    return {};
}

int CommandFlow::secondsToNextTry() const
{
    return int(std::max<qint64>(0, (m_nextTryAt.micros - now().micros + 999'999) / 1'000'000));
}

CommandFlow::Remedy CommandFlow::remedy() const
{
    if (m_error.kind != ApiError::Kind::Refused) {
        return Remedy::CheckAgain;
    }
    const api::ProblemCode code = m_error.problem.knownCode().value_or(Internal);
    if (isAboutAnotherAccount(code)) {
        return Remedy::ChangeEntries;
    }
    switch (code) {
    case CpfTaken: return Remedy::FindCustomer;
    case AccountNotFound:
    case CustomerNotFound:
    case AccountInactive:
    case AccountDeleted:
    case DebitsBlocked:
    case CreditsBlocked:
    case Forbidden:
        return Remedy::NextCustomer;
    case MalformedRequest:
    case InvalidParameter:
    case InvalidMember:
    case AmountFormat:
    case AmountNotPositive:
    case DepositTooLarge:
    case InvalidName:
    case InvalidCpf:
    case InvalidDescription:
    case SelfTransfer:
    case CurrencyMismatch:
    case InsufficientFunds:
    case BalanceLimit: return Remedy::ChangeEntries;
    default:
        // It was the moment or the server, not what was entered.
        return areEntriesGood() ? Remedy::CheckAgain : Remedy::ChangeEntries;
    }
}

QString CommandFlow::remedyText() const
{
    switch (remedy()) {
    case Remedy::ChangeEntries: return tr("Change entries");
    case Remedy::CheckAgain: return tr("Check again");
    case Remedy::NextCustomer: return tr("Next customer");
    case Remedy::FindCustomer: return tr("Find this customer");
    }
    return {};
}

QString CommandFlow::advice() const
{
    const bool byOrder = m_error.is(DebitsBlocked) || m_error.is(CreditsBlocked);
    const QString cash = tr("Until then the cash still belongs to the customer.");
    const auto withCash
        = [&](const QString &text) { return takesCash() ? text + u' ' + cash : text; };
    switch (remedy()) {
    case Remedy::ChangeEntries:
        return byOrder ? tr("Choose another account to receive the money, or ask a supervisor.")
                       : withCash(tr("Your entries are kept. Change them and check again."));
    case Remedy::CheckAgain:
        return withCash(tr("Your entries are kept. Check them once more, then post."));
    case Remedy::FindCustomer: return withCash(tr("Find the customer and open the account there."));
    case Remedy::NextCustomer: break;
    }
    if (byOrder || m_error.is(Forbidden)) {
        return takesCash() ? tr("Give the cash back to the customer, and ask a supervisor.")
                           : tr("Ask a supervisor. Nothing has changed on the account.");
    }
    return takesCash() ? tr("Give the cash back to the customer.")
                       : tr("Tell the customer; nothing has changed.");
}

RefusedSheet CommandFlow::refusedSheet() const
{
    RefusedSheet sheet;
    sheet.headline = tr("This %1 was not recorded").arg(deedInSentence());
    sheet.lead = moneyInSentence();
    sheet.reason = reasonFor(m_error);
    sheet.advice = advice();
    sheet.remedyText = remedyText();
    const QString code = m_error.kind == ApiError::Kind::Refused ? m_error.problem.code
                                                                 : m_error.technical;
    sheet.details = tr("%1, request %2").arg(code, requestNumber());
    return sheet;
}

CheckingSheet CommandFlow::checkingSheet() const
{
    CheckingSheet sheet;
    const QString deed = deedInSentence();
    sheet.headline = tr("We are checking if this %1 was recorded").arg(deed);
    sheet.lead = moneyInSentence();
    if (takesCash()) {
        sheet.instructions.push_back({u"keep-apart"_s, tr("Keep the cash separate"),
            tr("Put the notes in the waiting tray, not in the drawer and not back.")});
    }
    sheet.instructions.push_back({u"no-repeat"_s, tr("Do not repeat this %1").arg(deed),
        tr("A second one would be booked as well. The answer comes by itself.")});
    sheet.instructions.push_back({u"hand"_s, tr("Hand out nothing"),
        tr("No receipt and no cash until this page says Done or Refused.")});

    sheet.happenings = happenings();
    return sheet;
}

std::vector<CheckingSheet::Happening> CommandFlow::happenings() const
{
    using enum CheckingSheet::Happening::Kind;
    const QString savedAt = widgets::exactTime(m_savedAt);
    const bool trying = secondsToNextTry() == 0;
    std::vector<CheckingSheet::Happening> all{{Past, tr("Key saved on this computer"),
                                                  tr("this request is booked once at most"),
                                                  savedAt},
        {Past, tr("Sent to the bank server"), {}, savedAt}};
    if (!m_resumed && trying && m_attempt < 2) {
        all.push_back({Now, tr("Still waiting for the first answer"), {}, tr("now")});
        return all;
    }
    all.push_back({Silence, m_resumed ? tr("Taken up again after a restart") : tr("No answer"), {},
        widgets::exactTime(m_silentSince)});
    const int attempt = std::max(1, trying ? m_attempt : m_attempt + 1);
    all.push_back({Now, trying ? tr("Asking again") : tr("Will ask again"),
        (m_resumed ? tr("attempt %1 since then, with the same key")
                   : tr("attempt %1, with the same key"))
            .arg(attempt),
        trying ? tr("now") : QString()});
    return all;
}

} // namespace kontor::teller
