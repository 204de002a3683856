// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace kontor::testing {

//! What a statement says, whatever it is written as.
struct Told
{
    QString number;
    QString currency;
    QString opening;
    QString closing;
    //! "2026-02-10 -12.50 019c…53f2 transfer: Rent"
    QStringList lines;

    friend bool operator==(const Told &, const Told &) = default;
};
//! For QCOMPARE's message.
char *toString(const Told &told);

//! The readers know nothing of the server's code. `digits` are the currency's decimals.
Told readJson(const QByteArray &json, int digits);
//! Knows neither number nor currency, so these are taken from `like`.
Told readCsv(const QByteArray &csv, const Told &like);
Told readCamt(const QByteArray &xml);
//! The opening is what leads to the closing.
Told readOfx(const QByteArray &xml, int digits);

//! The texts of all elements of that name, in order; with a path such as Bal/Amt only those there.
QStringList textsIn(const QByteArray &xml, const QString &path);

} // namespace kontor::testing
