// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/ReceiptPrinter.h"

namespace kontor::atm {

//! Prints into the file slips.txt, and shows the last slip to who looks.
class SimulatedPrinter final : public ReceiptPrinter
{
    Q_OBJECT

public:
    explicit SimulatedPrinter(const QString &path, QObject *parent = nullptr);

    bool isReady() const override { return m_hasPaper && m_works; }
    void print(const QStringList &lines) override;

    void setPaper(bool hasPaper);
    const QStringList &lastSlip() const { return m_lastSlip; }

Q_SIGNALS:
    void printed(const QStringList &lines);

private:
    QString m_path;
    bool m_hasPaper = true;
    //! Until a slip cannot be written; paper that is put in mends it.
    bool m_works = true;
    QStringList m_lastSlip;
};

} // namespace kontor::atm
