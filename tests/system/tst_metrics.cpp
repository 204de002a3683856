// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/MetricsPage.h"
#include "support/People.h"
#include "support/Programs.h"
#include "support/RunningServer.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

//! What the real server says to those who watch it.
class tst_Metrics final : public QObject
{
    Q_OBJECT

    static MetricsPage pageOf(const RunningServer &server)
    {
        return MetricsPage(server.get("/metrics").body);
    }
    static QByteArray opened(const RunningServer &server)
    {
        return server.post("/accounts", R"({"ownerName":"Alice","initialBalance":100})").id();
    }
    static QStringList installed(QStringList files)
    {
        for (QString &file : files) {
            file.prepend(QStringLiteral(KONTOR_SOURCE_DIR "/installer/"));
        }
        return files;
    }
    static QStringList dashboards()
    {
        return installed({u"grafana/operations.json"_s, u"grafana/books.json"_s,
            u"grafana/deliveries.json"_s, u"grafana/branch-day.json"_s});
    }
    struct Checked
    {
        bool ran = false;
        int exitCode = -1;
        QByteArray said;
    };
    static Checked promtool(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start(u"promtool"_s, arguments);
        if (!check.waitForStarted()) {
            return {};
        }
        check.write(input);
        check.closeWriteChannel();
        check.waitForFinished(120'000);
        return {true, check.exitCode(), check.readAll()};
    }
    static QByteArray answers(const char *method, const char *route, const char *status)
    {
        return QByteArray("kontor_http_requests_total{method=\"") + method + "\",route=\"" + route
            + "\",status=\"" + status + "\"}";
    }

private Q_SLOTS:
    void theFormatIsPrometheusText()
    {
        const RunningServer server;
        opened(server);
        const HttpAnswer answer = server.get("/metrics",
            {{"Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3"}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
        const MetricsPage page(answer.body);
        QVERIFY2(page.faults().isEmpty(), qPrintable(page.faults().join(u'\n')));
        QVERIFY(page.series() > 80);
    }
    void aBrokenPageIsFound()
    {
        for (const char *broken : {"a_total 1\n", "# HELP a b\n# TYPE a gauge\na 1\na 2\n",
                 "# HELP a b\n# TYPE a gauge\na{b=\"c} 1\n", "# HELP a b\n# TYPE a counter\na 1\n",
                 "# HELP a b\n# TYPE a gauge\na 1",
                 "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\n"}) {
            QVERIFY2(!MetricsPage(broken).faults().isEmpty(), broken);
        }
    }
    void promtoolHasNothingToSay()
    {
        const RunningServer server;
        opened(server);
        const Checked checked = promtool({u"check"_s, u"metrics"_s}, server.get("/metrics").body);
        if (!checked.ran) {
            KONTOR_SKIP("promtool is not installed (package prometheus)");
        }
        QVERIFY2(checked.exitCode == 0, checked.said);
    }
    void rulesAndDashboardsKnowOnlyWhatIsThere()
    {
        const RunningServer server;
        opened(server);
        server.get("/no/such");
        const QByteArray page = server.get("/metrics").body;
        static const QRegularExpression name(u"\\b(kontor|process)_[a-z_]+"_s);
        int seen = 0;
        for (const QString &path : dashboards() + installed({u"prometheus/kontor-rules.yml"_s})) {
            const QString text = QString::fromUtf8(contentOf(path));
            for (auto it = name.globalMatch(text); it.hasNext(); ++seen) {
                const QByteArray series = it.next().captured().toLatin1();
                const bool isThere
                    = page.contains('\n' + series + ' ') || page.contains('\n' + series + '{');
                QVERIFY2(isThere, series.constData());
            }
        }
        QVERIFY(seen >= 50);
    }
    void everyFigureOfOursIsOnADashboard()
    {
        const RunningServer server;
        opened(server);
        QByteArray boards;
        for (const QString &path : dashboards()) {
            boards += contentOf(path);
        }
        int seen = 0;
        for (const QByteArray &line : server.get("/metrics").body.split('\n')) {
            const QByteArray name = line.split(' ').value(2);
            // What is running is asked for by hand.
            if (line.startsWith("# TYPE kontor_") && name != "kontor_build_info") {
                ++seen;
                QVERIFY2(boards.contains(name), name.constData());
            }
        }
        QVERIFY(seen >= 25);
    }
    // promtool reads expressions as those of rules.
    void everyExpressionOfADashboardIsOne()
    {
        QByteArray rules = "groups:\n- name: dashboards\n  rules:\n";
        int seen = 0;
        for (const QString &path : dashboards()) {
            const auto panels = QJsonDocument::fromJson(contentOf(path)).object()[u"panels"_s].toArray();
            QVERIFY2(!panels.isEmpty(), qPrintable(path));
            for (const QJsonValue &panel : panels) {
                const auto targets = panel[u"targets"_s].toArray();
                QVERIFY(!targets.isEmpty());
                for (const QJsonValue &target : targets) {
                    const QByteArray quoted
                        = QJsonDocument(QJsonArray{target[u"expr"_s]}).toJson(QJsonDocument::Compact);
                    rules += "  - record: panel:" + QByteArray::number(++seen) + "\n    expr: "
                        + quoted.sliced(1, quoted.size() - 2) + '\n';
                }
            }
        }
        QVERIFY(seen >= 30);
        if (!promtool({u"--version"_s}).ran) {
            KONTOR_SKIP("promtool is not installed (package prometheus)");
        }
        const QTemporaryDir place;
        const QString file = place.filePath(u"dashboards.yml"_s);
        write(file, rules);
        const Checked checked = promtool({u"check"_s, u"rules"_s, file});
        QVERIFY2(checked.exitCode == 0, checked.said);
        write(file, rules.replace("rate(", "rate)"));
        QVERIFY(promtool({u"check"_s, u"rules"_s, file}).exitCode != 0);
    }
    void everyAlertRingsWhenItShouldAndHasAPage()
    {
        QFile rules(installed({u"prometheus/kontor-rules.yml"_s}).front());
        QVERIFY(rules.open(QIODevice::ReadOnly));
        int alerts = 0;
        for (const QByteArray &line : rules.readAll().split('\n')) {
            if (line.contains("runbook:")) {
                ++alerts;
                const QString page = QString::fromUtf8(line.split(':').last().trimmed());
                QVERIFY2(QFile::exists(QStringLiteral(KONTOR_SOURCE_DIR "/docs/") + page),
                    qPrintable(page));
            }
        }
        QVERIFY(alerts > 10);
        const Checked checked = promtool({u"test"_s, u"rules"_s,
            installed({u"prometheus/tests/kontor-rules.test.yml"_s}).front()});
        if (!checked.ran) {
            KONTOR_SKIP("promtool is not installed (package prometheus)");
        }
        QVERIFY2(checked.exitCode == 0, checked.said);
    }
    void everyAnswerIsCountedUnderItsRoute()
    {
        const RunningServer server;
        const QByteArray id = opened(server);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(server.post("/api/v1/accounts/" + id + "/deposit", R"({"amount":1})").status, 200);
        }
        server.post("/accounts/" + id + "/withdraw", R"({"amount":1000})");
        server.get("/no/such/" + id);
        const MetricsPage page = pageOf(server);
        QCOMPARE(page.value(answers("POST", "/accounts", "2xx")), 1);
        QCOMPARE(page.value(answers("POST", "/accounts/{id}/deposit", "2xx")), 3);
        QCOMPARE(page.value(answers("POST", "/accounts/{id}/withdraw", "4xx")), 1);
        QCOMPARE(page.value(answers("any", "none", "4xx")), 1);
        const QByteArray deposits = "{method=\"POST\",route=\"/accounts/{id}/deposit\"";
        QCOMPARE(page.value("kontor_http_request_seconds_count" + deposits + '}'), 3);
        QCOMPARE(page.value("kontor_http_request_seconds_bucket" + deposits + ",le=\"+Inf\"}"), 3);
        QVERIFY(page.value("kontor_http_request_seconds_sum" + deposits + '}') > 0);
    }
    void refusalsAreCountedByTheirCodeEvenWhereNoRequestWasRead()
    {
        const RunningServer server;
        const QByteArray id = opened(server);
        server.post("/accounts/" + id + "/withdraw", R"({"amount":1000})");
        server.post("/accounts/" + id + "/withdraw", R"({"amount":1000})");
        server.sendBytes("GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
        const MetricsPage page = pageOf(server);
        QCOMPARE(page.value(R"(kontor_problems_total{code="insufficient-funds"})"), 2);
        QCOMPARE(page.value(R"(kontor_problems_total{code="misdirected-request"})"), 1);
        QCOMPARE(page.value(R"(kontor_commands_total{result="refused"})"), 2);
    }
    void theLedgersFiguresAreThoseOfTheLog()
    {
        const RunningServer server;
        const QByteArray id = opened(server);
        server.post("/accounts/" + id + "/deposit", R"({"amount":1})");
        const MetricsPage page = pageOf(server);
        QCOMPARE(page.value(R"(kontor_events_total{type="MoneyDeposited"})"), 1);
        QCOMPARE(page.value(R"(kontor_events_total{type="AccountCreated"})"), 1);
        QCOMPARE(page.value(R"(kontor_commands_total{result="accepted"})"), 2);
        QCOMPARE(page.value("kontor_commit_commands_count"), 2);
        QCOMPARE(page.value("kontor_commit_seconds_count"), 2);
        QVERIFY(page.value("kontor_commit_seconds_sum") > 0);
        const QByteArray head = "kontor_ledger_head_position";
        QVERIFY(page.value(head) >= 2);
        QVERIFY(page.value("kontor_ledger_wal_bytes") > 0);
        QVERIFY(page.value("kontor_views_wal_bytes") > 0);
        QVERIFY(page.value("kontor_views_bytes") > 0);
        QCOMPARE(page.value("kontor_storage_writable"), 1);
        QCOMPARE(page.value("kontor_ledger_sound"), 1);
        QTRY_COMPARE_WITH_TIMEOUT(pageOf(server).value("kontor_views_position"), page.value(head), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(
            pageOf(server).value(R"(kontor_follower_lag_events{follower="views"})"), 0, 30'000);
    }
    void whatAnEndpointDoesNotTakeIsSeen()
    {
        const RunningServer server({u"--delivery-attempts"_s, u"1"_s, u"--delivery-base-ms"_s, u"1"_s});
        // Nobody listens there.
        server.post("/webhooks/endpoints",
            "{\"url\":\"http://127.0.0.1:9/kontor\",\"types\":[\"MoneyDeposited\"]}");
        const QByteArray id = opened(server);
        server.post("/accounts/" + id + "/deposit", R"({"amount":1})");
        QTRY_COMPARE_WITH_TIMEOUT(
            pageOf(server).value(R"(kontor_follower_parked{follower="webhooks"})"), 1, 60'000);
        QCOMPARE(pageOf(server).value("kontor_webhook_halted"), 0);
        // Given up is not on its way.
        QTRY_COMPARE_WITH_TIMEOUT(pageOf(server).value("kontor_webhook_oldest_seconds"), 0, 60'000);
    }
    void theAgeOfWhatWaitsIsSeen()
    {
        const RunningServer server({u"--delivery-base-ms"_s, u"3600000"_s, u"--delivery-cap-ms"_s,
            u"3600000"_s});
        server.post("/webhooks/endpoints",
            "{\"url\":\"http://127.0.0.1:9/kontor\",\"types\":[\"MoneyDeposited\"]}");
        const QByteArray id = opened(server);
        QTRY_COMPARE_WITH_TIMEOUT(
            pageOf(server).value(R"(kontor_follower_lag_events{follower="webhooks"})"), 0, 60'000);
        QCOMPARE(pageOf(server).value("kontor_webhook_oldest_seconds"), 0);
        server.post("/accounts/" + id + "/deposit", R"({"amount":1})");
        QTRY_VERIFY_WITH_TIMEOUT(pageOf(server).value("kontor_webhook_oldest_seconds") > 1, 60'000);
        QCOMPARE(pageOf(server).value("kontor_webhook_waiting"), 1);
    }
    void sessionsAreCountedWhileTheyLast()
    {
        const RunningServer server(RunningServer::Mode::SignIn);
        const QByteArray people = R"(kontor_sessions{kind="user"})";
        QCOMPARE(pageOf(server).value(people), 0);
        const Person admin = setUp(server);
        const Person teller = newPerson(server, admin, "t.lorenz", "teller");
        QCOMPARE(pageOf(server).value(people), 2);
        QCOMPARE(server.post("/auth/logout", {}, teller.headers()).status, 204);
        QCOMPARE(pageOf(server).value(people), 1);
        QVERIFY(pageOf(server).has(R"(kontor_sessions{kind="card"})"));
    }
    void aCardsSessionIsCounted()
    {
        const RunningServer server;
        const QByteArray account = opened(server);
        const QByteArray card = server.post("/cards",
            R"({"accountId":")" + account + R"(","pin":"2580"})").id();
        QVERIFY(server.post("/cards/" + card + "/session",
            R"({"pin":"2580","terminalId":"ATM-0001"})").status < 300);
        QCOMPARE(pageOf(server).value(R"(kontor_sessions{kind="card"})"), 1);
    }
    // Nobody waits for an account any more.
    void walletsCatchUp()
    {
        const RunningServer server(RunningServer::Mode::SignIn);
        newCustomer(server, "john@example.com");
        const QByteArray lag = R"(kontor_follower_lag_events{follower="wallets"})";
        QTRY_COMPARE_WITH_TIMEOUT(pageOf(server).value(lag), 0, 60'000);
        QVERIFY(pageOf(server).has(lag));
    }
    void noSeriesComesFromWhatCallersSend()
    {
        const RunningServer server;
        pageOf(server);
        const qsizetype before = pageOf(server).series();
        for (int i = 0; i < 20; ++i) {
            server.get("/x" + QByteArray::number(i));
        }
        QVERIFY(pageOf(server).series() <= before + 2);
    }
};

KONTOR_TEST(tst_Metrics)
#include "tst_metrics.moc"
