// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/HttpTransport.h"

#include "foundation/Strings.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPromise>
#include <QSslError>
#include <QTimer>

#include <algorithm>
#include <iterator>

namespace kontor::client {

namespace {

constexpr qint64 maxAnswerBytes = 8 << 20;
constexpr const char *requestIdHeader = "X-Request-Id";
constexpr auto isReading = QNetworkRequest::User;

//! What a server says before it has read whose request it is.
bool isSaidUnread(int status)
{
    static constexpr int unread[] = {400, 408, 411, 413, 414, 417, 421, 431, 501, 503, 505};
    return std::find(std::begin(unread), std::end(unread), status) != std::end(unread);
}

//! One request under way. Its promise is kept however it ends, destruction included.
class Exchange : public QObject
{
public:
    Exchange(QNetworkReply *reply, std::chrono::milliseconds deadline, QObject *parent)
        : QObject(parent), m_reply(reply), m_requestId(reply->request().rawHeader(requestIdHeader))
    {
        m_promise.start();
        m_reply->setParent(this);
        connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_sent = true; });
        connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::read);
        connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &faults) { m_certificateFaults = faults; });
        connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish);
        // Qt's own time-out starts anew with every byte, so a slow drip would never end.
        QTimer::singleShot(deadline, this, [this] { abandon(u"deadline"_s); });
    }
    ~Exchange() override
    {
        if (!m_settled) {
            settle(lost(u"closed"_s));
        }
    }

    QFuture<HttpResponse> future() { return m_promise.future(); }

private:
    void read()
    {
        m_answer.body += m_reply->readAll();
        if (m_answer.body.size() > maxAnswerBytes) {
            abandon(u"answer too large"_s);
        }
    }
    // The deadline may be over, too, when Qt's time-out has just ended the request.
    void abandon(const QString &why)
    {
        if (m_settled) {
            return;
        }
        m_settled = true;
        m_reply->abort();
        settle(lost(why));
    }
    void finish()
    {
        if (!m_settled && m_reply->isOpen()) {
            read();
        }
        if (!m_settled) {
            settle(!isAnswered() ? noAnswer()
                    : isToThis() ? answer()
                                 : lost(u"not the answer to this request"_s));
        }
    }
    HttpResponse answer()
    {
        m_answer.headers = m_reply->rawHeaderPairs();
        return std::move(m_answer);
    }
    HttpResponse noAnswer() const
    {
        HttpResponse response = lost(m_reply->errorString());
        if (isCertainlyNotSent()) {
            response.outcome = HttpResponse::Outcome::NotSent;
            response.distrust = distrust();
            for (const QSslError &fault : m_certificateFaults) {
                const QString more = u"; "_s + fault.errorString();
                response.error += response.error.contains(more) ? QString() : more;
            }
        }
        return response;
    }
    //! Of several faults the one that says most of who it may be.
    Distrust distrust() const
    {
        if (m_reply->error() != QNetworkReply::SslHandshakeFailedError) {
            return Distrust::None;
        }
        Distrust worst = Distrust::NoTls;
        for (const QSslError &fault : m_certificateFaults) {
            switch (fault.error()) {
            case QSslError::HostNameMismatch:
                worst = worst == Distrust::NoTls ? Distrust::Name : worst;
                break;
            case QSslError::CertificateExpired:
            case QSslError::CertificateNotYetValid:
                worst = worst == Distrust::Authority ? worst : Distrust::Time;
                break;
            default: worst = Distrust::Authority;
            }
        }
        return worst;
    }
    static HttpResponse lost(const QString &why)
    {
        HttpResponse response;
        response.outcome = HttpResponse::Outcome::Lost;
        response.error = why;
        return response;
    }
    //! Statuses of 400 and above are errors to Qt, in the ranges of content and server errors, and 400
    //! itself is an invalid operation; an answer that broke off has a status too, but another error.
    bool isAnswered()
    {
        m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const auto error = m_reply->error();
        const bool content = error > QNetworkReply::UnknownProxyError
            && error <= QNetworkReply::UnknownContentError;
        const bool server = error > QNetworkReply::ProtocolFailure;
        const bool refused
            = error == QNetworkReply::ProtocolInvalidOperationError && m_answer.status >= 400;
        const bool whole = error == QNetworkReply::NoError || content || server || refused;
        return m_answer.status > 0 && whole && hasWholeBody();
    }
    bool hasWholeBody() const
    {
        const QByteArray length = m_reply->rawHeader("Content-Length");
        return length.isEmpty() || length.toLongLong() == m_answer.body.size();
    }
    //! The bank names the request in each answer. An answer without a name that says "done" comes from
    //! whoever stands in between, or has another server's address by now; one with another name was
    //! left over on the connection.
    bool isToThis() const
    {
        if (m_requestId.isEmpty()) {
            return true;
        }
        const QByteArray named = m_reply->rawHeader(requestIdHeader);
        if (named.isEmpty()) {
            const bool isDone = m_answer.status >= 200 && m_answer.status < 300;
            return !isDone || m_reply->request().attribute(isReading).toBool();
        }
        return named == m_requestId || isSaidUnread(m_answer.status);
    }
    // Qt sends a request again by itself when a kept connection closes; what keeps it from connecting
    // then comes after the first sending, which counts.
    bool isCertainlyNotSent() const
    {
        static constexpr QNetworkReply::NetworkError beforeSending[]
            = {QNetworkReply::ConnectionRefusedError, QNetworkReply::HostNotFoundError,
                QNetworkReply::SslHandshakeFailedError,
                QNetworkReply::UnknownNetworkError}; // no way to the server, for example no cable
        return !m_sent
            && std::find(std::begin(beforeSending), std::end(beforeSending), m_reply->error())
            != std::end(beforeSending);
    }
    // Whoever waits may delete the transport, and this with it: nothing is touched afterwards.
    void settle(HttpResponse response)
    {
        m_settled = true;
        deleteLater();
        QPromise<HttpResponse> promise = std::move(m_promise);
        promise.addResult(std::move(response));
        promise.finish();
    }

    QNetworkReply *m_reply;
    QByteArray m_requestId;
    QPromise<HttpResponse> m_promise;
    HttpResponse m_answer;
    QList<QSslError> m_certificateFaults;
    bool m_sent = false;
    bool m_settled = false;
};

QNetworkRequest prepared(const QByteArray &server, const HttpRequest &from)
{
    QNetworkRequest request(QUrl::fromEncoded(server + from.target, QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
        QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
        QNetworkRequest::AlwaysNetwork);
    request.setAttribute(isReading, from.method == "GET");
    request.setTransferTimeout(int(from.deadline.count()));
    request.setRawHeader("Accept-Encoding", "identity");
    for (const auto &[name, value] : from.headers) {
        request.setRawHeader(name, value);
    }
    return request;
}

} // namespace

HttpTransport::HttpTransport(const QUrl &server, QObject *parent)
    : QObject(parent), m_server(server.toEncoded(QUrl::StripTrailingSlash))
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    m_managerOfWaiting.setProxy(QNetworkProxy::NoProxy);
}

// The exchanges go first: their replies must not outlive the managers.
HttpTransport::~HttpTransport()
{
    qDeleteAll(findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly));
}

QFuture<HttpResponse> HttpTransport::send(HttpRequest request)
{
    QNetworkAccessManager &manager = request.mayWait ? m_managerOfWaiting : m_manager;
    QNetworkReply *reply
        = manager.sendCustomRequest(prepared(m_server, request), request.method, request.body);
    auto *exchange = new Exchange(reply, request.deadline, this);
    return exchange->future();
}

} // namespace kontor::client
