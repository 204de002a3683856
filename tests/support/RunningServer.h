// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace kontor::testing {

//! An answer of the API.
struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;

    QByteArray header(const QByteArray &name) const;
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString code() const { return json()[QLatin1StringView("code")].toString(); }
    //! A text member, as it is in an id or a name.
    QByteArray text(const char *member) const
    {
        return json()[QLatin1StringView(member)].toString().toUtf8();
    }
    QByteArray id() const { return text("id"); }
    QJsonArray items() const { return json()[QLatin1StringView("items")].toArray(); }
    //! The digits of a number member exactly as they were written.
    QByteArray number(const char *member) const;
};

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

//! Reads the bytes of a whole answer.
HttpAnswer parseAnswer(const QByteArray &raw);

//! The real kontor-server binary on a free loopback port and a directory of its own.
class RunningServer
{
public:
    enum class Begin { Now, Later };
    //! Open: nobody signs in.
    enum class Mode { Open, SignIn };
    //! Starts at once or not yet; `arguments` follow the usual ones. The directory outlives restarts.
    explicit RunningServer(QStringList arguments = {}, const QString &directory = {},
        Begin begin = Begin::Now);
    explicit RunningServer(Mode mode, QStringList arguments = {}, const QString &directory = {},
        Begin begin = Begin::Now);
    ~RunningServer();

    bool isRunning() const;
    //! Ends it with SIGTERM and gives its exit code, like waitForEnd().
    int stop();
    //! kill -9.
    void kill();
    //! Waits until it ends by itself and gives its exit code; below zero is the signal that ended it.
    int waitForEnd(int milliseconds = 15'000);
    //! Starts again on the same directory.
    bool start();
    quint16 port() const { return m_ports.value(0); }
    //! One for each address that it listens on, in the order of the command line.
    QList<quint16> ports() const { return m_ports; }
    QString url() const;
    QString directory() const { return m_directory; }
    //! As it was printed at the last start; empty where none was.
    QByteArray setUpSecret() const { return m_setUpSecret; }
    //! Everything on standard output at the last start.
    QByteArray printed() const { return m_printed; }
    qint64 pid() const { return m_process->processId(); }
    //! What it has logged so far.
    QByteArray log();
    //! Another program than kontor-server, for the next start.
    void setProgram(const QString &path) { m_program = path; }
    //! For the next start.
    void setArguments(const QStringList &arguments) { m_arguments = arguments; }
    //! Set for the next start.
    void setEnvironment(const QString &name, const QString &value);

    HttpAnswer get(const QByteArray &path, const HttpHeaders &headers = {}) const;
    HttpAnswer post(const QByteArray &path, const QByteArray &json, const HttpHeaders &h = {}) const;
    HttpAnswer patch(const QByteArray &path, const QByteArray &json = {}) const
    {
        return send("PATCH", path, json);
    }
    HttpAnswer put(const QByteArray &path, const QByteArray &json, const HttpHeaders &h = {}) const
    {
        return send("PUT", path, json, h);
    }
    HttpAnswer remove(const QByteArray &path, const QByteArray &json = {}) const
    {
        return send("DELETE", path, json);
    }
    HttpAnswer send(const QByteArray &method, const QByteArray &path, const QByteArray &json = {},
        const HttpHeaders &headers = {}) const;
    //! The bytes as they are, until the server closes.
    HttpAnswer sendBytes(const QByteArray &bytes) const;

private:
    int exitCode() const;

    QString m_program;
    Mode m_mode;
    QStringList m_arguments;
    QByteArray m_setUpSecret;
    QByteArray m_printed;
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_directory;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    std::unique_ptr<QProcess> m_process;
    QList<quint16> m_ports;
};

} // namespace kontor::testing
