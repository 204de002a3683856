// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Counter.h"
#include "app-teller/SampleBank.h"
#include "app-teller/shell/Shell.h"

#include <QTemporaryDir>

namespace kontor::testing {

//! The program on a sample bank, without a network.
class Desk : public Counter
{
public:
    explicit Desk(const QString &language = QStringLiteral("en"), bool dark = false);
    ~Desk();

    //! Ends the program and starts it anew on the same files.
    void restart();
    QString settingsFile() const { return m_files.filePath(QStringLiteral("teller.ini")); }

    //! What the printer answers, and what came out of it.
    teller::Printed printer = teller::Printed::OnPaper;
    std::vector<widgets::Receipt> printed;
    //! Where set, the printer answers when this is finished.
    std::shared_ptr<QPromise<teller::Printed>> slowly;
    std::vector<teller::StatementSheet> statements;
    StillClock clock;
    SampleBank bank;

private:
    void start();
    SeededRandom m_random{7};
    QTemporaryDir m_files;
    QString m_language;
    bool m_dark;
};

} // namespace kontor::testing
