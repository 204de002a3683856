// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/AtmState.h"

#include <QStringList>
#include <QUrl>

namespace kontor::atm {

struct AtmOptions
{
    QUrl server = QUrl(QStringLiteral("http://127.0.0.1:8080"));
    //! Journal and the simulated devices' memory.
    QString dataFolder;
    QString terminal = QStringLiteral("ATM-0001");
    Language language = Language::English;
    double dpmm = 3.36;
    bool fullScreen = false;
    //! Of this terminal, as the bank issued it; empty where nobody signs in.
    QString keyFile;
    //! Shows the device panel.
    bool demo = false;
    QString script;
    QString demoCards;
    QString nearestCash;
    QString helpPhone;
    Notes cassettes{{50, 100}, {20, 100}, {10, 10}};
    //! Of the notes; accounts in another get no cash here.
    Currency currency;
};

//! Reads the command line; the error is a sentence for the terminal. --help and --version print
//! and end the program.
Result<AtmOptions, QString> readOptions(const QStringList &arguments);
//! "50x100,20x100": value × count.
std::optional<Notes> parseCassettes(const QString &text);

} // namespace kontor::atm
