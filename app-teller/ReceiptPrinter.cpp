// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/ReceiptPrinter.h"

#include <QPdfWriter>
#include <QPrinter>
#include <QPrinterInfo>
#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>

#include <memory>
#include <mutex>

namespace kontor::teller {

// One at a time: Qt loads what it prints with at first use, and has no lock for that.
static std::unique_lock<std::mutex> alone()
{
    static std::mutex mutex;
    return std::unique_lock(mutex);
}

template<class Paper>
static Printed printNow(const Paper &paper, const QString &name)
{
    const auto lock = alone();
    const QPrinterInfo info = QPrinterInfo::defaultPrinter();
    if (info.isNull()) {
        return Printed::NoPrinter;
    }
    QPrinter printer(info, QPrinter::HighResolution);
    printer.setDocName(name);
    return paper.printOn(printer) ? Printed::OnPaper : Printed::Failed;
}

// A file that commits has not told of what its last bytes met: flushing does. Otherwise a full disk would
// put an empty file in the place of whatever stood there before, and call it saved.
static bool finish(QSaveFile &file)
{
    return file.flush() && file.commit();
}

static bool writePdf(const StatementPaper &paper, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    const auto lock = alone();
    QPdfWriter writer(&file);
    writer.setTitle(paper.sheet().title);
    writer.setCreator(paper.sheet().house);
    return paper.printOn(writer) && finish(file);
}

static bool writeBytes(const QByteArray &bytes, const QString &path)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && finish(file);
}

// A print server may take its time to answer, and so may a disk.
template<class T>
static QFuture<T> elsewhere(const std::function<T()> &work)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    const QFuture<T> result = promise->future();
    QThreadPool::globalInstance()->start([promise, work] {
        promise->addResult(work());
        promise->finish();
    });
    return result;
}

QFuture<Printed> printOnDefaultPrinter(const widgets::ReceiptPaper &paper)
{
    return elsewhere<Printed>([paper] { return printNow(paper, paper.receipt().house); });
}

QFuture<Printed> printStatementOnDefaultPrinter(const StatementPaper &paper)
{
    return elsewhere<Printed>([paper] { return printNow(paper, paper.sheet().title); });
}

QFuture<bool> saveAsPdf(const StatementPaper &paper, const QString &path)
{
    return elsewhere<bool>([paper, path] { return writePdf(paper, path); });
}

QFuture<bool> saveBytes(const QByteArray &bytes, const QString &path)
{
    return elsewhere<bool>([bytes, path] { return writeBytes(bytes, path); });
}

} // namespace kontor::teller
