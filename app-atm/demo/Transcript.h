// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/AtmApp.h"

#include <QFile>

namespace kontor::atm {

//! Writes what happens, in order, as JSON lines to stdout: screens, cards, cash, slips, journal
//! steps. Never a PIN: not even the script's own line with it.
class Transcript : public QObject
{
    Q_OBJECT

public:
    explicit Transcript(AtmApp &app, QObject *parent = nullptr);

    void write(const QString &event, const QList<std::pair<QString, QString>> &details = {});

private:
    void followDevices();
    void followSession();
    void writeEffect(const Effect &effect);

    AtmApp *m_app;
    QFile m_out;
    QString m_screen;
};

} // namespace kontor::atm
