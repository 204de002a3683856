// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace kontor::testing {

//! Makes a test class known to the runner under the name of its file.
struct TestRegistration
{
    TestRegistration(const char *sourceFile, std::function<QObject *()> make);
};

} // namespace kontor::testing

//! At the end of every tst_*.cpp, before its #include "tst_*.moc".
#define KONTOR_TEST(Class)                                                                         \
    static const kontor::testing::TestRegistration registration##Class(                           \
        __FILE__, [] { return new Class; });
