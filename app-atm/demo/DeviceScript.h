// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/demo/DemoCards.h"
#include "app-atm/demo/Transcript.h"

namespace kontor::atm {

//! Plays a visit from a file, one action a line; # begins a comment:
//!
//!     insert <card id or label>     pin <digits>          choose <1-8>
//!     amount <whole euros>          press enter|clear|cancel|language|contrast|speech
//!     take card                     take cash             fault <name>|none
//!     line good|cut|loses-requests|loses-answers          paper in|out
//!     elapse <timer>                clear path            screenshot <file>
//!     expect screen <name>          expect queue <number> expect stock <notes>
//!     headphones in|out             expect spoken <words that are said>
//!     wait <milliseconds>           cut power             quit
//!
//! An action waits until the machine is not busy, an expectation until it is true; ten seconds at
//! most. Ends with 0, or with 1 at the first thing that cannot be.
class DeviceScript : public QObject
{
    Q_OBJECT

public:
    DeviceScript(AtmApp &app, const QString &path, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    //! `Wait`: not yet; it is tried again.
    enum class Result { Done, Wait, Failed };

    void tick();
    Result run(const QStringList &words);
    Result insert(const QString &card);
    Result typePin(const QString &digits);
    Result typeAmount(const QString &amount);
    Result press(const QString &key);
    Result take(const QString &what);
    Result expect(const QString &what, const QString &value);
    Result setFault(const QString &name);
    Result setLine(const QString &name);
    Result elapse(const QString &timer);
    Result screenshot(const QString &path);
    bool isBusy() const;
    void fail(const QString &why);

    AtmApp *m_app;
    Transcript m_transcript;
    QString m_path;
    std::vector<DemoCard> m_cards;
    QList<std::pair<int, QString>> m_lines;
    int m_waitedMs = 0;
    int m_sleepMs = 0;
    QTimer m_timer;
};

} // namespace kontor::atm
