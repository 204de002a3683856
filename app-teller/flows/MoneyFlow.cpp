// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/MoneyFlow.h"

#include "app-teller/AccountState.h"
#include "app-teller/Words.h"
#include "client/Commands.h"
#include "foundation/AccountNumber.h"
#include "foundation/Strings.h"
#include "foundation/Text.h"
#include "widgets/AmountParser.h"
#include "widgets/MoneyText.h"

namespace kontor::teller {

using widgets::formatMoney;
using widgets::formatWithCurrency;
using widgets::moneyOf;

namespace {
constexpr int referenceMost = 140;
constexpr int candidatesAsked = 5;

//! What the server would say.
QString refusalText(api::ProblemCode code)
{
    client::ApiError error;
    error.kind = client::ApiError::Kind::Refused;
    error.problem = api::Problem::of(code);
    return error.userMessage();
}
}

MoneyFlow::MoneyFlow(Session &session, MoneyKind kind, const api::AccountView &account,
    QObject *parent)
    : CommandFlow(session, parent), m_kind(kind), m_account(account),
      m_amount{0, account.currency}
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(90);
    connect(&m_pause, &QTimer::timeout, this, &MoneyFlow::searchTarget);
    connect(&session, &Session::accountsChanged, this, [this](const QSet<QByteArray> &ids) {
        if (ids.contains(m_account.id.toString())) {
            readBeforePosting();
        }
    });
    connect(&session, &Session::everythingChanged, this, &MoneyFlow::readBeforePosting);
}

QString MoneyFlow::wordOf(MoneyKind kind)
{
    switch (kind) {
    case MoneyKind::Deposit: return u"deposit"_s;
    case MoneyKind::Withdrawal: return u"withdrawal"_s;
    case MoneyKind::Transfer: break;
    }
    return u"transfer"_s;
}

MoneyFlow *MoneyFlow::restore(Session &session, client::PendingCommand *command, QObject *parent)
{
    const auto summary = client::readBody<MoneySummary>(command->record().summary.json);
    if (!summary) {
        return nullptr;
    }
    for (const auto kind : {MoneyKind::Deposit, MoneyKind::Withdrawal, MoneyKind::Transfer}) {
        if (command->record().kind != wordOf(kind)) {
            continue;
        }
        api::AccountView account;
        account.id = summary->accountId;
        account.accountNumber = summary->accountNumber;
        account.name = summary->customerName;
        account.ownerId = summary->customerId;
        account.currency = summary->currency;
        auto *flow = new MoneyFlow(session, kind, account, parent);
        flow->m_amount = moneyOf(summary->amount, summary->currency);
        flow->m_entries.amount = formatMoney(flow->m_amount);
        if (summary->otherId) {
            api::AccountView other;
            other.id = *summary->otherId;
            other.name = summary->otherName.value_or(QString());
            other.accountNumber = summary->otherNumber.value_or(QString());
            other.currency = summary->currency;
            flow->m_target = other;
            flow->m_entries.target = other.accountNumber;
        }
        flow->adopt(command);
        return flow;
    }
    return nullptr;
}

// Entering

void MoneyFlow::enter(const Entries &entries)
{
    const QString target = withoutUnseen(entries.target);
    const bool newTarget = target.simplified() != m_entries.target.simplified();
    m_entries = {entries.amount, target, withoutUnseen(entries.reference)};
    const auto amount = widgets::parseAmount(entries.amount, m_account.currency);
    m_amount = amount ? *amount : Money{0, m_account.currency};
    if (newTarget) {
        m_target.reset();
        m_searching = true;
        m_pause.start();
    }
    Q_EMIT sheetChanged();
}

void MoneyFlow::searchTarget()
{
    const QString typed = m_entries.target.simplified();
    if (typed.isEmpty()) {
        m_searching = false;
        m_candidates.clear();
        Q_EMIT candidatesChanged();
        return;
    }
    client::AccountQuery query;
    query.search = typed;
    query.pageSize = candidatesAsked;
    query.countLimit = candidatesAsked + 1;
    session().client().accounts(query).then(this,
        [this, typed](const client::Answer<api::AccountPage> &answer) {
            takeCandidates(typed, answer);
        });
}

void MoneyFlow::takeCandidates(const QString &typed, const client::Answer<api::AccountPage> &answer)
{
    if (typed != m_entries.target.simplified() || m_target) {
        return;
    }
    m_searching = false;
    m_candidates.clear();
    m_hasMore = answer && answer->totalCount > qint64(answer->items.size());
    if (answer) {
        for (const api::AccountView &account : answer->items) {
            if (account.id != m_account.id || account.accountNumber == typed) {
                m_candidates.push_back(account);
            }
        }
    }
    // A whole number leaves no choice.
    if (m_candidates.size() == 1 && m_candidates.front().accountNumber == typed) {
        m_target = m_candidates.front();
        m_candidates.clear();
    }
    Q_EMIT candidatesChanged();
    Q_EMIT sheetChanged();
}

