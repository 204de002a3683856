// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Program.h"

#include <QCoreApplication>

#include <cstring>
#include <sqlite3.h>

// The server with a planted fault: its commits are not synced, whatever it asks for. The tests of
// power loss must notice; nothing of this is in the product.

static int forgetSynchronous(
    void *, int action, const char *pragma, const char *value, const char *, const char *)
{
    const bool wanted = action == SQLITE_PRAGMA && value && std::strcmp(pragma, "synchronous") == 0;
    return wanted ? SQLITE_IGNORE : SQLITE_OK;
}

static int spoil(sqlite3 *database, char **, const struct sqlite3_api_routines *)
{
    const int result
        = sqlite3_exec(database, "PRAGMA synchronous=NORMAL", nullptr, nullptr, nullptr);
    sqlite3_set_authorizer(database, forgetSynchronous, nullptr);
    return result;
}

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(spoil));
    return kontor::server::runProgram(app.arguments().sliced(1));
}
