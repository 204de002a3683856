// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"

#include <QCoreApplication>

namespace kontor::teller {

//! The receipt of a movement, when it is posted and whenever it is asked for again.
class Receipts
{
    Q_DECLARE_TR_FUNCTIONS(kontor::teller::Receipts)

public:
    struct Facts
    {
        QString deed;
        QString accountNumber;
        QString holder;
        //! The other side of a transfer.
        QString otherNumber;
        QString otherName;
        QString reference;
    };

    static widgets::Receipt of(const Session &session, const api::Movement &movement,
        const Facts &facts);
    static widgets::Receipt copyOf(widgets::Receipt receipt);
    //! As customers know them: what somebody signs in with is not for paper.
    static QString servedBy(const Session &session, const api::Movement &movement);
};

} // namespace kontor::teller
