// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/RequestMaker.h"
#include "foundation/Strings.h"
#include "support/ApiDocument.h"
#include "support/Programs.h"
#include "support/TestMain.h"
#include "support/Torture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace kontor;
using namespace kontor::testing;

//! Whatever is asked: every answer is one that the document promises, none is a fault of the server,
//! and the books are whole afterwards.
class tst_AnyRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whateverIsAskedIsAnsweredAsPromised_data()
    {
        QTest::addColumn<bool>("open");
        QTest::newRow("nobody signs in") << true;
        QTest::newRow("a stranger") << false;
    }
    void whateverIsAskedIsAnsweredAsPromised()
    {
        QFETCH(bool, open);
        const Torture torture = Torture::fromEnvironment();
        RunningServer server(open ? RunningServer::Mode::Open : RunningServer::Mode::SignIn);
        RequestMaker maker(torture.seed);
        QVERIFY(maker.operations() > 80);
        std::map<int, int> statuses;
        QElapsedTimer since;
        since.start();
        for (int i = 0; goesOn(torture, i, since); ++i) {
            const RequestMaker::Request request = maker.next();
            const HttpAnswer answer
                = server.send(request.method, request.target, request.body, request.headers);
            const QByteArray what = request.method + ' ' + request.target + ' ' + request.body
                + " -> " + QByteArray::number(answer.status) + ' ' + answer.body;
            QVERIFY2(answer.status >= 200 && answer.status < 500, what.constData());
            const bool signsUp = request.target.startsWith("/api/v1/auth/register");
            QVERIFY2(open || signsUp || answer.status != 201, what.constData());
            maker.learn(answer);
            ++statuses[answer.status];
        }
        report(statuses);
        QVERIFY(!open || (statuses[200] > 100 && statuses[201] > 10 && statuses[422] > 30));
        QCOMPARE(countBrokenPromises(), 0);
        QCOMPARE(server.get("/health").status, 200);
        QVERIFY2(!server.log().contains("\"error\""), server.log().constData());
        QCOMPARE(server.stop(), 0);
        const ProgramRun verified
            = run(u"kontor-server"_s, {u"verify"_s, u"--data"_s, server.directory()});
        QVERIFY2(verified.exitCode == 0, qPrintable(verified.all()));
    }

private:
    static bool goesOn(const Torture &torture, int done, const QElapsedTimer &since)
    {
        return torture.whole ? since.elapsed() < torture.duration.count() * 500 : done < 1'500;
    }
    static void report(const std::map<int, int> &statuses)
    {
        QStringList counts;
        for (const auto &[status, count] : statuses) {
            counts << u"%1: %2"_s.arg(status).arg(count);
        }
        qInfo("%s", qPrintable(counts.join(u", ")));
    }
};

KONTOR_TEST(tst_AnyRequest)
#include "tst_any_request.moc"
