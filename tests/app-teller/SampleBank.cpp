// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/SampleBank.h"

#include "api/Customers.h"
#include "api/Payloads.h"
#include "api/Problem.h"
#include "app-teller/SampleStatement.h"
#include "foundation/AccountNumber.h"
#include "foundation/Strings.h"
#include "support/FakeTransport.h"

#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace kontor::testing {

using client::HttpRequest;
using client::HttpResponse;
using api::MovementType;

namespace {

constexpr qint64 dayMicros = 86'400'000'000;

HttpResponse problem(api::ProblemCode code, std::optional<qint64> version = {})
{
    api::Problem body = api::Problem::of(code, QString(), u"request-1"_s);
    body.currentVersion = version;
    HttpResponse response = answered(body.status, toJson(body));
    response.headers.append(
        std::pair<QByteArray, QByteArray>("content-type", "application/problem+json"));
    return response;
}

template<class T>
HttpResponse good(const T &body, int status = 200)
{
    return answered(status, toJson(body));
}

template<class T>
api::Page<T> onePage(std::vector<T> items)
{
    api::Page<T> page;
    page.totalCount = qint64(items.size());
    page.totalPages = 1;
    page.pageSize = 100;
    page.items = std::move(items);
    return page;
}

QString folded(const QString &text)
{
    QString result;
    for (const QChar c : text.normalized(QString::NormalizationForm_D)) {
        if (c.category() != QChar::Mark_NonSpacing) {
            result += c.toLower();
        }
    }
    return result;
}

template<class T>
T read(const QByteArray &body)
{
    const auto json = parseJson(body);
    auto value = fromJson<T>(*json);
    return *value;
}

} // namespace

class SampleBank::Connection final : public client::Transport
{
public:
    explicit Connection(SampleBank *bank) : m_bank(bank) {}

    QFuture<HttpResponse> send(HttpRequest request) override
    {
        auto promise = std::make_shared<QPromise<HttpResponse>>();
        promise->start();
        const QFuture<HttpResponse> future = promise->future();
        const bool waits = request.target.contains("/events") && !request.target.contains("latest")
            && m_bank->m_line != Line::Cut;
        if (waits) {
            const QUrlQuery query(QUrl(QString::fromLatin1(request.target)));
            const qint64 after = query.queryItemValue(u"after"_s).toLongLong();
            m_bank->m_waiting.push_back({after, promise});
            QTimer::singleShot(0, &m_bank->m_soon, [bank = m_bank] { bank->wakeWaiting(); });
            return future;
        }
        m_bank->answerSoon({std::move(request), promise});
        return future;
    }

private:
    SampleBank *m_bank;
};

SampleBank::SampleBank(const Clock &clock) : m_clock(&clock)
{
    info.name = u"kontor-server"_s;
    info.version = u"0.1.0"_s;
    info.branch = u"Main branch"_s;
    info.open = true;
    info.currency = Currency::eur();
    open();
}

std::unique_ptr<client::Transport> SampleBank::connectTo()
{
    return std::make_unique<Connection>(this);
}

void SampleBank::answerSoon(const Held &held)
{
    QTimer::singleShot(0, &m_soon, [this, held] {
        if (m_line == Line::Silent) {
            m_held.push_back(held);
            return;
        }
        const HttpResponse response = answer(held.request);
        holdAgainstDocument(held.request, response);
        held.promise->addResult(response);
        held.promise->finish();
    });
}

void SampleBank::setLine(Line line)
{
    m_line = line;
    for (const Held &held : std::exchange(m_held, {})) {
        answerSoon(held);
    }
    if (line == Line::Cut) {
        for (const Waiting &waiting : std::exchange(m_waiting, {})) {
            waiting.promise->addResult(notSent());
            waiting.promise->finish();
        }
    }
}

Uuid SampleBank::nextId()
{
    return Uuid::nameBased({}, QByteArray::number(++m_ids));
}

CustomerId SampleBank::newCustomer()
{
    return CustomerId{nextId()};
}

