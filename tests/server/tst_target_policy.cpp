// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/TargetPolicy.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;

class tst_TargetPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urlsAreJudgedByTheTable_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("normally");
        QTest::addColumn<bool>("inOpenMode");
        const auto row = [](const char *url, bool normally, bool open) {
            QTest::newRow(url) << QString::fromUtf8(url) << normally << open;
        };
        row("https://hooks.example.com/in?x=1", true, true);
        row("https://hooks.example.com:8443/in", true, true);
        row("https://HOOKS.Example.COM./in", true, true);
        row("https://bücher.example/in", true, true);
        row("http://hooks.example.com/in", false, true);
        row("https://hooks.example.com:22/in", false, true);
        row("https://hooks.example.com:0/in", false, false);
        row("ftp://hooks.example.com/in", false, false);
        row("file:///etc/passwd", false, false);
        row("javascript:alert(1)", false, false);
        row("//hooks.example.com/in", false, false);
        row("hooks.example.com/in", false, false);
        row("https:///in", false, false);
        row("https://", false, false);
        row("", false, false);
        row("https://user@hooks.example.com/", false, false);
        row("https://user:password@hooks.example.com/", false, false);
        row("https://@hooks.example.com/", false, false);
        row("https://hooks.example.com@127.0.0.1/", false, false);
        row("https://127.0.0.1#@hooks.example.com/", false, false);
        row("https://hooks.example.com/#part", false, false);
        row("https://hooks.example.com\\@127.0.0.1/", false, false);
        row("https://hooks.example.com/a b", false, false);
        row("https://hooks.example.com/\r\nHost: x", false, false);
        row("https://hooks.example.com\t/", false, false);
        row("https://hooks.example.com../", false, false);
        // Loopback in all its forms: only in open mode.
        row("http://127.0.0.1:9000/", false, true);
        row("https://127.0.0.1/", false, true);
        row("https://127.1.2.3/", false, true);
        row("https://[::1]/", false, true);
        row("https://[::ffff:127.0.0.1]/", false, true);
        row("https://localhost/", true, true); // by name: its addresses are looked at
        row("https://localhost./", true, true);
        // Literals of other kinds never.
        row("https://10.0.0.1/", false, false);
        row("https://8.8.8.8/", false, false);
        row("https://[2606:4700::1]/", false, false);
        row("https://169.254.169.254/latest/meta-data/", false, false);
        row("https://0.0.0.0/", false, false);
        row("https://0/", false, false);
        row("https://[::]/", false, false);
        row("https://[::ffff:10.0.0.1]/", false, false);
        row("https://[64:ff9b::7f00:1]/", false, false);
        row("https://[64:ff9b::a00:1]/", false, false);
        row("https://[fe80::1%25eth0]/", false, false);
        row("https://[fd00::1]/", false, false);
        row("https://0xa000001/", false, false);
        row("https://0x0a.0.0.1/", false, false);
        row("https://012.0.0.1/", false, false);
        row("https://167772161/", false, false);
        row("https://10.1/", false, false);
        row("https://①⓪.⓪.⓪.①/", false, false);
        row("https://10。0。0。1/", false, false);
        row("https://1.2.3.4.5/", false, false);
        row("https://hooks.example.0x10/", false, false);
        row("https://1.1.1.256/", false, false);
    }
    void urlsAreJudgedByTheTable()
    {
        QFETCH(QString, url);
        QFETCH(bool, normally);
        QFETCH(bool, inOpenMode);
        QCOMPARE(bool(parseTarget(url, {})), normally);
        QCOMPARE(bool(parseTarget(url, {.open = true, .ports = {}, .allowed = {}, .own = {}})),
            inOpenMode);
    }
    // However a parser reads them, they never come out as something else than loopback.
    void numbersThatMeanLoopbackAreRefused_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host :
            {"0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "2130706433", "127.1",
                "127.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "127.0.0.1.", "0x7F.1"}) {
            QTest::newRow(host) << QString::fromUtf8(host);
        }
    }
    void numbersThatMeanLoopbackAreRefused()
    {
        QFETCH(QString, host);
        QVERIFY(!parseTarget(u"https://"_s + host + u'/', {}));
        const auto open = parseTarget(u"https://"_s + host + u'/', {true, {}, {}, {}});
        QVERIFY(!open || (open->literal && open->literal->isLoopback()));
    }
    void longUrlsAreRefused()
    {
        QVERIFY(parseTarget(u"https://a.example/"_s + QString(2000, u'x'), {}));
        QCOMPARE(parseTarget(u"https://a.example/"_s + QString(2048, u'x'), {}).error(),
            TargetFault::TooLong);
    }
    void hostsAreWrittenInOneWay()
    {
        const auto target = parseTarget(u"https://BÜCHER.Example.:8443/x"_s, {});
        QVERIFY(target);
        QCOMPARE(target->host, u"xn--bcher-kva.example"_s);
        QCOMPARE(target->origin(), u"xn--bcher-kva.example:8443"_s);
    }
    void specialAddressesAreNotPublic_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isPublic");
        const char *const special[] = {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255",
            "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254",
            "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
            "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
            "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1",
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
            "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:1ff::1", "2001:db8::1",
            "2002:7f00:1::", "2002:a00:1::", "3fff::1", "fc00::1", "fdff::1", "fe80::1", "febf::1",
            "fec0::1", "ff02::1", "5f00::1", "4000::1"};
        for (const char *address : special) {
            QTest::newRow(address) << QString::fromLatin1(address) << false;
        }
        const char *const open[] = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255",
            "100.128.0.0", "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.0",
            "192.0.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111",
            "2001:4860:4860::8888", "64:ff9b::808:808", "2002:808:808::1", "::ffff:8.8.8.8"};
        for (const char *address : open) {
            QTest::newRow(address) << QString::fromLatin1(address) << true;
        }
    }
    void specialAddressesAreNotPublic()
    {
        QFETCH(QString, address);
        QFETCH(bool, isPublic);
        const QHostAddress parsed(address);
        QVERIFY(!parsed.isNull());
        QCOMPARE(server::isPublic(parsed), isPublic);
    }
    void aNameWithOnePrivateAddressIsRefused()
    {
        const QHostAddress good(u"1.1.1.1"_s);
        const QHostAddress bad(u"10.0.0.1"_s);
        QVERIFY(checkAddresses({good}, {}));
        QCOMPARE(checkAddresses({good, bad}, {}).error(), TargetFault::NotPublic);
        QCOMPARE(checkAddresses({}, {}).error(), TargetFault::NotResolved);
    }
    void theOperatorMayVouchForANetwork()
    {
        TargetRules rules;
        rules.allowed = {{QHostAddress(u"10.1.0.0"_s), 16}};
        QVERIFY(mayConnect(QHostAddress(u"10.1.2.3"_s), rules));
        QVERIFY(!mayConnect(QHostAddress(u"10.2.2.3"_s), rules));
        QVERIFY(parseTarget(u"https://10.1.2.3/"_s, rules));
        QVERIFY(!parseTarget(u"https://10.2.2.3/"_s, rules));
    }
    void theServerIsNoTargetOfItsOwn()
    {
        TargetRules rules;
        rules.own = {QHostAddress(u"1.1.1.1"_s)};
        for (const char *written :
            {"1.1.1.1", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1"}) {
            const QHostAddress address(QString::fromLatin1(written));
            QVERIFY2(!mayConnect(address, rules), written);
            QCOMPARE(checkAddresses({address}, rules).error(), TargetFault::NotPublic);
        }
        QVERIFY(mayConnect(QHostAddress(u"1.1.1.2"_s), rules));
    }
};

KONTOR_TEST(tst_TargetPolicy)
#include "tst_target_policy.moc"
