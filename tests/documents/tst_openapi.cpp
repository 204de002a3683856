// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Json.h"
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::testing;

//! The document that the API describes itself with.
class tst_OpenApi final : public QObject
{
    Q_OBJECT

    static QByteArray served(const RunningServer &server)
    {
        return server.get("/openapi.json").body;
    }

private Q_SLOTS:
    void everyServerDescribesItselfInTheSameBytes()
    {
        const RunningServer one;
        const RunningServer other({QStringLiteral("--branch-currency"), QStringLiteral("BRL")});
        QVERIFY(served(one).startsWith(R"({"openapi":"3.1.0")"));
        QCOMPARE(served(one), served(other));
    }
};

KONTOR_TEST(tst_OpenApi)
#include "tst_openapi.moc"