void SampleBank::open()
{
    const CustomerId carla = newCustomer();
    const AccountId current = addAccount(carla, u"Carla Weber"_s, {}, u"12345678909"_s, 700);
    const AccountId savings = addAccount(carla, u"Carla Weber"_s, {}, {}, 600);
    addAccount(carla, u"Carla Weber"_s, {}, {}, 500);
    const AccountId chidi =
        addAccount(newCustomer(), u"Chidi Okafor"_s, {}, u"98765432100"_s, 320);
    const AccountId anna = addAccount(newCustomer(), u"Anna Müller"_s, {}, u"52998224725"_s, 410);
    for (const char *name : {"Karl-Heinz Weber", "Weber Logistik GmbH", "Zoltán Wéber",
             "Ruth Webber", "Paul Weberknecht", "Inês São João", "<b>Bob</b> & Söhne"}) {
        book(addAccount(newCustomer(), QString::fromUtf8(name), {}, {}, 200), MovementType::Deposit,
            84250, 30);
    }
    using enum MovementType;
    book(current, Deposit, 150000, 90);
    book(current, Withdrawal, 20000, 80);
    book(current, Withdrawal, 23000, 74, u"Rent share"_s, u"api"_s, u"Online"_s);
    book(current, Deposit, 172000, 61, u"Salary"_s, u"api"_s, u"Online"_s);
    book(current, Withdrawal, 64000, 55);
    book(current, TransferSent, 32000, 41, {}, u"api"_s, u"Online"_s, anna);
    book(current, Deposit, 172000, 31, u"Salary"_s, u"api"_s, u"Online"_s);
    book(current, Withdrawal, 115000, 24);
    book(current, Withdrawal, 32985, 10);
    book(current, TransferSent, 33000, 7, {}, u"api"_s, u"Online"_s, anna);
    book(current, Withdrawal, 23000, 5, u"Stadtwerke"_s, u"api"_s, u"Online"_s);
    book(current, Withdrawal, 12000, 3, {}, u"atm"_s, u"atm-0007"_s);
    book(current, TransferSent, 25000, 0.8, u"thank you"_s, u"api"_s, u"Online"_s, chidi);
    book(current, Deposit, 20000, 0.05);
    book(savings, Deposit, 1200000, 180);
    book(chidi, Deposit, 90000, 20);
    book(anna, Deposit, 410000, 20);
    deactivate(m_accounts.at(2).accountNumber);
    m_events.clear();
}

AccountId SampleBank::addAccount(const CustomerId &owner, const QString &name,
    const QString &number, const QString &cpf, qint64 openedDaysAgo)
{
    api::AccountView account;
    account.id = AccountId{nextId()};
    account.accountNumber = number.isEmpty()
        ? QString::fromLatin1(AccountNumber::fromSerial(4417 + m_serial++).text())
        : number;
    account.name = name;
    account.ownerId = owner;
    account.cpf = cpf.isEmpty() ? std::nullopt : std::optional(cpf);
    account.balance = Decimal(0, 2);
    account.available = Decimal(0, 2);
    account.currency = Currency::eur();
    account.version = 1;
    account.createdAt = {m_clock->now().micros - openedDaysAgo * dayMicros};
    m_accounts.push_back(account);
    return account.id;
}

api::AccountView *SampleBank::find(const QString &number)
{
    const auto found = std::find_if(m_accounts.begin(), m_accounts.end(),
        [&](const api::AccountView &account) { return account.accountNumber == number; });
    return found == m_accounts.end() ? nullptr : &*found;
}

void SampleBank::deactivate(const QString &number)
{
    api::AccountView *account = find(number);
    account->isActive = false;
    account->status = api::AccountStatus::Inactive;
    ++account->version;
}

void SampleBank::block(const QString &number, bool debits, bool credits)
{
    find(number)->block = api::Block{debits, credits, u"court order 12 M 345/26"_s};
}

void SampleBank::depositElsewhere(const QString &number, qint64 minor)
{
    book(find(number)->id, MovementType::Deposit, minor, 0, {}, u"api"_s, u"Online"_s);
    wakeWaiting();
}

void SampleBank::withdrawElsewhere(const QString &number, qint64 minor)
{
    book(find(number)->id, MovementType::Withdrawal, minor, 0, {}, u"atm"_s, u"atm-0007"_s);
    wakeWaiting();
}

