// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/ReceiptPrinter.h"

#include <QPrinter>
#include <QPrinterInfo>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace kontor::teller {

static Printed printNow(const widgets::ReceiptPaper &paper)
{
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

} // namespace kontor::teller
