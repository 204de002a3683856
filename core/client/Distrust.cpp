// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Distrust.h"

#include <QCoreApplication>

namespace kontor::client {

QString messageOf(Distrust distrust)
{
    switch (distrust) {
    case Distrust::None: break;
    case Distrust::Authority:
        return QCoreApplication::translate("kontor::client::Distrust",
            "This computer does not trust the server's certificate. Nothing was sent. Tell the "
            "operator.");
    case Distrust::Name:
        return QCoreApplication::translate("kontor::client::Distrust",
            "The server's certificate is for another address than this one. Nothing was sent. "
            "Check "
            "the address.");
    case Distrust::Time:
        return QCoreApplication::translate("kontor::client::Distrust",
            "The server's certificate has run out, or this computer's clock is wrong. Nothing was "
            "sent. Tell the operator.");
    case Distrust::NoTls:
        return QCoreApplication::translate("kontor::client::Distrust",
            "The server does not speak encrypted at this address. Nothing was sent. Check the "
            "address.");
    }
    return {};
}

} // namespace kontor::client
