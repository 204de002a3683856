// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Slips.h"

#include "app-atm/session/AtmMachine.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace kontor::atm {

namespace {

struct SlipText
{
    Q_DECLARE_TR_FUNCTIONS(kontor::atm::Slips)
};

QString symbolOf(const Currency &currency)
{
    return currency == Currency::eur() ? u"€"_s : QString::fromLatin1(currency.code());
}

//! The currency stands where the language wants it, bound by a space that does not break.
QString withSymbol(const QString &figures, const Currency &currency, Language language)
{
    const QString symbol = symbolOf(currency);
    if (language == Language::German) {
        return figures + QChar(QChar::Nbsp) + symbol;
    }
    return symbol.size() == 1 ? symbol + figures : symbol + QChar(QChar::Nbsp) + figures;
}

QStringList head(const SlipHeader &header)
{
    QStringList lines{header.branch.isEmpty() ? u"Kontor"_s : u"Kontor · "_s + header.branch};
    if (header.demo) {
        lines << SlipText::tr("DEMO – not a real receipt");
    }
    const QDateTime local = branchTime(header.at, header.timeZone);
    const QString form
        = header.language == Language::German ? u"d. MMMM yyyy, HH:mm"_s : u"d MMMM yyyy, HH:mm"_s;
    lines << localeOf(header.language).toString(local, form)
          << SlipText::tr("Machine %1").arg(header.terminal);
    return lines;
}

QString help(const SlipHeader &header)
{
    return header.helpPhone.isEmpty() ? SlipText::tr("Ask in the branch")
                                      : SlipText::tr("Help: %1").arg(header.helpPhone);
}

} // namespace

QDateTime branchTime(Timestamp at, const QString &timeZone)
{
    const QTimeZone zone(timeZone.toLatin1());
    const qint64 ms = at.micros / 1000;
    return zone.isValid() ? QDateTime::fromMSecsSinceEpoch(ms, zone)
                          : QDateTime::fromMSecsSinceEpoch(ms);
}

QLocale localeOf(Language language)
{
    return language == Language::German ? QLocale(QLocale::German, QLocale::Germany)
                                        : QLocale(QLocale::English, QLocale::UnitedKingdom);
}

QString cashText(int amount, const Currency &currency, Language language)
{
    return withSymbol(localeOf(language).toString(amount), currency, language);
}

QString moneyText(const Decimal &amount, const Currency &currency, Language language)
{
    const qint64 minor = amount.toMinor(currency.exponent()).value_or(0);
    qint64 unit = 1;
    for (int i = 0; i < currency.exponent(); ++i) {
        unit *= 10;
    }
    const QLocale locale = localeOf(language);
    QString figures = locale.toString(qAbs(minor) / unit);
    if (currency.exponent() > 0) {
        figures += locale.decimalPoint()
            + QString::number(qAbs(minor) % unit).rightJustified(currency.exponent(), u'0');
    }
    return (minor < 0 ? u"−"_s : QString()) + withSymbol(figures, currency, language);
}

QStringList receiptLines(
    const Withdrawal &payout, const QString &maskedCard, const SlipHeader &header)
{
    QStringList lines = head(header);
    lines << QString()
          << SlipText::tr("Cash withdrawal") + u"  "_s
            + cashText(amountOf(payout.presented), header.currency, header.language);
    for (const api::NoteCount &note : payout.presented) {
        lines << u"  %1 × %2"_s.arg(note.count).arg(note.value);
    }
    lines << SlipText::tr("Card %1").arg(maskedCard);
    if (payout.balanceAfter) {
        lines << SlipText::tr("Balance") + u"  "_s
                + moneyText(*payout.balanceAfter, header.currency, header.language);
    }
    lines << SlipText::tr("Reference %1").arg(referenceOf(payout.id));
    return lines;
}

QStringList checkSlipLines(WithdrawalId id, int amount, const SlipHeader &header)
{
    QStringList lines = head(header);
    lines << QString() << SlipText::tr("We are checking your payout")
          << cashText(amount, header.currency, header.language)
          << SlipText::tr("Do not repeat it. Keep this number.")
          << SlipText::tr("Reference %1").arg(referenceOf(id)) << help(header);
    return lines;
}

QStringList keptCardSlipLines(const QString &reference, ProblemKind why, const SlipHeader &header)
{
    QStringList lines = head(header);
    lines << QString() << SlipText::tr("The machine has kept your card.")
          << (why == ProblemKind::PinTriesUsedUp ? SlipText::tr("The PIN was wrong too often.")
                                                 : SlipText::tr("It was not taken in time."))
          << SlipText::tr("Ask in the branch, with your ID.")
          << SlipText::tr("Reference %1").arg(reference);
    if (!header.helpPhone.isEmpty()) {
        lines << help(header);
    }
    return lines;
}

} // namespace kontor::atm
