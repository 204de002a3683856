// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestMain_p.h"

#include <QAccessible>
#include <QApplication>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QAccessible::setActive(true);
    return kontor::testing::runTests(argc, argv);
}
