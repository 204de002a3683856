// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "app-atm/ModelBank.h"
#include "client/Transport.h"

#include <QStringList>

namespace kontor::testing {

//! Speaks the wire for a ModelBank with one card, so that the whole machine runs without a network.
class ModelServer final : public client::Transport
{
public:
    ModelBank bank;
    QString pin = QStringLiteral("7391");
    int triesLeft = 3;
    //! Of the branch and of the card's account.
    Currency currency;
    //! Whose withdrawal the answers are about, where it is not that of the request.
    std::optional<WithdrawalId> mixedUp;
    //! What is answered to every advice.
    std::optional<api::ProblemCode> adviceRefusal;
    //! "POST /api/v1/withdrawals", in order, with the keys that came.
    QStringList requests;
    QList<QByteArray> keys;

    static CardId card();
    static AccountId account();
    QFuture<client::HttpResponse> send(client::HttpRequest request) override;

private:
    client::HttpResponse answer(const client::HttpRequest &request);
    api::MovementPage newestMovements() const;
    client::HttpResponse openSession(const QByteArray &body);
    client::HttpResponse changePin(const QByteArray &body);
    client::HttpResponse authorise(const QByteArray &body);
    client::HttpResponse advise(const QByteArray &path, const QByteArray &body);
    client::HttpResponse withdrawal(WithdrawalId id) const;
};

} // namespace kontor::testing