void SampleBank::book(AccountId id, MovementType type, qint64 minor, double daysAgo,
    const QString &description, const QString &channel, const QString &actor,
    std::optional<AccountId> other)
{
    auto &account = *std::find_if(m_accounts.begin(), m_accounts.end(),
        [id](const api::AccountView &candidate) { return candidate.id == id; });
    const bool in = type == MovementType::Deposit || type == MovementType::TransferReceived;
    const qint64 before = *account.balance.toMinor(2);
    const qint64 after = before + (in ? minor : -minor);
    api::Movement movement;
    movement.transactionId = QString::fromLatin1(nextId().toString());
    movement.accountId = id;
    movement.counterpartyAccountId = other;
    movement.type = type;
    movement.amount = Decimal(minor, 2);
    movement.currency = account.currency;
    movement.balanceBefore = account.balance;
    movement.balanceAfter = Decimal(after, 2);
    // As the server says it where nobody has said anything.
    const QString unsaid = other ? u"Transfer"_s : QString::fromLatin1(nameOf(type));
    movement.description = description.isEmpty() ? unsaid : description;
    movement.channel = channel;
    movement.actorKind = channel == "api"_L1 ? u"key"_s : u"user"_s;
    movement.actor = actor;
    movement.version = ++account.version;
    movement.position = ++m_position;
    movement.createdAt = {m_clock->now().micros - qint64(daysAgo * double(dayMicros))};
    account.balance = movement.balanceAfter;
    account.available = movement.balanceAfter;
    m_movements[id].insert(m_movements[id].begin(), movement);
    api::BalanceUpdated moved{id, QString::fromLatin1(nameOf(type)), movement.amount,
        movement.currency, movement.balanceBefore, movement.balanceAfter, movement.balanceAfter,
        movement.version, movement.createdAt};
    if (other) {
        publish(movement, u"MoneyTransferred"_s,
            toJson(api::MoneyTransferredPayload{id, TransferId{nextId()}, in ? u"in"_s : u"out"_s,
                *other, movement.amount, movement.currency, movement.balanceBefore,
                movement.balanceAfter, {}, QDate(2026, 3, 2), {}}));
    }
    publish(movement, u"BalanceUpdated"_s, toJson(moved));
}

void SampleBank::publish(const api::Movement &movement, const QString &type, const QByteArray &body)
{
    api::Envelope envelope;
    envelope.type = type;
    envelope.eventId = EventId{nextId()};
    envelope.occurredOnUtc = movement.createdAt;
    envelope.aggregateId = envelope.key = QString::fromLatin1(movement.accountId.toString());
    envelope.payload.json = body;
    envelope.version = movement.version;
    envelope.position = movement.position;
    m_events.push_back(envelope);
}

