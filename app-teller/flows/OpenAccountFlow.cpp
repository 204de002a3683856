// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/OpenAccountFlow.h"

#include "app-teller/Words.h"
#include "client/Commands.h"
#include "foundation/Cpf.h"
#include "foundation/Strings.h"
#include "foundation/Text.h"
#include "widgets/AmountParser.h"
#include "widgets/AmountWords.h"
#include "widgets/Dates.h"
#include "widgets/MoneyText.h"

namespace kontor::teller {

using widgets::formatMoney;
using widgets::formatWithCurrency;
using widgets::moneyOf;
using Line = widgets::Receipt::Line;

OpenAccountFlow::OpenAccountFlow(Session &session, std::optional<Owner> owner, QObject *parent)
    : CommandFlow(session, parent), m_owner(std::move(owner)), m_currency(session.info().currency),
      m_initial{0, m_currency}
{}

OpenAccountFlow *OpenAccountFlow::restore(Session &session, client::PendingCommand *command,
    QObject *parent)
{
    const auto summary = client::readBody<OpeningSummary>(command->record().summary.json);
    if (!summary || command->record().kind != word()) {
        return nullptr;
    }
    std::optional<Owner> owner;
    if (summary->customerId) {
        owner = Owner{*summary->customerId, summary->name};
    }
    auto *flow = new OpenAccountFlow(session, owner, parent);
    flow->m_entries.name = summary->name;
    flow->m_currency = summary->currency;
    flow->m_initial = moneyOf(summary->initial, summary->currency);
    flow->adopt(command);
    return flow;
}

void OpenAccountFlow::enter(const Entries &entries)
{
    m_entries = {withoutUnseen(entries.name), withoutUnseen(entries.cpf), entries.initial};
    const auto initial = widgets::parseAmount(entries.initial, m_currency);
    m_initial = initial ? *initial : Money{0, m_currency};
    Q_EMIT sheetChanged();
}

//! Nothing has to be paid in, whether somebody says so with a nought or not at all.
static bool meansNoCash(const QString &text, widgets::AmountProblem problem)
{
    using Problem = widgets::AmountProblem;
    const bool isNegative = text.contains(u'-') || text.contains(u'\u2212');
    return problem == Problem::Missing || (problem == Problem::NotPositive && !isNegative);
}

std::vector<FieldProblem> OpenAccountFlow::problems() const
{
    std::vector<FieldProblem> problems;
    const QString name = m_entries.name.simplified();
    if (!m_owner && name.isEmpty()) {
        problems.push_back({Field::Name, tr("Enter the holder's name")});
    } else if (!m_owner && !cleanText(name, 3, 100)) {
        problems.push_back({Field::Name, tr("Name must have 3 to 100 characters")});
    }
    const QString cpf = m_entries.cpf.trimmed();
    if (!m_owner && !cpf.isEmpty() && !Cpf::parse(cpf, CpfValidation::Strict)) {
        problems.push_back({Field::Cpf,
            tr("The CPF does not add up. Compare its 11 digits with the document.")});
    }
    const auto initial = widgets::parseAmount(m_entries.initial, m_currency);
    if (!initial && !meansNoCash(m_entries.initial, initial.error())) {
        problems.push_back(
            {Field::Initial, widgets::amountProblemText(initial.error(), m_currency)});
    }
    return problems;
}

bool OpenAccountFlow::hasEntries() const
{
    const QString typed
        = (m_owner ? QString() : m_entries.name) + m_entries.cpf + m_entries.initial;
    return step() != Step::Done && !typed.trimmed().isEmpty();
}

QString OpenAccountFlow::title() const
{
    return m_owner ? tr("Another account") : tr("New account");
}

QString OpenAccountFlow::subject() const
{
    return m_owner ? tr("for %1").arg(m_owner->name) : tr("for a new customer");
}

QString OpenAccountFlow::deedInSentence() const
{
    return tr("account opening", "in a sentence");
}

Brief OpenAccountFlow::brief() const
{
    return m_initial.minor > 0 ? Brief{formatWithCurrency(m_initial), title() + u", "_s + holder()}
                               : Brief{title(), holder()};
}

QString OpenAccountFlow::moneyInSentence() const
{
    return m_initial.minor > 0
        ? tr("%1 for a new account, %2").arg(formatWithCurrency(m_initial), holder())
        : tr("a new account for %1").arg(holder());
}

QString OpenAccountFlow::shownCpf() const
{
    const auto cpf = Cpf::parse(m_entries.cpf, CpfValidation::Strict);
    return cpf ? Words::cpf(QString::fromLatin1(cpf->digits())).mid(4) : tr("none");
}

QString OpenAccountFlow::searchText() const
{
    const auto cpf = Cpf::parse(m_entries.cpf, CpfValidation::Strict);
    return cpf ? QString::fromLatin1(cpf->digits()) : holder();
}

CheckSheet OpenAccountFlow::checkSheet() const
{
    CheckSheet sheet;
    sheet.amount = m_initial;
    sheet.headline = holder();
    sheet.advice = tr("Compare the name with the document, then open the account.");
    sheet.from = m_initial.minor > 0
        ? Party{u"cash"_s, tr("Cash from"), holder(), tr("at the counter")}
        : Party{u"customer"_s, tr("Holder"), holder(),
              m_owner ? tr("known customer") : tr("new customer")};
    sheet.to = {u"account"_s, tr("New account"), holder(), tr("the number comes with the opening")};
    sheet.rows = {{tr("Name"), holder()}};
    if (!m_owner) {
        sheet.rows.push_back({u"CPF"_s, shownCpf()});
    }
    sheet.rows.push_back({tr("Currency"), QString::fromLatin1(m_currency.code())});
    Change change;
    change.icon = u"account"_s;
    change.title = tr("New account");
    change.rows = {{tr("Paid in at once"),
        m_initial.minor > 0 ? widgets::formatSignedWithCurrency(m_initial) : tr("nothing")}};
    change.after = {tr("Balance"), formatWithCurrency(m_initial)};
    sheet.changes = {change};
    sheet.postText = tr("Open account");
    return sheet;
}

client::NewCommand OpenAccountFlow::command() const
{
    client::NewCommand command;
    command.kind = word();
    api::OpenAccountRequest request;
    request.name = holder();
    if (m_owner) {
        request.ownerId = m_owner->id;
    } else if (const auto cpf = Cpf::parse(m_entries.cpf, CpfValidation::Strict)) {
        request.cpf = QString::fromLatin1(cpf->digits());
    }
    request.currency = m_currency;
    if (m_initial.minor > 0) {
        request.initialBalance = m_initial.toDecimal();
    }
    command.request = client::commands::openAccount(request);
    OpeningSummary summary{holder(), {}, m_initial.toDecimal(), m_currency};
    if (m_owner) {
        summary.customerId = m_owner->id;
    }
    command.summary.json = toJson(summary);
    return command;
}

void OpenAccountFlow::takeAnswer(const QByteArray &body)
{
    const auto account = client::readBody<api::AccountView>(body);
    if (account) {
        m_account = *account;
    }
}

DoneSheet OpenAccountFlow::doneSheet() const
{
    DoneSheet sheet;
    if (!m_account) {
        sheet.headline = holder();
        sheet.sentence = tr("The account is open. Search for the name to see its number.");
        return sheet;
    }
    sheet.amount = m_initial;
    sheet.headline = m_account->accountNumber;
    sheet.sentence = tr("Account %1 is open.").arg(m_account->accountNumber);
    sheet.lead = tr("new account for %1").arg(m_account->name);
    sheet.rows = {{tr("Account"), m_account->accountNumber, true},
        {tr("Holder"), m_account->name, true},
        {u"CPF"_s, m_account->cpf ? Words::cpf(m_account->cpf).mid(4) : tr("none")},
        {tr("Balance"), formatWithCurrency(moneyOf(m_account->balance, m_account->currency))},
        {tr("Opened"), tr("%1 by %2").arg(widgets::exactTime(m_account->createdAt),
                           session().actor())}};
    sheet.receipt = receipt();
    return sheet;
}

widgets::Receipt OpenAccountFlow::receipt() const
{
    const Money balance = moneyOf(m_account->balance, m_account->currency);
    widgets::Receipt receipt;
    receipt.house = u"Kontor"_s;
    receipt.place = session().info().branch;
    receipt.demoMark = session().info().demo ? tr("DEMO \u2013 nothing here is real") : QString();
    receipt.lines = {{Line::Style::Rule, {}, {}}, {Line::Style::Strong, tr("Account opened"), {}},
        {Line::Style::Pair, tr("Account"), m_account->accountNumber},
        {Line::Style::Pair, tr("Date"), widgets::receiptTime(m_account->createdAt)},
        {Line::Style::Pair, tr("Holder"), m_account->name}, {Line::Style::Rule, {}, {}},
        {Line::Style::Total, tr("Balance %1").arg(QString::fromLatin1(balance.currency.code())),
            formatMoney(balance)},
        {Line::Style::Text, widgets::amountInWords(balance), {}}, {Line::Style::Rule, {}, {}},
        {Line::Style::Pair, tr("Served by"), session().actor()}};
    return receipt;
}

} // namespace kontor::teller