void MoneyFlow::chooseTarget(const api::AccountView &account)
{
    m_target = account;
    m_entries.target = account.accountNumber;
    m_candidates.clear();
    m_pause.stop();
    m_searching = false;
    Q_EMIT candidatesChanged();
    Q_EMIT sheetChanged();
}

std::vector<FieldProblem> MoneyFlow::problems() const
{
    std::vector<FieldProblem> problems;
    if (m_kind == MoneyKind::Transfer) {
        if (const auto text = targetProblem()) {
            problems.push_back({Field::Target, *text});
        }
    }
    if (const auto text = amountProblem()) {
        problems.push_back({Field::Amount, *text});
    }
    if (m_entries.reference.simplified().toUcs4().size() > referenceMost) {
        problems.push_back({Field::Reference,
            tr("Reference can have %1 characters").arg(referenceMost)});
    }
    return problems;
}

QString MoneyFlow::order() const
{
    const bool comes = m_kind == MoneyKind::Deposit;
    if (!(comes ? blocksCredits(m_account) : blocksDebits(m_account))) {
        return {};
    }
    if (!session().mayDo("account.block"_L1)) {
        return refusalText(
            comes ? api::ProblemCode::CreditsBlocked : api::ProblemCode::DebitsBlocked);
    }
    const QString reason = comes ? tr("No money may come to this account, by order: %1")
                                 : tr("No money may leave this account, by order: %1");
    return reason.arg(m_account.block->reference.value_or(QString()));
}

QString MoneyFlow::hindrance() const
{
    if (m_account.isActive) {
        return order();
    }
    const bool closed = m_account.status == api::AccountStatus::Deleted;
    return refusalText(
        closed ? api::ProblemCode::AccountDeleted : api::ProblemCode::AccountInactive);
}

std::optional<QString> MoneyFlow::amountProblem() const
{
    if (const QString text = hindrance(); !text.isEmpty()) {
        return text;
    }
    const auto amount = widgets::parseAmount(m_entries.amount, m_account.currency);
    if (!amount) {
        return widgets::amountProblemText(amount.error(), m_account.currency);
    }
    const Money available = moneyOf(m_account.available, m_account.currency);
    if (m_kind != MoneyKind::Deposit && amount->minor > available.minor) {
        return tooLittle(available);
    }
    return std::nullopt;
}

QString MoneyFlow::tooLittle(const Money &available) const
{
    const QString most = formatWithCurrency(available);
    return available.minor > 0
        ? tr("The account has %1 available. Enter %1 or less.").arg(most)
        : tr("The account has %1 available. Nothing can be paid out.").arg(most);
}

std::optional<QString> MoneyFlow::targetProblem() const
{
    const QString typed = m_entries.target.simplified();
    if (typed.isEmpty()) {
        return tr("Enter the account that receives the money");
    }
    if (!m_target) {
        const auto number = AccountNumber::parse(typed.toUtf8());
        if (number && number->isGeneratedShape() && !number->isGenerated()) {
            return tr("The account number does not add up. Compare it with the customer's papers.");
        }
        return m_searching ? tr("Still looking for the account")
            : m_candidates.empty()
            ? tr("No account matches \u201C%1\u201D. Check the number or the name.").arg(typed)
            : tr("Choose one of the accounts that match");
    }
    if (m_target->id == m_account.id) {
        return tr("Both accounts are the same. Choose another account to receive the money.");
    }
    if (!m_target->isActive) {
        return tr("The account that receives the money is not active");
    }
    if (blocksCredits(*m_target)) {
        return tr("No money may come to that account. Choose another account to receive it.");
    }
    if (m_target->currency != m_account.currency) {
        return tr("That account is kept in %1. Choose one in %2.")
            .arg(QString::fromLatin1(m_target->currency.code()),
                QString::fromLatin1(m_account.currency.code()));
    }
    return std::nullopt;
}

Money MoneyFlow::moneyBalance() const
{
    return moneyOf(m_account.balance, m_account.currency);
}

Money MoneyFlow::signedAmount() const
{
    return {m_kind == MoneyKind::Deposit ? m_amount.minor : -m_amount.minor, m_amount.currency};
}

std::optional<Money> MoneyFlow::balanceAfter() const
{
    const auto sum = checkedAdd(moneyBalance().minor, signedAmount().minor);
    return m_amount.minor > 0 && sum ? std::optional(Money{*sum, m_amount.currency}) : std::nullopt;
}

