// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Tls.h"

#include "foundation/Strings.h"
#include "server/auth/PrivateFile.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <unistd.h>

namespace kontor::server {

namespace {

//! Takes a connection and hands out its descriptor.
class Acceptor final : public QTcpServer
{
public:
    qintptr descriptor = -1;

protected:
    void incomingConnection(qintptr accepted) override { descriptor = accepted; }
};

// Of several kinds, the one that it is.
QSslKey readKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm kind : {QSsl::Ec, QSsl::Rsa, QSsl::Dsa}) {
        const QSslKey key(pem, kind, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull()) {
            return key;
        }
    }
    return {};
}

// The TLS library's words end in the mark behind which it had nothing more to say.
QString withoutEnd(QString text)
{
    while (!text.isEmpty() && !text.back().isLetterOrNumber() && text.back() != u')') {
        text.chop(1);
    }
    return text;
}

// Certificate and key are held against each other by the TLS library, once there is a connection.
QString faultOf(const QSslConfiguration &tls)
{
    Acceptor acceptor;
    QTcpSocket client;
    if (!acceptor.listen(QHostAddress::LocalHost)) {
        return acceptor.errorString();
    }
    client.connectToHost(QHostAddress::LocalHost, acceptor.serverPort());
    acceptor.waitForNewConnection(5'000);
    QSslSocket socket;
    if (acceptor.descriptor < 0 || !socket.setSocketDescriptor(acceptor.descriptor)) {
        return u"cannot be tried: "_s + client.errorString();
    }
    socket.setSslConfiguration(tls);
    socket.startServerEncryption();
    const bool isFit = socket.error() == QAbstractSocket::UnknownSocketError;
    return isFit
        ? QString()
        : u"does not go with the key, or cannot be used: "_s + withoutEnd(socket.errorString());
}

QString timeFault(const QSslCertificate &certificate, Timestamp time)
{
    const auto now = QDateTime::fromMSecsSinceEpoch(time.micros / 1000);
    if (certificate.expiryDate() < now) {
        return u"ran out on %1"_s.arg(certificate.expiryDate().toString(Qt::ISODate));
    }
    return certificate.effectiveDate() > now
        ? u"begins on %1 only"_s.arg(certificate.effectiveDate().toString(Qt::ISODate))
        : QString();
}

} // namespace

Result<QSslConfiguration, QString> readTls(const QString &certificateFile, const QString &keyFile,
    Timestamp now)
{
    const auto refuse = [](const QString &path, const QString &what) {
        return Failure{u"%1: %2"_s.arg(path, what)};
    };
    const QList<QSslCertificate> chain
        = QSslCertificate::fromPath(certificateFile, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
    if (chain.isEmpty()) {
        return refuse(certificateFile, u"holds no certificate in PEM that can be read"_s);
    }
    if (const QString fault = timeFault(chain.first(), now); !fault.isEmpty()) {
        return refuse(certificateFile, fault);
    }
    const auto pem = readPrivate(keyFile);
    if (!pem) {
        return Failure{pem.error().message};
    }
    const QSslKey key = readKey(*pem);
    if (key.isNull()) {
        return refuse(keyFile, u"holds no private key in PEM that can be read"_s);
    }
    QSslConfiguration tls;
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    const QString fault = faultOf(tls);
    return fault.isEmpty() ? Result<QSslConfiguration, QString>(tls)
                           : refuse(certificateFile + u" with "_s + keyFile, fault);
}

} // namespace kontor::server
