// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace kontor::atm {

class ReceiptPrinter : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual bool isReady() const = 0;
    //! Prints and cuts a slip; printing never holds up a booking.
    virtual void print(const QStringList &lines) = 0;

Q_SIGNALS:
    //! Out of paper, or refilled.
    void readyChanged();
};

} // namespace kontor::atm
