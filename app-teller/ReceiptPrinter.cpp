// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/ReceiptPrinter.h"

#include <QFutureWatcher>
#include <QPrinter>
#include <QPrinterInfo>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <mutex>

namespace kontor::teller {

// One at a time: Qt loads what it prints with at first use, and has no lock for that.
static Printed printNow(const widgets::ReceiptPaper &paper)
{
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const QPrinterInfo info = QPrinterInfo::defaultPrinter();
    if (info.isNull()) {
        return Printed::NoPrinter;
    }
    QPrinter printer(info, QPrinter::HighResolution);
    printer.setDocName(paper.receipt().house);
    return paper.printOn(printer) ? Printed::OnPaper : Printed::Failed;
}

QFuture<Printed> printOnDefaultPrinter(const widgets::ReceiptPaper &paper)
{
    auto promise = std::make_shared<QPromise<Printed>>();
    promise->start();
    const QFuture<Printed> printed = promise->future();
    // A print server may take its time to answer.
    QThreadPool::globalInstance()->start([promise, paper] {
        promise->addResult(printNow(paper));
        promise->finish();
    });
    return printed;
}

// A page may be closed while the printer takes its time. then() would look for the context in the
// printer's thread, where nothing keeps it from going at that moment.
void whenPrinted(const QFuture<Printed> &printed, QObject *context,
    std::function<void(Printed)> tell)
{
    auto *watcher = new QFutureWatcher<Printed>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
        [watcher, tell = std::move(tell)] {
            watcher->deleteLater();
            const auto future = watcher->future();
            tell(future.resultCount() > 0 ? future.result() : Printed::Failed);
        });
    watcher->setFuture(printed);
}

} // namespace kontor::teller
