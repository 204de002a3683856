// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/DeskDay.h"
#include "app-teller/flows/CommandFlow.h"

#include <QTimer>

namespace kontor::teller {

//! What is written down with a command, to show it again after a restart.
struct MoneySummary
{
    CustomerId customerId;
    QString customerName;
    AccountId accountId;
    QString accountNumber;
    Decimal amount;
    Currency currency;
    std::optional<AccountId> otherId;
    std::optional<QString> otherName;
    std::optional<QString> otherNumber;

    template<class V>
    static void describe(V &&v)
    {
        v("customerId", &MoneySummary::customerId, "whose account");
        v("customerName", &MoneySummary::customerName, "as shown");
        v("accountId", &MoneySummary::accountId, "the account in front");
        v("accountNumber", &MoneySummary::accountNumber, "as shown");
        v("amount", &MoneySummary::amount, "what moves");
        v("currency", &MoneySummary::currency, "ISO 4217");
        v("otherId", &MoneySummary::otherId, "a transfer's receiver");
        v("otherName", &MoneySummary::otherName, "as shown");
        v("otherNumber", &MoneySummary::otherNumber, "as shown");
    }
};

//! Cash in, cash out, or a transfer, on one account.
class MoneyFlow : public CommandFlow
{
    Q_OBJECT

public:
    struct Entries
    {
        QString amount;
        QString target;
        QString reference;
    };

    MoneyFlow(Session &session, MoneyKind kind, const api::AccountView &account,
        QObject *parent = nullptr);
    //! From a command that an earlier run left open; nothing where its summary says too little.
    static MoneyFlow *restore(Session &session, client::PendingCommand *command, QObject *parent);
    static QString wordOf(MoneyKind kind);

    MoneyKind kind() const { return m_kind; }
    const api::AccountView &account() const { return m_account; }
    Money amount() const { return m_amount; }
    //! With Done.
    const std::optional<api::Movement> &movement() const { return m_movement; }

    const Entries &entries() const { return m_entries; }
    //! Keeps what was typed, and looks for a transfer's receiver.
    void enter(const Entries &entries);
    std::vector<FieldProblem> problems() const override;
    //! What the amount would leave, while it can be read.
    std::optional<Money> balanceAfter() const;
    //! What the posting would do to the accounts, as far as they are known.
    std::vector<Change> changes() const;
    //! Accounts that match the typed receiver.
    const std::vector<api::AccountView> &candidates() const { return m_candidates; }
    //! They matched what was typed before; the server has not said yet what matches now.
    bool isSearching() const { return m_searching; }
    //! Others match, too, and are not among them.
    bool hasMoreCandidates() const { return m_hasMore && !m_candidates.empty(); }
    const std::optional<api::AccountView> &target() const { return m_target; }
    void chooseTarget(const api::AccountView &account);
    //! Reads the account again; a list may have been out of date.
    void refresh() { readAnew(); }

    QString news() const override;
    bool isForbidden() const override { return !hindrance().isEmpty(); }
    bool hasEntries() const override;
    QString title() const override;
    QString subject() const override;
    CheckSheet checkSheet() const override;
    Brief brief() const override;
    DoneSheet doneSheet() const override;

Q_SIGNALS:
    //! Other receivers match than before.
    void candidatesChanged();

protected:
    client::NewCommand command() const override;
    void takeAnswer(const QByteArray &body) override;
    void readAnew() override;
    void readBeforePosting();
    void takeAsSeen() override { m_seen = m_account; }
    QString deedInSentence() const override;
    QString moneyInSentence() const override;
    bool handsOutCash() const override { return m_kind == MoneyKind::Withdrawal; }
    bool takesCash() const override { return m_kind == MoneyKind::Deposit; }
    bool isAboutAnotherAccount(api::ProblemCode code) const override;
    QString reasonFor(const client::ApiError &error) const override;

private:
    void searchTarget();
    void takeAccount(const client::Answer<api::AccountView> &answer);
    void takeCandidates(const QString &typed, const client::Answer<api::AccountPage> &answer);
    //! Why this may not be done on this account by order of somebody; empty where it may.
    QString order() const;
    //! Why nothing may be done on this account now, also where it was closed in the meantime.
    QString hindrance() const;
    std::optional<QString> amountProblem() const;
    std::optional<QString> targetProblem() const;
    QString tooLittle(const Money &available) const;
    Money signedAmount() const;
    Money moneyBalance() const;
    QString accountLine() const;
    widgets::Receipt receipt() const;

    MoneyKind m_kind;
    api::AccountView m_account;
    //! The account as it was when the teller last said yes to it.
    std::optional<api::AccountView> m_seen;
    //! Answers to readings that were overtaken are not listened to.
    int m_reading = 0;
    Entries m_entries;
    Money m_amount;
    std::optional<api::AccountView> m_target;
    std::vector<api::AccountView> m_candidates;
    bool m_hasMore = false;
    bool m_searching = false;
    QTimer m_pause;
    std::optional<api::Movement> m_movement;
};

} // namespace kontor::teller
