// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Program.h"

#include <QCoreApplication>

#include <dlfcn.h>
#include <fcntl.h>

// The server with a planted fault: what it has committed it takes for synced. SQLite's own syncs,
// which keep the file sound, are left alone: those files are open for writing. The tests of power
// loss must notice; nothing of this is in the product.
extern "C" int fdatasync(int descriptor)
{
    static const auto next = reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, "fdatasync"));
    const bool isLedgers = (fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_RDONLY;
    return isLedgers ? 0 : next(descriptor);
}

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    return kontor::server::runProgram(app.arguments().sliced(1));
}
