// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Program.h"

#include <QCoreApplication>
#include <QFile>

#include <dlfcn.h>
#include <unistd.h>

// The server with a planted fault: while it runs it takes what it has copied into the ledger for synced,
// and lets the write-ahead log begin anew. The tests of power loss must notice; nothing of this is in
// the product.
extern "C" int fdatasync(int descriptor)
{
    static const auto next = reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, "fdatasync"));
    const bool isStartOrEnd = ::gettid() == ::getpid();
    const auto path = QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(descriptor));
    return !isStartOrEnd && path.endsWith(QStringLiteral("/ledger.db")) ? 0 : next(descriptor);
}

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    return kontor::server::runProgram(app.arguments().sliced(1));
}
