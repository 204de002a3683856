// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Dialects.h"

#include "server/http/Respond.h"
#include "server/openapi/Examples.h"
#include "server/routes/Refusals.h"

#include <algorithm>

namespace kontor::server {

namespace bodies {

Body opening()
{
    const std::vector<Form> forms = {
        {"name and CPF", R"({"name":"Carla Dias","cpf":"11144477735"})"},
        {"owner's name and initial balance", R"({"ownerName":"Juan Pérez","initialBalance":1000.0})"},
        {"owner and amount", R"({"owner":"Alice","amount":500})"},
        {"one more account of a customer",
            R"({"currency":"EUR","ownerId":")" + examples::id<CustomerId>("customers").toString()
                + "\"}"}};
    Body body{examples::opening(),
        {{"ownerName", "name"}, {"owner", "name"}, {"amount", "initialBalance"}}, forms};
    body.together = {"name", "cpf"};
    return body;
}

Body transfer()
{
    const std::vector<Form> forms
        = {{"without currency and description", R"({"amount":250,"destinationAccountId":")"
                + examples::id<AccountId>("accounts/bruno").toString() + "\"}"}};
    return {examples::transfer(),
        {{"targetAccountId", "destinationAccountId"}, {"toAccountId", "destinationAccountId"}},
        forms};
}

static Body transferById()
{
    Body body = examples::transferById();
    body.synonyms = transfer().synonyms;
    body.synonyms.push_back({"fromAccountId", "sourceAccountId"});
    return body;
}

} // namespace bodies

// Some documents PATCH what others POST.
static std::vector<Dialect> allDialects()
{
    namespace paths = api::paths;
    return {
        {Method::Post, paths::depositById, "depositById",
            "Pay cash in on the account named in the body", examples::cashById(), Method::Post,
            paths::deposit, "accountId"},
        {Method::Patch, paths::depositById, "patchDepositById",
            "Pay cash in on the account named in the body, as PATCH", examples::cashById(),
            Method::Post, paths::deposit, "accountId"},
        {Method::Post, paths::withdrawById, "withdrawById",
            "Pay cash out of the account named in the body", examples::cashById(), Method::Post,
            paths::withdraw, "accountId"},
        {Method::Patch, paths::withdrawById, "patchWithdrawById",
            "Pay cash out of the account named in the body, as PATCH", examples::cashById(),
            Method::Post, paths::withdraw, "accountId"},
        {Method::Post, paths::transferById, "transferById",
            "Transfer between the accounts in the body", bodies::transferById(), Method::Post,
            paths::transfer, "sourceAccountId"},
        {Method::Delete, paths::accounts, "deleteAccountById",
            "Delete the account named in the body",
            api::DeleteAccountRequest{examples::id<AccountId>("accounts")}, Method::Delete,
            paths::account, "accountId"},
    };
}

const std::vector<Dialect> &dialects()
{
    static const std::vector<Dialect> rows = allDialects();
    return rows;
}

// ---- bodies -----------------------------------------------------------------------------------

static FieldErrors fieldError(const char *member, const char *code, const QString &detail)
{
    return {{u'/' + QString::fromLatin1(member), QString::fromLatin1(code), detail}};
}

FieldErrors missingMember(const char *name)
{
    return fieldError(name, "missing-member",
        u"The member \"%1\" is required."_s.arg(QString::fromLatin1(name)));
}

// As the member's type reads it; texts in NFC and trimmed, as names are kept.
static std::string meaningOf(const Body &route, const char *name, const JsonValue &value)
{
    JsonValue::Member member{name, value};
    if (value.kind == JsonValue::Kind::String) {
        member.second.text
            = value.toQString().normalized(QString::NormalizationForm_C).trimmed().toStdString();
    }
    return route.readMember(member);
}

static bool meanTheSame(const Body &route, const char *name, const JsonValue &a, const JsonValue &b)
{
    if (a.toJson() == b.toJson()) {
        return true;
    }
    const std::string meaning = meaningOf(route, name, a);
    return !meaning.empty() && meaning == meaningOf(route, name, b);
}

// Absent; and null counts as absent.
static bool isMissing(const JsonValue *member)
{
    return !member || member->isNull();
}

static void erase(JsonValue &body, std::string_view name)
{
    std::erase_if(body.members, [name](const auto &member) { return member.first == name; });
}

static Result<Worded, FieldErrors> withCanonicalNames(JsonValue body, const Body &route)
{
    Worded worded{std::move(body), {}};
    for (const Synonym &synonym : route.synonyms) {
        const JsonValue *given = worded.body.find(synonym.word);
        const JsonValue *other = worded.body.find(synonym.canonical);
        if (isMissing(given)) {
            erase(worded.body, synonym.word);
        } else if (isMissing(other)) {
            erase(worded.body, synonym.canonical);
            std::find_if(worded.body.members.begin(), worded.body.members.end(),
                [&](const JsonValue::Member &member) { return member.first == synonym.word; })
                ->first
                = synonym.canonical;
            worded.replaced.push_back(synonym);
        } else if (meanTheSame(route, synonym.canonical, *given, *other)) {
            erase(worded.body, synonym.word);
        } else {
            return Failure{fieldError(synonym.word, "contradiction",
                u"\"%1\" and \"%2\" mean the same and differ."_s.arg(
                    QString::fromLatin1(synonym.word), QString::fromLatin1(synonym.canonical)))};
        }
    }
    return worded;
}

