// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Program.h"

#include <QCoreApplication>

// The server with a commit for every command, as a yardstick for group commit. Only ./dev bench
// has it: no setting of the product does this.
int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    kontor::server::BooksOptions options;
    options.commitEach = true;
    return kontor::server::runProgram(app.arguments().sliced(1), options);
}
