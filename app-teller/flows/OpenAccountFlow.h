// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/CommandFlow.h"

namespace kontor::teller {

struct OpeningSummary
{
    QString name;
    std::optional<CustomerId> customerId;
    Decimal initial;
    Currency currency;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &OpeningSummary::name, "the holder");
        v("customerId", &OpeningSummary::customerId, "an existing customer");
        v("initial", &OpeningSummary::initial, "paid in at once");
        v("currency", &OpeningSummary::currency, "ISO 4217");
    }
};

//! A new account: of a new customer, or one more of a known one.
class OpenAccountFlow : public CommandFlow
{
    Q_OBJECT

public:
    struct Entries
    {
        QString name;
        QString cpf;
        QString initial;
    };
    struct Owner
    {
        CustomerId id;
        QString name;
    };

    OpenAccountFlow(Session &session, std::optional<Owner> owner, QObject *parent = nullptr);
    static OpenAccountFlow *restore(Session &session, client::PendingCommand *command,
        QObject *parent);
    static QString word() { return QStringLiteral("open-account"); }

    const std::optional<Owner> &owner() const { return m_owner; }
    const Currency &currency() const { return m_currency; }
    const Entries &entries() const { return m_entries; }
    void enter(const Entries &entries);
    std::vector<FieldProblem> problems() const override;
    Money initial() const { return m_initial; }
    //! With Done.
    const std::optional<api::AccountView> &account() const { return m_account; }

    bool hasEntries() const override;
    QString searchText() const override;
    QString title() const override;
    QString subject() const override;
    CheckSheet checkSheet() const override;
    Brief brief() const override;
    DoneSheet doneSheet() const override;

protected:
    client::NewCommand command() const override;
    void takeAnswer(const QByteArray &body) override;
    QString deedInSentence() const override;
    QString moneyInSentence() const override;
    bool takesCash() const override { return m_initial.minor > 0; }

private:
    QString holder() const { return m_owner ? m_owner->name : m_entries.name.simplified(); }
    QString shownCpf() const;
    widgets::Receipt receipt() const;

    std::optional<Owner> m_owner;
    Currency m_currency;
    Entries m_entries;
    Money m_initial;
    std::optional<api::AccountView> m_account;
};

} // namespace kontor::teller
