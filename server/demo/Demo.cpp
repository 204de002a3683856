// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/demo/Demo.h"

#include "foundation/Random.h"

#include <algorithm>

namespace kontor::server {

using namespace domain;
using application::Submission;

namespace {

struct Person
{
    const char16_t *name;
    const char *cpf;
    //! Minor units: what the first account opens with, and what comes in each month.
    qint64 opening;
    qint64 salary;
    //! Opening of a second account, 0 for none.
    qint64 savings;
};

// Invented people. CPFs are synthetic with right check digits.
const Person people[] = {
    {u"Carla Weber", "12345678909", 45'000, 245'000, 1'200'000},
    {u"Chidi Okafor", "98765432100", 120'000, 310'000, 0},
    {u"Anna Müller", "39053344705", 80'050, 198'000, 350'000},
    {u"Inês São João", "21829110063", 15'000, 175'500, 0},
    {u"Søren Østergård", "80052029034", 230'000, 402'000, 2'500'000},
    {u"Zoë Brontë", "18944295085", 9'999, 120'000, 0},
    {u"Nadia Haddad", "08724050601", 1'500'000, 890'000, 0},
    {u"Łukasz Żółtowski", nullptr, 61'000, 205'000, 0},
    {u"Mei-Ling Tan", nullptr, 310'000, 280'000, 900'000},
    {u"Jürgen Groß", nullptr, 42'000, 190'000, 0},
    {u"Aoife Ní Bhriain", nullptr, 73'500, 233'000, 0},
    {u"Đặng Thị Hoa", nullptr, 27'000, 164'000, 0},
};

const char16_t *const bills[] = {u"Rent March Street 4", u"City utilities", u"Groceries",
    u"Phone contract", u"Insurance", u"Bookshop", u"Train ticket", u"Dentist"};

class Author
{
public:
    Author(Timestamp today, int exponent)
        : m_exponent(exponent), m_now(today.plusSeconds(-60 * 86'400)), m_clock(m_now),
          m_random(20'260'302), m_ids(m_clock, m_random)
    {
    }

    DemoBranch write(Timestamp today)
    {
        openAccounts();
        for (int day = 1; day < 60; ++day) {
            m_now = today.plusSeconds(-(60 - day) * 86'400);
            liveOneDay(day);
        }
        issueCards();
        std::stable_sort(m_branch.steps.begin(), m_branch.steps.end(),
            [](const DemoStep &a, const DemoStep &b) { return a.at < b.at; });
        number();
        return std::move(m_branch);
    }

private:
    struct Account
    {
        AccountId id;
        const Person *person;
        qint64 balance;
    };

    qint64 below(qint64 limit) { return qint64(m_random.next() % std::uint64_t(limit)); }

    void add(Command command, Channel channel, const char16_t *who)
    {
        m_now = m_now.plusSeconds(30 + below(600));
        Submission submission;
        submission.command = std::move(command);
        submission.cause.actor = {"open", QString::fromUtf16(who)};
        submission.cause.channel = channel;
        m_branch.steps.push_back({m_now, std::move(submission)});
    }

    AccountId open(const Person &person, std::optional<CustomerId> owner, CustomerId id,
        qint64 amount)
    {
        OpenAccount command;
        command.id = m_ids.nextId<AccountId>();
        command.newCustomerId = id;
        command.ownerId = owner;
        command.name = QString::fromUtf16(person.name);
        if (person.cpf && !owner) {
            command.cpf = QString::fromLatin1(person.cpf);
        }
        command.initialBalance = Decimal(amount, m_exponent);
        add(command, Channel::Teller, u"T. Lorenz");
        return command.id;
    }

    void openAccounts()
    {
        for (const Person &person : people) {
            const auto customer = m_ids.nextId<CustomerId>();
            const AccountId current = open(person, std::nullopt, customer, person.opening);
            m_accounts.push_back({current, &person, person.opening});
            if (person.savings > 0) {
                open(person, customer, customer, person.savings);
            }
        }
    }

    void liveOneDay(int day)
    {
        for (std::size_t i = 0; i < m_accounts.size(); ++i) {
            if ((day + int(i)) % 30 == 3) {
                deposit(m_accounts[i], m_accounts[i].person->salary, u"Salary");
            }
            if (below(10) < 3) {
                spend(m_accounts[i]);
            }
        }
        m_now = m_now.plusSeconds(1);
    }

    void deposit(Account &account, qint64 amount, const char16_t *text)
    {
        DepositMoney command;
        command.id = account.id;
        command.amount = Decimal(amount, m_exponent);
        command.description = QString::fromUtf16(text);
        add(command, Channel::Api, u"Payroll");
        account.balance += amount;
    }

    void spend(Account &account)
    {
        const qint64 amount = 500 + below(20) * 350;
        if (amount > account.balance / 3) {
            return;
        }
        if (below(2) == 0) {
            WithdrawMoney command;
            command.id = account.id;
            command.amount = Decimal(amount / 1000 * 1000 + 1000, m_exponent);
            command.description = QString::fromUtf16(u"Cash at the counter");
            account.balance -= amount / 1000 * 1000 + 1000;
            add(command, Channel::Teller, u"T. Lorenz");
            return;
        }
        pay(account, amount);
    }

    void pay(Account &account, qint64 amount)
    {
        Account &other = m_accounts[std::size_t(below(qint64(m_accounts.size())))];
        if (other.id == account.id) {
            return;
        }
        TransferMoney command;
        command.transferId = m_ids.nextId<TransferId>();
        command.from = account.id;
        command.to = other.id;
        command.amount = Decimal(amount, m_exponent);
        command.description = QString::fromUtf16(bills[below(std::ssize(bills))]);
        add(command, Channel::Api, u"Online");
        account.balance -= amount;
        other.balance += amount;
    }

    void issueCards()
    {
        const char16_t *const pins[] = {u"2580", u"7391", u"4826"};
        for (std::size_t i = 0; i < std::size(pins); ++i) {
            IssueCard command;
            command.id = m_ids.nextId<CardId>();
            command.accountId = m_accounts[i].id;
            command.lastDigits = QByteArray::number(4417 + 1111 * int(i));
            add(command, Channel::Teller, u"T. Lorenz");
            m_branch.cards.push_back({command.id, QString::fromUtf16(m_accounts[i].person->name),
                QString::fromUtf16(pins[i])});
        }
    }

    void number()
    {
        int n = 0;
        for (DemoStep &step : m_branch.steps) {
            step.submission.key = "demo/" + QByteArray::number(++n);
            step.submission.caller = "demo";
            step.submission.cause.correlationId = step.submission.key;
            step.submission.cause.causationId = step.submission.key;
        }
    }

    int m_exponent;
    Timestamp m_now;
    ScriptedClock m_clock;
    SeededRandom m_random;
    IdGenerator m_ids;
    std::vector<Account> m_accounts;
    DemoBranch m_branch;
};

} // namespace

DemoBranch demoBranch(Timestamp today, Currency currency)
{
    return Author(today, currency.exponent()).write(today);
}

std::optional<Timestamp> demoBegun(const application::RecordedEvent &opening)
{
    const qint64 afterToday = demoBranch({}, {}).steps.front().at.micros;
    const Timestamp today{opening.recordedAt.micros - afterToday};
    const DemoStep first = demoBranch(today, {}).steps.front();
    const auto *command = std::get_if<OpenAccount>(&*first.submission.command);
    const bool isSame = command && opening.stream == StreamName::of(command->id);
    return isSame ? std::optional(today) : std::nullopt;
}

} // namespace kontor::server
