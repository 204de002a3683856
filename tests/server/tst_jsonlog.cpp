// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Json.h"
#include "server/http/JsonLog.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;

class tst_JsonLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsOneLine()
    {
        const QByteArray line
            = logLine({1'700'000'000'000'000}, QtWarningMsg, "kontor.http", u"a\n\"b\""_s);
        QCOMPARE(line, "{\"time\":\"2023-11-14T22:13:20Z\",\"level\":\"warning\","
                       "\"category\":\"kontor.http\",\"message\":\"a\\n\\\"b\\\"\"}\n");
    }
    void longMessagesAreCut_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("letters") << QString(100'000, u'x');
        QTest::newRow("escapes") << QString(100'000, u'\x01');
        QTest::newRow("two bytes each") << QString(100'000, u'\u00e9');
        QTest::newRow("odd start") << u'x' + QString(100'000, u'\u20ac');
        QTest::newRow("just too long") << QString(4040, u'x');
    }
    void longMessagesAreCut()
    {
        QFETCH(QString, message);
        const QByteArray line = logLine({0}, QtInfoMsg, "kontor.server", message);
        QVERIFY(line.size() <= logLineLimit);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(parseJson(line.trimmed(), {.stringBytes = 8192}));
    }
};

KONTOR_TEST(tst_JsonLog)
#include "tst_jsonlog.moc"
