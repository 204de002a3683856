// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Signature.h"
#include "support/TestMain.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace kontor;
using server::webhookSignature;

class tst_Signature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The example that the libraries of Standard Webhooks test themselves with.
    void thePublishedExampleComesOut()
    {
        const Secret<QByteArray> secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        QCOMPARE(webhookSignature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                     R"({"test": 2432232314})"),
            QByteArray("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }
    void anotherImplementationAgrees()
    {
        for (int i = 0; i < 50; ++i) {
            const auto secret = server::newSigningSecret();
            const QByteArray key = QByteArray::fromBase64(secret.reveal().mid(6));
            const QByteArray body(i * 37, char('a' + i % 26));
            const QByteArray text = "id-" + QByteArray::number(i) + ".1700000000." + body;
            const QByteArray expected = "v1,"
                + QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256)
                      .toBase64();
            QCOMPARE(webhookSignature(secret, "id-" + QByteArray::number(i), 1'700'000'000, body),
                expected);
        }
    }
    void secretsAreLongAndDiffer()
    {
        const auto first = server::newSigningSecret();
        const auto second = server::newSigningSecret();
        QVERIFY(first.reveal().startsWith("whsec_"));
        QCOMPARE(QByteArray::fromBase64(first.reveal().mid(6)).size(), qsizetype(32));
        QVERIFY(first.reveal() != second.reveal());
    }
    void everyPartIsSigned()
    {
        const Secret<QByteArray> secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        const QByteArray plain = webhookSignature(secret, "a", 1, "x");
        QVERIFY(webhookSignature(secret, "b", 1, "x") != plain);
        QVERIFY(webhookSignature(secret, "a", 2, "x") != plain);
        QVERIFY(webhookSignature(secret, "a", 1, "y") != plain);
    }
};

KONTOR_TEST(tst_Signature)
#include "tst_signature.moc"
