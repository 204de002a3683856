// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/StatementPaper.h"
#include "widgets/ReceiptPaper.h"

#include <QFutureWatcher>

#include <functional>

namespace kontor::teller {

enum class Printed { Failed, NoPrinter, OnPaper };

//! Prints and says what became of it; nobody waits for a printer meanwhile.
using PrintReceipt = std::function<QFuture<Printed>(const widgets::ReceiptPaper &)>;
using PrintStatement = std::function<QFuture<Printed>(const StatementPaper &)>;

//! Tells what became of it in the context's thread, unless the context has gone by then: a page may
//! be closed meanwhile. QFuture::then() would look for the context in the printer's thread, where
//! nothing keeps it from going at that moment.
template<class T, class Tell>
void whenDone(const QFuture<T> &future, QObject *context, Tell tell)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
        [watcher, tell = std::move(tell)] {
            watcher->deleteLater();
            const auto done = watcher->future();
            tell(done.resultCount() > 0 ? done.result() : T{});
        });
    watcher->setFuture(future);
}

//! The one that this computer prints on unless it is told otherwise.
QFuture<Printed> printOnDefaultPrinter(const widgets::ReceiptPaper &paper);
QFuture<Printed> printStatementOnDefaultPrinter(const StatementPaper &paper);

//! Whole or not at all; nobody waits for a disk either. False where it could not be written.
QFuture<bool> saveAsPdf(const StatementPaper &paper, const QString &path);
QFuture<bool> saveBytes(const QByteArray &bytes, const QString &path);

} // namespace kontor::teller
