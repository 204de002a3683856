// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "foundation/AccountNumber.h"
#include "foundation/Cpf.h"
#include "server/cache/AccountCache.h"
#include "server/openapi/Examples.h"
#include "server/routes/Dialects.h"
#include "server/routes/Render.h"

// Opening, finding and changing accounts.

namespace kontor::server {

using application::CommandResult;
using namespace domain;

static api::AccountView viewOf(const application::ChangedStream &subject)
{
    return accountView(subject.stream.accountId(), subject.version, std::get<Account>(*subject.state));
}

static void answerAccount(Call &call, int status, const api::AccountView &view, Headers headers = {})
{
    headers.push_back({"ETag", '"' + QByteArray::number(view.version) + '"'});
    call.answer(status, toJson(call.mayKnowOrders() ? view : withoutOrder(view)), headers);
}

static void answerSubject(Call &call, const CommandResult &result)
{
    answerAccount(call, 200, viewOf(*result.subject));
}

static void answerNothing(Call &call, const CommandResult &)
{
    call.noContent();
}

static void openAccount(Branch &branch, const CallPtr &call)
{
    const auto body = call->body<api::OpenAccountRequest>();
    if (!body) {
        return;
    }
    if (!body->name && !body->ownerId) {
        call->refuse(missingMember("name"));
        return;
    }
    OpenAccount command;
    command.id = branch.ids().nextId<AccountId>();
    command.newCustomerId = branch.ids().nextId<CustomerId>();
    command.name = body->name;
    command.cpf = body->cpf;
    command.ownerId = body->ownerId;
    if (body->ownerId) {
        call->about(body->ownerId->uuid);
    }
    if (const auto own = call->onlyOwn(); own && !command.ownerId) {
        command.ownerId = CustomerId{*own};
    }
    command.currency = body->currency;
    command.initialBalance = body->initialBalance.value_or(Decimal());
    if (body->accountNumber) {
        command.number = body->accountNumber->toUtf8();
    }
    call->command(branch, std::move(command), [](Call &c, const CommandResult &result) {
        // A replay makes its own ids; the account is the one that the first answer named.
        const auto &created = result.events().back();
        const auto &event = std::get<AccountCreated>(created.event);
        Account account;
        evolve(account, event, created.recordedAt);
        const AccountId id = created.stream.accountId();
        c.about(id.uuid);
        answerAccount(c, 201, accountView(id, 1, account),
            {{"Location", "/api/v1/accounts/" + id.toString()}});
    });
}

// ---- the two reads that are remembered --------------------------------------------------------

static Headers cacheHeader(const AccountCache &cache, const char *outcome)
{
    return cache.isOn() ? Headers{{"X-Cache", outcome}} : Headers();
}

// Accounts are remembered as those read them who may know everything.
static QByteArray remembered(const Call &call, const QByteArray &json)
{
    if (call.mayKnowOrders()) {
        return json;
    }
    auto account = parseJson(json);
    JsonValue *block = account ? account->find("block") : nullptr;
    JsonValue *reference = block ? block->find("reference") : nullptr;
    if (!reference) {
        return json;
    }
    *reference = JsonValue();
    return account->toJson();
}

// What is remembered does not say whose it is; the account does.
static void answerRemembered(Branch &branch, const AccountCache &cache, Call &call,
    const CacheEntry &entry)
{
    if (call.onlyOwn() && !call.account(branch, entry.id)) {
        return;
    }
    call.about(entry.id.uuid);
    Headers headers = cacheHeader(cache, "hit");
    headers.push_back({"ETag", '"' + QByteArray::number(entry.version) + '"'});
    call.answer(200, remembered(call, entry.account.json), headers);
}

// Answers with what was looked up, and remembers it for the next time.
static void answerLookedUp(AccountCache &cache, Call &call,
    const std::optional<application::AccountRow> &row, qint64 asOf)
{
    if (!row || !call.maySee(row->id, row->account)) {
        call.refuse(api::ProblemCode::AccountNotFound);
        return;
    }
    call.about(row->id.uuid);
    const auto view = accountView(row->id, row->version, row->account);
    cache.fill(view, asOf);
    answerAccount(call, 200, view, cacheHeader(cache, "miss"));
}

static void getAccount(Branch &branch, AccountCache &cache, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    if (!id) {
        return;
    }
    cache.find(*id, [&branch, &cache, call, id = *id](const std::optional<CacheEntry> &entry) {
        branch.reading([&] {
            if (entry) {
                answerRemembered(branch, cache, *call, *entry);
            } else {
                answerLookedUp(cache, *call, branch.account(id), branch.head().position);
            }
        });
    });
}

static void lookUpByCpf(Branch &branch, AccountCache &cache, const CallPtr &call,
    const QByteArray &digits)
{
    using Row = std::optional<application::AccountRow>;
    branch.ask<Row>(
        call->ownSpace(), [digits](QuerySources &s) { return s.views->accountByCpf(digits); },
        [&cache, call, asOf = branch.head().position](Result<Row, api::ProblemCode> row) {
            if (row) {
                answerLookedUp(cache, *call, *row, asOf);
            } else {
                call->refuse(row.error());
            }
        });
}

static void getAccountByCpf(Branch &branch, AccountCache &cache, const CallPtr &call)
{
    const auto cpf = Cpf::parse(call->text("id"), CpfValidation::Length);
    if (!cpf) {
        call->refuseParameter("id", u"A CPF has 11 digits."_s);
        return;
    }
    cache.findByCpf(cpf->digits(), [&branch, &cache, call, digits = cpf->digits()](
                                       const std::optional<CacheEntry> &entry) {
        branch.reading([&] {
            if (entry) {
                answerRemembered(branch, cache, *call, *entry);
            } else {
                lookUpByCpf(branch, cache, call, digits);
            }
        });
    });
}

// -----------------------------------------------------------------------------------------------

using AccountRows = application::RowPage<application::AccountRow>;

static void answerPage(const CallPtr &call, const application::AccountFilter &filter,
    const AccountRows &rows)
{
    api::AccountPage page;
    for (const auto &row : rows.rows) {
        const auto view = accountView(row.id, row.version, row.account);
        page.items.push_back(call->mayKnowOrders() ? view : withoutOrder(view));
    }
    call->answer(200, toJson(numbered(page, filter.page, filter.pageSize, rows.totalCount)));
}


void answerAccountPage(Branch &branch, const CallPtr &call, const application::AccountFilter &filter)
{
    branch.ask<AccountRows>(
        call->ownSpace(), [filter](QuerySources &s) { return s.views->accounts(filter); },
        [call, filter](Result<AccountRows, api::ProblemCode> rows) {
            if (rows) {
                answerPage(call, filter, *rows);
            } else {
                call->refuse(rows.error());
            }
        });
}

static void listAccounts(Branch &branch, const CallPtr &call)
{
    application::AccountFilter filter;
    filter.page = int(call->queryNumber("page"));
    filter.pageSize = int(call->queryNumber("pageSize"));
    filter.search = call->queryText("q");
    filter.ownerId = call->queryId<CustomerId>("ownerId");
    if (filter.ownerId) {
        call->about(filter.ownerId->uuid);
    }
    filter.includeDeleted = call->queryFlag("includeDeleted");
    filter.countLimit = call->queryNumber("countLimit");
    if (const auto own = call->onlyOwn()) {
        if (filter.ownerId && filter.ownerId->uuid != *own) {
            answerPage(call, filter, {});
            return;
        }
        filter.ownerId = CustomerId{*own};
    }
    answerAccountPage(branch, call, filter);
}

static void replaceAccount(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::ReplaceAccountRequest>() : std::nullopt;
    if (body) {
        call->command(branch,
            ReplaceAccount{*id, body->name, body->cpf, body->isActive, body->isDeleted},
            answerSubject);
    }
}

static void renameAccount(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::RenameAccountRequest>() : std::nullopt;
    if (body) {
        call->command(branch, RenameAccount{*id, body->name}, answerSubject);
    }
}

static void changeCpf(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::ChangeCpfRequest>() : std::nullopt;
    if (body) {
        call->command(branch, ChangeAccountCpf{*id, body->cpf}, answerSubject);
    }
}

static Handler lifeCycle(Branch &branch, LifeCycleStep step)
{
    return Handler([&branch, step](const CallPtr &call) {
        const auto id = call->id<AccountId>("id");
        if (id && call->noBody()) {
            call->command(branch, ChangeLifeCycle{*id, step}, answerNothing);
        }
    });
}

using enum api::ProblemCode;
namespace paths = api::paths;

static void addOpeningAndFinding(Routes &routes, Branch &branch, AccountCache &cache)
{
    const auto remembered = [&](void (*route)(Branch &, AccountCache &, const CallPtr &)) {
        return Handler([&branch, &cache, route](const CallPtr &call) { route(branch, cache, call); });
    };
    routes.add({.method = Method::Post,
                   .path = paths::accounts,
                   .action = "account.open",
                   .name = "openAccount",
                   .summary = "Open an account",
                   .details = "A name or an existing owner is needed; a body of name and cpf alone "
                              "needs both. Without ownerId a customer is registered with it.",
                   .body = bodies::opening(),
                   .answers = {{201, examples::account(), {"ETag", "Location"}}},
                   .problems = {CustomerNotFound, AmountFormat, AmountNotPositive, DepositTooLarge,
                       InvalidName, InvalidCpf, NumberInvalid, CpfTaken, NumberTaken, IdTaken}},
        handling(branch, openAccount));
    routes.add(
        {.path = paths::accounts,
            .action = "account.list",
            .name = "listAccounts",
            .summary = "List accounts",
            .details = "Ordered by creation.",
            .parameters = query::paged(
                {query::search("q",
                     "parts of a name, a number or a CPF, without regard to case, accents and "
                     "order, with ae, oe or ue for an umlaut and the other way round; of fewer "
                     "than three characters: "
                     "beginnings of words"),
                    query::id("ownerId", "accounts of this customer"),
                    query::flag("includeDeleted", "deleted accounts, too"),
                    query::number("countLimit", {0, 1'000'000'000, 0},
                        "counting stops there: totalCount is no more than this; 0 counts "
                        "all, which takes longer where very many match")}),
            .answers = {{200, examples::accounts()}},
            .problems = {ViewBehind}},
        handling(branch, listAccounts));
    routes.add({.path = paths::account, .action = "account.read", .name = "getAccount",
                   .summary = "Get an account",
                   .details = "Deleted accounts answer, too, with their flag.",
                   .answers = {{200, examples::account(), {"ETag", "X-Cache"}}},
                   .problems = {AccountNotFound}},
        remembered(getAccount));
    routes.add({.path = paths::accountCpf,
                   .action = "account.read",
                   .name = "getAccountByCpf",
                   .summary = "Get an account by its holder's CPF",
                   .segments = {{"id", "the CPF, with or without dots and dash",
                       api::facts::typedCpf, "52998224725"}},
                   .answers = {{200, examples::account(), {"ETag", "X-Cache"}}},
                   .problems = {AccountNotFound, ViewBehind}},
        remembered(getAccountByCpf));
}

static void addChanging(Routes &routes, Branch &branch)
{
    routes.add({.method = Method::Put, .path = paths::account, .action = "account.change",
                   .name = "replaceAccount", .summary = "Change name, CPF and state at once",
                   .details = "Cannot restore a deleted account.", .body = examples::replacement(),
                   .answers = {{200, examples::account(), {"ETag"}}},
                   .problems = {AccountNotFound, VersionConflict, InvalidName, InvalidCpf,
                       AccountDeleted, CpfTaken, BalanceNotZero, HoldsRemain}},
        handling(branch, replaceAccount));
    routes.add({.method = Method::Patch, .path = paths::accountName, .action = "account.change",
                   .name = "renameAccount", .summary = "Change the holder's name",
                   .body = api::RenameAccountRequest{u"Ana Souza"_s},
                   .answers = {{200, examples::account(), {"ETag"}}},
                   .problems = {AccountNotFound, VersionConflict, InvalidName, AccountDeleted}},
        handling(branch, renameAccount));
    routes.add(
        {.method = Method::Patch,
            .path = paths::accountCpf,
            .action = "account.change",
            .name = "changeCpf",
            .summary = "Change the holder's CPF",
            .body = api::ChangeCpfRequest{u"390.533.447-05"_s},
            .answers = {{200, examples::account(), {"ETag"}}},
            .problems = {AccountNotFound, VersionConflict, InvalidCpf, AccountDeleted, CpfTaken}},
        handling(branch, changeCpf));
}

static void addLifeCycle(Routes &routes, Branch &branch)
{
    routes.add({.method = Method::Patch, .path = paths::activateAccount, .action = "account.change",
                   .name = "activateAccount", .summary = "Activate an account",
                   .details = "An active account stays as it is.", .answers = {{204}},
                   .problems = {AccountNotFound, VersionConflict, AccountDeleted}},
        lifeCycle(branch, LifeCycleStep::Activate));
    routes.add({.method = Method::Patch, .path = paths::deactivateAccount,
                   .action = "account.change", .name = "deactivateAccount",
                   .summary = "Deactivate an account",
                   .details = "No money moves until it is active again.", .answers = {{204}},
                   .problems = {AccountNotFound, VersionConflict, AccountDeleted, AccountInactive}},
        lifeCycle(branch, LifeCycleStep::Deactivate));
    routes.add({.method = Method::Delete, .path = paths::account, .action = "account.delete",
                   .name = "deleteAccount", .summary = "Delete an account",
                   .details = "It can be restored. Its balance must be zero and nothing held.",
                   .answers = {{204}},
                   .problems = {AccountNotFound, VersionConflict, AccountDeleted, BalanceNotZero,
                       HoldsRemain}},
        lifeCycle(branch, LifeCycleStep::Delete));
    routes.add({.method = Method::Patch, .path = paths::restoreAccount, .action = "account.change",
                   .name = "restoreAccount", .summary = "Restore a deleted account",
                   .answers = {{204}},
                   .problems = {AccountNotFound, VersionConflict, AccountNotDeleted}},
        lifeCycle(branch, LifeCycleStep::Restore));
}

void addAccountRoutes(Routes &routes, Branch &branch, AccountCache &cache)
{
    addOpeningAndFinding(routes, branch, cache);
    addChanging(routes, branch);
    addLifeCycle(routes, branch);
}

} // namespace kontor::server
