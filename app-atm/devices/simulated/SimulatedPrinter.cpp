// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/devices/simulated/SimulatedPrinter.h"

#include "foundation/LogCategories.h"
#include "foundation/Strings.h"

#include <QFile>

namespace kontor::atm {

SimulatedPrinter::SimulatedPrinter(const QString &path, QObject *parent)
    : ReceiptPrinter(parent), m_path(path)
{
}

void SimulatedPrinter::print(const QStringList &lines)
{
    if (!m_hasPaper) {
        return;
    }
    m_lastSlip = lines;
    QFile file(m_path);
    const QByteArray slip = (lines.join(u'\n') + u"\n- - - - - - - - - - - - - - - -\n"_s).toUtf8();
    if (!file.open(QIODevice::Append) || file.write(slip) < 0) {
        qCWarning(logAtm) << "the slip cannot be written:" << m_path;
    }
    Q_EMIT printed(lines);
}

void SimulatedPrinter::setPaper(bool hasPaper)
{
    m_hasPaper = hasPaper;
    Q_EMIT readyChanged();
}

} // namespace kontor::atm