bool MoneyFlow::hasEntries() const
{
    return step() != Step::Done
        && !(m_entries.amount + m_entries.target + m_entries.reference).trimmed().isEmpty();
}

// Posting

client::NewCommand MoneyFlow::command() const
{
    client::NewCommand command;
    command.kind = wordOf(m_kind);
    command.expectedVersion = m_account.version;
    const QString reference = m_entries.reference.simplified();
    const auto described = reference.isEmpty() ? std::nullopt : std::optional(reference);
    const api::CashRequest cash{m_amount.toDecimal(), m_amount.currency, described};
    MoneySummary summary{m_account.ownerId, m_account.name, m_account.id, m_account.accountNumber,
        m_amount.toDecimal(), m_amount.currency, {}, {}, {}};
    switch (m_kind) {
    case MoneyKind::Deposit:
        command.request = client::commands::deposit(m_account.id, cash);
        break;
    case MoneyKind::Withdrawal:
        command.request = client::commands::withdraw(m_account.id, cash);
        break;
    case MoneyKind::Transfer:
        summary.otherId = m_target->id;
        summary.otherName = m_target->name;
        summary.otherNumber = m_target->accountNumber;
        command.request = client::commands::transfer(m_account.id,
            {m_target->id, m_amount.toDecimal(), m_amount.currency, described});
        break;
    }
    command.summary.json = toJson(summary);
    return command;
}

void MoneyFlow::takeAnswer(const QByteArray &body)
{
    const auto movement = client::readBody<api::Movement>(body);
    if (movement) {
        m_movement = *movement;
    }
}

void MoneyFlow::readBeforePosting()
{
    if (step() == Step::Entering || step() == Step::Checking) {
        readAnew();
    }
}

void MoneyFlow::readAnew()
{
    session()
        .client()
        .account(m_account.id)
        .then(this, [this, reading = ++m_reading](const client::Answer<api::AccountView> &answer) {
            if (reading == m_reading) {
                takeAccount(answer);
            }
        });
}

void MoneyFlow::takeAccount(const client::Answer<api::AccountView> &answer)
{
    const bool settled = step() == Step::Done || isOpen();
    if (!answer || settled) {
        return;
    }
    m_account = *answer;
    Q_EMIT sheetChanged();
    if (step() == Step::Checking && !areEntriesGood()) {
        change();
    }
}

QString MoneyFlow::news() const
{
    const QString blocked = hindrance();
    if (step() == Step::Entering && !blocked.isEmpty()) {
        return blocked;
    }
    const bool before = step() == Step::Entering || step() == Step::Checking;
    if (!before || !m_seen) {
        return {};
    }
    const auto changed = [this](Decimal api::AccountView::*figure) {
        return moneyOf((*m_seen).*figure, m_account.currency).minor
            != moneyOf(m_account.*figure, m_account.currency).minor;
    };
    if (changed(&api::AccountView::balance)) {
        return tr("The balance changed while you were working. It is now %1.")
            .arg(formatWithCurrency(moneyBalance()));
    }
    if (changed(&api::AccountView::available)) {
        return tr("The available amount changed while you were working. It is now %1.")
            .arg(formatWithCurrency(moneyOf(m_account.available, m_account.currency)));
    }
    // The figures first: of a history that was restored they differ under the same version.
    return m_seen->version != m_account.version
        ? tr("The account changed while you were working. Look at it once more.")
        : QString();
}

//! A refusal does not say which of both accounts it means; what was read of this one does.
bool MoneyFlow::isAboutAnotherAccount(api::ProblemCode code) const
{
    using enum api::ProblemCode;
    if (m_kind != MoneyKind::Transfer) {
        return false;
    }
    const bool eitherOne
        = code == AccountNotFound || code == AccountInactive || code == AccountDeleted;
    return code == CreditsBlocked || (eitherOne && m_account.isActive);
}

QString MoneyFlow::reasonFor(const client::ApiError &error) const
{
    const Money available = moneyOf(m_account.available, m_account.currency);
    if (error.is(api::ProblemCode::InsufficientFunds) && m_amount.minor > available.minor) {
        return tooLittle(available);
    }
    if (m_kind == MoneyKind::Transfer && error.is(api::ProblemCode::CreditsBlocked)) {
        return tr("No money may come to that account. Choose another account to receive it.");
    }
    if (error.is(api::ProblemCode::VersionConflict)) {
        const bool isRead = m_account.version >= error.problem.currentVersion.value_or(0);
        return isRead ? tr("The balance changed while you were working. It is now %1.")
                            .arg(formatWithCurrency(moneyBalance()))
                      : error.userMessage();
    }
    return error.userMessage();
}

} // namespace kontor::teller