// The first member that a body lacks which has no others.
static const char *missingCompanion(const JsonValue &body, const QByteArrayList &together)
{
    const bool hasOthers = std::any_of(body.members.begin(), body.members.end(),
        [&](const JsonValue::Member &member) {
            return !member.second.isNull()
                && !together.contains(QByteArray::fromStdString(member.first));
        });
    const auto missing
        = std::find_if(together.begin(), together.end(), [&](const QByteArray &name) {
              return isMissing(body.find(std::string_view(name.constData())));
          });
    return hasOthers || missing == together.end() ? nullptr : missing->constData();
}

Result<Worded, FieldErrors> inOwnWords(const Body &route, JsonValue body)
{
    if (!body.isObject()) {
        return Worded{std::move(body), {}};
    }
    if (const char *missing = missingCompanion(body, route.together)) {
        return Failure{missingMember(missing)};
    }
    return withCanonicalNames(std::move(body), route);
}

void remember(const Synonyms &replaced, QHash<QString, QString> &words)
{
    for (const Synonym &synonym : replaced) {
        words.insert(QString::fromLatin1(synonym.canonical), QString::fromLatin1(synonym.word));
    }
}

FieldErrors asWritten(FieldErrors errors, const QHash<QString, QString> &words)
{
    for (FieldError &error : errors) {
        const auto word = words.constFind(error.pointer.mid(1));
        if (word != words.constEnd()) {
            error.pointer = u'/' + *word;
        }
    }
    return errors;
}

// ---- requests ---------------------------------------------------------------------------------

static Result<QByteArray, FieldErrors> takeId(JsonValue &body, const Dialect &dialect)
{
    auto &members = body.members;
    const auto found = std::find_if(members.begin(), members.end(),
        [&](const JsonValue::Member &member) { return member.first == dialect.id; });
    if (found == members.end() || found->second.isNull()) {
        return Failure{missingMember(dialect.id)};
    }
    Uuid id;
    ReadContext context;
    context.enter(QString::fromLatin1(dialect.id));
    if (!readJsonValue(found->second, id, context)) {
        return Failure{std::move(context.errors)};
    }
    members.erase(found);
    return id.toString();
}

// The request as the route itself would have been asked; or what is wrong with it.
static std::optional<api::Problem> translate(
    const Dialect &dialect, const Route &route, RequestContext &context)
{
    auto body = context.json();
    if (!body) {
        return body.error();
    }
    auto worded = inOwnWords(dialect.body, std::move(*body));
    if (!worded) {
        return RequestContext::problemOf(worded.error());
    }
    remember(worded->replaced, context.words);
    const auto id = takeId(worded->body, dialect);
    if (!id) {
        return RequestContext::problemOf(asWritten(id.error(), context.words));
    }
    const QString own = QString::fromLatin1(dialect.id);
    context.words.insert(QString::fromLatin1(pathAccount), context.words.value(own, own));
    context.route = &route;
    context.captures = {{"id", *id}};
    context.request.body = worded->body.toJson();
    return std::nullopt;
}

static const Route &routeOf(const RouteTable &table, const Dialect &dialect)
{
    const auto &routes = table.routes();
    const auto found = std::find_if(routes.begin(), routes.end(), [&](const auto &route) {
        return route->method == dialect.routeMethod && route->pattern == dialect.routePath.pattern;
    });
    KONTOR_ASSERT(found != routes.end());
    return **found;
}

// Answers and problems are those of the route.
static std::shared_ptr<const Operation> operationOf(const Dialect &dialect, const Route &route)
{
    Operation operation = *route.operation;
    operation.method = dialect.method;
    operation.path = dialect.path;
    operation.name = dialect.name;
    operation.summary = dialect.summary;
    operation.body = dialect.body;
    return std::make_shared<const Operation>(std::move(operation));
}

void addDialects(RouteTable &table)
{
    for (const Dialect &dialect : dialects()) {
        const Route &route = routeOf(table, dialect);
        Route other = route;
        other.method = dialect.method;
        other.pattern = dialect.path.pattern;
        other.operation = operationOf(dialect, route);
        other.handler = [&dialect, &route](RequestContext &&context, Reply &&reply) {
            if (auto problem = translate(dialect, route, context)) {
                respond::problem(reply, std::move(*problem));
            } else {
                route.handler(std::move(context), std::move(reply));
            }
        };
        table.add(std::move(other));
    }
}

} // namespace kontor::server
