// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <vector>

namespace kontor::teller {

//! Every act of the program once: its name, its key, whether it is possible now and why not. The
//! rail, the menus and the list of keys all show these.
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QObject *parent = nullptr);

private:
    // Before the actions: they are put in here as they are made.
    std::vector<QAction *> m_all;

public:
    QAction *find;
    QAction *newAccount;
    QAction *deposit;
    QAction *withdraw;
    QAction *transfer;
    QAction *statement;
    QAction *home;
    QAction *nextTab;
    QAction *closeTab;
    QAction *light;
    QAction *dark;
    QAction *english;
    QAction *german;
    QAction *fullScreen;
    QAction *lock;
    QAction *switchUser;
    QAction *audit;
    QAction *changeServer;
    QAction *quit;
    QAction *keys;

    const std::vector<QAction *> &all() const { return m_all; }
    void retranslate();
    //! Enables or disables; a disabled act says why in its tool tip, and so does one that is possible
    //! with something in mind. `note` is the reason in two words, for the rail.
    static void setPossible(QAction *action, bool possible, const QString &reason,
        const QString &note = {});
    //! The text without its mnemonic.
    static QString plainText(const QAction *action);

private:
    QAction *make(const char *name, const char *icon, const QKeySequence &keys);
};

} // namespace kontor::teller
