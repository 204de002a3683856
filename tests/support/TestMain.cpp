// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestMain.h"

#include "support/ApiDocument.h"

#include <QFileInfo>
#include <QTest>

#include <cstdio>
#include <map>
#include <memory>

namespace kontor::testing {

static std::map<QString, std::function<QObject *()>> &registry()
{
    static std::map<QString, std::function<QObject *()>> tests;
    return tests;
}

TestRegistration::TestRegistration(const char *sourceFile, std::function<QObject *()> make)
{
    registry()[QFileInfo(QString::fromUtf8(sourceFile)).completeBaseName()] = std::move(make);
}

//! Runs the class named by the first argument; what follows goes to Qt Test.
int runTests(int argc, char **argv)
{
    const auto found = argc > 1 ? registry().find(QString::fromLocal8Bit(argv[1])) : registry().end();
    if (found == registry().end()) {
        std::fprintf(stderr, "usage: %s TEST [Qt Test options]\n", argv[0]);
        for (const auto &[name, make] : registry()) {
            std::fprintf(stderr, "  %s\n", qPrintable(name));
        }
        return 2;
    }
    argv[1] = argv[0];
    const std::unique_ptr<QObject> test(found->second());
    const int failures = QTest::qExec(test.get(), argc - 1, argv + 1);
    return failures + countBrokenPromises();
}

} // namespace kontor::testing
