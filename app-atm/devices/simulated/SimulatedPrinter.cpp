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
    if (!isReady()) {
        return;
    }
    QFile file(m_path);
    const QByteArray slip = (lines.join(u'\n') + u"\n- - - - - - - - - - - - - - - -\n"_s).toUtf8();
    // Others have no business with a customer's balance.
    if (!file.open(QIODevice::Append)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(slip) < 0 || !file.flush()) {
        qCWarning(logAtm) << "the slip cannot be written:" << m_path;
        m_works = false;
        Q_EMIT readyChanged();
        return;
    }
    m_lastSlip = lines;
    Q_EMIT printed(lines);
}

void SimulatedPrinter::setPaper(bool hasPaper)
{
    m_hasPaper = hasPaper;
    m_works = true;
    Q_EMIT readyChanged();
}

} // namespace kontor::atm
