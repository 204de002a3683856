// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ReceiptPaper.h"

#include <QFuture>

#include <functional>

namespace kontor::teller {

enum class Printed { OnPaper, NoPrinter, Failed };

//! Prints and says what became of it; nobody waits for a printer meanwhile.
using PrintReceipt = std::function<QFuture<Printed>(const widgets::ReceiptPaper &)>;

//! Calls `tell` in the context's thread, unless the context has gone by then.
void whenPrinted(const QFuture<Printed> &printed, QObject *context,
    std::function<void(Printed)> tell);

//! The one that this computer prints on unless it is told otherwise.
QFuture<Printed> printOnDefaultPrinter(const widgets::ReceiptPaper &paper);

} // namespace kontor::teller
