// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Strings.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace kontor::server {

//! Goes through the books again and again, slowly, in a thread of its own and at the lowest priority,
//! on connections that only read. Ends with the first fault: it will not heal by itself.
class Scrubber final : public QObject
{
    Q_OBJECT

public:
    Scrubber(QString directory, int rowsPerSecond, QObject *parent = nullptr);
    ~Scrubber() override;

    void start();
    void stop();
    //! From the beginning, also after a fault: something was mended.
    void restart();

Q_SIGNALS:
    // At home.
    void roundEnded(qint64 lastEvent);
    //! Where it is, in words that may be shown to anybody; the log has the rest.
    void faultFound(const QString &where);

private:
    void run();
    //! False where it is to stop.
    bool rest(std::chrono::milliseconds time);

    QString m_directory;
    int m_rowsPerSecond;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
};

} // namespace kontor::server