HttpResponse SampleBank::answer(const HttpRequest &request)
{
    if (m_line == Line::Cut) {
        HttpResponse cut = notSent();
        cut.distrust = distrust;
        return cut;
    }
    if (request.method == "POST") {
        return command(request);
    }
    if (busyReadings > 0 && request.target.contains("/customers/")) {
        --busyReadings;
        return answered(503, api::toJson(api::Problem::of(api::ProblemCode::Overloaded)));
    }
    const QUrl url(QString::fromLatin1(request.target));
    QHash<QByteArray, QString> items;
    for (const auto &[key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        items.insert(key.toLatin1(), value);
    }
    return query(url.path().mid(7).toLatin1(), items);
}

HttpResponse SampleBank::query(const QByteArray &path, const QHash<QByteArray, QString> &query)
{
    if (path == "/version") {
        info.now = m_clock->now();
        return good(info);
    }
    if (path == "/health/live") {
        return good(api::Liveness());
    }
    if (path == "/events") {
        return good(api::EventPage{{}, m_position, m_generation});
    }
    const QByteArrayList parts = path.split('/');
    std::vector<api::AccountView> found;
    if (path == "/accounts") {
        const QString wanted = folded(query.value("q")).remove(u'.');
        for (const api::AccountView &account : m_accounts) {
            const QString text = folded(account.name + u' ' + account.accountNumber + u' '
                + account.cpf.value_or(QString()));
            if (wanted.isEmpty() || text.contains(wanted)) {
                found.push_back(account);
            }
        }
        return good(onePage(found));
    }
    if (parts.value(1) == "customers" && parts.value(3) == "accounts") {
        for (const api::AccountView &account : m_accounts) {
            if (account.ownerId.toString() == parts.value(2)) {
                found.push_back(account);
            }
        }
        return good(onePage(found));
    }
    for (const api::AccountView &account : m_accounts) {
        if (account.id.toString() != parts.value(2)) {
            continue;
        }
        if (parts.size() == 3) {
            return good(account);
        }
        if (parts.value(3) == "transactions") {
            return good(samplePage(m_movements[account.id], query));
        }
        if (parts.value(3) == "statements") {
            return sampleStatement(account, m_movements[account.id], parts.value(4), query);
        }
    }
    return problem(api::ProblemCode::AccountNotFound);
}

HttpResponse SampleBank::command(const HttpRequest &request)
{
    ++commandsSeen;
    if (m_line == Line::NeverArrives) {
        return lost();
    }
    const QByteArray key = headerOf(request, "Idempotency-Key").value_or(QByteArray());
    if (!m_outcomes.contains(key)) {
        const HttpResponse outcome = execute(request.target.mid(7), request);
        effects += outcome.status < 300 ? 1 : 0;
        m_outcomes[key] = outcome;
        wakeWaiting();
    }
    return m_line == Line::LosesAnswers ? lost() : m_outcomes[key];
}

HttpResponse SampleBank::execute(const QByteArray &path, const HttpRequest &request)
{
    if (path == "/accounts") {
        return openAccount(request.body);
    }
    const QByteArrayList parts = path.split('/');
    for (api::AccountView &account : m_accounts) {
        if (account.id.toString() != parts.value(2)) {
            continue;
        }
        const auto expected = headerOf(request, "If-Match");
        if (expected && QByteArray(*expected).replace('"', "").toLongLong() != account.version) {
            return problem(api::ProblemCode::VersionConflict, account.version);
        }
        if (parts.value(3) == "transfer") {
            const auto body = read<api::TransferRequest>(request.body);
            return move(account, MovementType::TransferSent, body.amount, body.description,
                body.destinationAccountId);
        }
        const auto body = read<api::CashRequest>(request.body);
        return move(account,
            parts.value(3) == "deposit" ? MovementType::Deposit : MovementType::Withdrawal,
            body.amount, body.description);
    }
    return problem(api::ProblemCode::AccountNotFound);
}

HttpResponse SampleBank::move(api::AccountView &account, MovementType type, const Decimal &amount,
    const std::optional<QString> &description, std::optional<AccountId> other)
{
    if (!account.isActive) {
        return problem(api::ProblemCode::AccountInactive);
    }
    const bool comes = type == MovementType::Deposit;
    if (!comes && account.block && account.block->debits) {
        return problem(api::ProblemCode::DebitsBlocked);
    }
    const auto receiver = std::find_if(m_accounts.begin(), m_accounts.end(),
        [id = comes ? account.id : other.value_or(AccountId{})](
            const api::AccountView &candidate) { return candidate.id == id; });
    if (receiver != m_accounts.end() && receiver->block && receiver->block->credits) {
        return problem(api::ProblemCode::CreditsBlocked);
    }
    const qint64 minor = *amount.toMinor(2);
    if (type != MovementType::Deposit && minor > *account.available.toMinor(2)) {
        return problem(api::ProblemCode::InsufficientFunds);
    }
    book(
        account.id, type, minor, 0, description.value_or(QString()), u"teller"_s, u"tina"_s, other);
    if (other) {
        book(*other, MovementType::TransferReceived, minor, 0, description.value_or(QString()),
            u"teller"_s, u"tina"_s, account.id);
    }
    return good(m_movements[account.id].front());
}

HttpResponse SampleBank::openAccount(const QByteArray &body)
{
    const auto request = read<api::OpenAccountRequest>(body);
    if (request.cpf) {
        const bool taken = std::any_of(m_accounts.begin(), m_accounts.end(),
            [&](const api::AccountView &account) { return account.cpf == request.cpf; });
        if (taken) {
            return problem(api::ProblemCode::CpfTaken);
        }
    }
    const AccountId id = addAccount(request.ownerId.value_or(newCustomer()),
        request.name.value_or(QString()), {}, request.cpf.value_or(QString()), 0);
    if (request.initialBalance) {
        book(id, MovementType::Deposit, *request.initialBalance->toMinor(2), 0);
    }
    return good(m_accounts.back(), 201);
}

api::EventPage SampleBank::eventsAfter(qint64 after) const
{
    api::EventPage page{{}, m_position, m_generation};
    for (const api::Envelope &event : m_events) {
        if (event.position > after) {
            page.items.push_back(event);
        }
    }
    return page;
}

void SampleBank::restoreWith(const QString &number, qint64 minor)
{
    api::AccountView *account = find(number);
    account->balance = account->available = Decimal(minor, 2);
    m_generation = u"second"_s;
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        waiting.promise->addResult(good(eventsAfter(waiting.after)));
        waiting.promise->finish();
    }
}

void SampleBank::wakeWaiting()
{
    std::vector<Waiting> still;
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        const api::EventPage page = eventsAfter(waiting.after);
        if (page.items.empty()) {
            still.push_back(waiting);
            continue;
        }
        waiting.promise->addResult(good(page));
        waiting.promise->finish();
    }
    m_waiting.insert(m_waiting.end(), still.begin(), still.end());
}

} // namespace kontor::testing
