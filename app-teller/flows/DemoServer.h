// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace kontor::teller {

//! A practice branch: kontor-server from beside this program, on demo data in a folder that goes
//! away with it, listening on this computer only.
class DemoServer : public QObject
{
    Q_OBJECT

public:
    explicit DemoServer(QString program, QObject *parent = nullptr);
    ~DemoServer() override;

    //! Where the server should be; empty where there is none.
    static QString findProgram();
    bool isAvailable() const { return !m_program.isEmpty(); }
    void start();

Q_SIGNALS:
    //! It listens; `address` is a URL.
    void ready(const QString &address);
    void failed(const QString &message);

private:
    void read();
    void stopWith(const QString &message);
    QString m_program;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    bool m_isReady = false;
};

} // namespace kontor::teller
