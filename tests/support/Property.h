// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <rapidcheck.h>

namespace kontor::testing {

//! Numbers for randomCommand(): longer than rapidcheck makes them by itself, and shrinking.
inline auto manyNumbers()
{
    return rc::gen::scale(
        4.0, rc::gen::container<std::vector<unsigned>>(rc::gen::inRange(0U, 1'000'000U)));
}

//! Checks a property and fails the test with the smallest counterexample. The seed is fixed, so
//! that a run is the same everywhere; RC_PARAMS="seed=…" or "max_success=…" look further.
template<class Property>
void checkProperty(Property property)
{
    if (!qEnvironmentVariableIsSet("RC_PARAMS")) {
        qputenv("RC_PARAMS", "seed=20260302 max_success=200");
    }
    QVERIFY(rc::check(QTest::currentTestFunction(), property));
}

} // namespace kontor::testing
