// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Clock.h"
#include "server/Program.h"
#include "server/http/JsonLog.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    // Qt's own dispatcher is faster than GLib's under load; it must be chosen before anything else.
    qputenv("QT_NO_GLIB", "1");
    // It speaks the same everywhere; under a locale without UTF-8 Qt would complain at each start.
    qputenv("LC_ALL", "C.UTF-8");
    QCoreApplication app(argc, argv);
    static const kontor::SystemClock clock;
    kontor::server::installJsonLog(clock);
    return kontor::server::runProgram(app.arguments().sliced(1));
}
