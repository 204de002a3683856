// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/StatementCamt.h"

#include "server/routes/XmlTree.h"

#include <QDateTime>

#include <cstdlib>

namespace kontor::server {

using api::MovementType;
using api::StatementLine;

namespace {

constexpr qsizetype longestCamtName = 140;
constexpr qsizetype longestRemittance = 140;
constexpr qint64 lastPageNumber = 99'999;

//! A bank transaction code of ISO's external list: family and subfamily within payments.
struct Code
{
    const char *family;
    const char *subfamily;
};

//! How many, and how much in minor units.
struct Sum
{
    qint64 count = 0;
    qint64 minor = 0;
};

class CamtWriter
{
public:
    CamtWriter(const StatementFile &file, QByteArray &out)
        : m_file(file), m_statement(file.statement), m_xml(out)
    {
    }
    void write();

private:
    void header();
    void pages();
    void statement();
    void account();
    void balance(const char *code, const Decimal &amount, QDate day, bool isIntermediate = false);
    void balances();
    void totals();
    void sum(QLatin1StringView path, const Sum &sum);
    void entry(const StatementLine &line);
    void details(const StatementLine &line);
    void otherSide(const StatementLine &line);
    void amount(const Decimal &amount);
    void direction(bool isCredit);
    Code codeOf(const StatementLine &line) const;
    qint64 minorOf(const StatementLine &line) const;
    QString timeOf(const QDateTime &time) const;

    const StatementFile &m_file;
    const api::Statement &m_statement;
    XmlTree m_xml;
};

QByteArray shortId(const QByteArray &uuid)
{
    return QByteArray(uuid).replace('-', QByteArray());
}

QString dayOf(QDate day)
{
    return day.toString(Qt::ISODate);
}

//! Amounts have no sign there.
QByteArray magnitude(const Decimal &amount)
{
    const QByteArray digits = amount.toString();
    return amount.isNegative() ? digits.sliced(1) : digits;
}

QString CamtWriter::timeOf(const QDateTime &time) const
{
    return time.toOffsetFromUtc(time.offsetFromUtc()).toString(Qt::ISODate);
}

void CamtWriter::write()
{
    m_xml.writer().writeStartDocument();
    m_xml.writer().writeStartElement(u"Document"_s);
    m_xml.writer().writeDefaultNamespace(u"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"_s);
    m_xml.within("BkToCstmrStmt"_L1, [this] {
        m_xml.within("GrpHdr"_L1, [this] { header(); });
        m_xml.within("Stmt"_L1, [this] { statement(); });
    });
    m_xml.writer().writeEndDocument();
}

void CamtWriter::header()
{
    const qint64 last
        = m_statement.lines.empty() ? m_file.afterVersion : m_statement.lines.back().version;
    const QByteArray piece
        = QByteArray::number(m_file.afterVersion) + '-' + QByteArray::number(last);
    const auto now = QDateTime::fromMSecsSinceEpoch(m_file.now.micros / 1000, m_file.timeZone);
    m_xml.value("MsgId"_L1, shortId(m_file.id(piece).toString()));
    m_xml.value("CreDtTm"_L1, timeOf(now));
    m_xml.within("MsgPgntn"_L1, [this] { pages(); });
}

void CamtWriter::pages()
{
    const qint64 before = (m_file.countBefore + m_file.limit - 1) / m_file.limit;
    m_xml.value("PgNb"_L1, QByteArray::number(std::min(before + 1, lastPageNumber)));
    m_xml.value("LastPgInd"_L1, QByteArray(m_file.isLast() ? "true" : "false"));
}

void CamtWriter::statement()
{
    const auto now = QDateTime::fromMSecsSinceEpoch(m_file.now.micros / 1000, m_file.timeZone);
    m_xml.value("Id"_L1, shortId(m_file.id("all").toString()));
    m_xml.within("StmtPgntn"_L1, [this] { pages(); });
    if (m_file.isOver()) {
        m_xml.value("ElctrncSeqNb"_L1, QByteArray::number(m_statement.firstDay.month()));
    }
    m_xml.value("CreDtTm"_L1, timeOf(now));
    m_xml.within("FrToDt"_L1, [&] {
        const QDateTime end = m_file.isOver() ? m_statement.lastDay.endOfDay(m_file.timeZone) : now;
        m_xml.value("FrDtTm"_L1, timeOf(m_statement.firstDay.startOfDay(m_file.timeZone)));
        m_xml.value("ToDtTm"_L1, timeOf(end));
    });
    m_xml.within("Acct"_L1, [this] { account(); });
    balances();
    m_xml.within("TxsSummry"_L1, [this] { totals(); });
    for (const StatementLine &line : m_statement.lines) {
        m_xml.within("Ntry"_L1, [&] { entry(line); });
    }
}

void CamtWriter::account()
{
    m_xml.value("Id/Othr/Id"_L1, m_statement.accountNumber);
    m_xml.value("Ccy"_L1, m_statement.currency.code());
    m_xml.text("Ownr/Nm"_L1, m_statement.name, longestCamtName);
    m_xml.within("Svcr/FinInstnId"_L1, [this] {
        m_xml.text("Nm"_L1, m_file.bankName, longestCamtName);
        m_xml.value("Othr/Id"_L1, m_file.bankId);
    });
}

void CamtWriter::balances()
{
    const bool isFirst = m_file.isFirst();
    const auto &lines = m_statement.lines;
    const bool isWithin = !m_file.isLast() && !lines.empty();
    balance("OPBD", m_file.before,
        isFirst || lines.empty() ? m_statement.firstDay : lines.front().bookingDate, !isFirst);
    balance("CLBD", m_file.after, isWithin ? lines.back().bookingDate : m_file.until(), isWithin);
    if (m_file.available && !isWithin) {
        balance("CLAV", *m_file.available, m_file.until());
    }
}

void CamtWriter::balance(const char *code, const Decimal &amount_, QDate day, bool isIntermediate)
{
    m_xml.within("Bal"_L1, [&] {
        m_xml.within("Tp"_L1, [&] {
            m_xml.value("CdOrPrtry/Cd"_L1, QByteArray(code));
            m_xml.value("SubTp/Cd"_L1, QByteArray(isIntermediate ? "INTM" : ""));
        });
        amount(amount_);
        direction(!amount_.isNegative());
        m_xml.value("Dt/Dt"_L1, dayOf(day));
    });
}

void CamtWriter::amount(const Decimal &amount)
{
    m_xml.writer().writeStartElement(u"Amt"_s);
    m_xml.writer().writeAttribute(u"Ccy"_s, QString::fromLatin1(m_statement.currency.code()));
    m_xml.writer().writeCharacters(QString::fromLatin1(magnitude(amount)));
    m_xml.writer().writeEndElement();
}

void CamtWriter::direction(bool isCredit)
{
    m_xml.value("CdtDbtInd"_L1, QByteArray(isCredit ? "CRDT" : "DBIT"));
}

qint64 CamtWriter::minorOf(const StatementLine &line) const
{
    const auto minor = line.amount.toMinor(m_statement.currency.exponent());
    KONTOR_ASSERT(minor);
    return *minor;
}

//! Of the entries that are here, so that whoever counts them finds as many.
void CamtWriter::totals()
{
    const int exponent = m_statement.currency.exponent();
    Sum credits;
    Sum debits;
    for (const StatementLine &line : m_statement.lines) {
        Sum &side = line.amount.isNegative() ? debits : credits;
        ++side.count;
        side.minor += std::abs(minorOf(line));
    }
    const Decimal net(credits.minor - debits.minor, exponent);
    m_xml.within("TtlNtries"_L1, [&] {
        m_xml.value("NbOfNtries"_L1, QByteArray::number(credits.count + debits.count));
        m_xml.value("Sum"_L1, Decimal(credits.minor + debits.minor, exponent).toString());
        m_xml.within("TtlNetNtry"_L1, [&] {
            m_xml.value("Amt"_L1, magnitude(net));
            direction(!net.isNegative());
        });
    });
    sum("TtlCdtNtries"_L1, credits);
    sum("TtlDbtNtries"_L1, debits);
}

void CamtWriter::sum(QLatin1StringView path, const Sum &sum)
{
    m_xml.within(path, [&] {
        m_xml.value("NbOfNtries"_L1, QByteArray::number(sum.count));
        m_xml.value("Sum"_L1, Decimal(sum.minor, m_statement.currency.exponent()).toString());
    });
}

Code CamtWriter::codeOf(const StatementLine &line) const
{
    switch (line.type) {
    case MovementType::Opening:
    case MovementType::Deposit: return {"CNTR", "CDPT"};
    case MovementType::Withdrawal:
        return {m_file.paidByMachine.contains(line.version) ? "CCRD" : "CNTR", "CWDL"};
    case MovementType::TransferSent: return {"ICDT", "BOOK"};
    case MovementType::TransferReceived: return {"RCDT", "BOOK"};
    }
    return {};
}

void CamtWriter::entry(const StatementLine &line)
{
    const Code code = codeOf(line);
    m_xml.value("NtryRef"_L1, QByteArray::number(line.version));
    amount(line.amount);
    direction(!line.amount.isNegative());
    m_xml.value("Sts/Cd"_L1, QByteArray("BOOK"));
    m_xml.value("BookgDt/Dt"_L1, dayOf(line.bookingDate));
    m_xml.value("ValDt/Dt"_L1, dayOf(line.valueDate.value_or(line.bookingDate)));
    m_xml.value("AcctSvcrRef"_L1, shortId(line.transactionId.toLatin1()));
    m_xml.within("BkTxCd/Domn"_L1, [&] {
        m_xml.value("Cd"_L1, QByteArray("PMNT"));
        m_xml.within("Fmly"_L1, [&] {
            m_xml.value("Cd"_L1, QByteArray(code.family));
            m_xml.value("SubFmlyCd"_L1, QByteArray(code.subfamily));
        });
    });
    m_xml.within("NtryDtls/TxDtls"_L1, [&] { details(line); });
}

void CamtWriter::details(const StatementLine &line)
{
    m_xml.within("Refs"_L1, [&] {
        m_xml.value("AcctSvcrRef"_L1, shortId(line.transactionId.toLatin1()));
        m_xml.value("EndToEndId"_L1, QByteArray("NOTPROVIDED"));
    });
    amount(line.amount);
    direction(!line.amount.isNegative());
    if (line.counterpartyAccountId) {
        m_xml.within("RltdPties"_L1, [&] { otherSide(line); });
    }
    const QStringList remittance = inPieces(xmlText(line.description), longestRemittance);
    if (!remittance.isEmpty()) {
        m_xml.within("RmtInf"_L1, [&] {
            for (const QString &piece : remittance) {
                m_xml.value("Ustrd"_L1, piece);
            }
        });
    }
}

//! Who the caller may not know is told by the account's id, as the statement tells it.
void CamtWriter::otherSide(const StatementLine &line)
{
    const Counterparty *known = m_file.counterpartyOf(line);
    const bool hasPaid = !line.amount.isNegative();
    if (known) {
        m_xml.text(hasPaid ? "Dbtr/Pty/Nm"_L1 : "Cdtr/Pty/Nm"_L1, known->name, longestCamtName);
    }
    m_xml.value(hasPaid ? "DbtrAcct/Id/Othr/Id"_L1 : "CdtrAcct/Id/Othr/Id"_L1,
        known ? known->number
              : QString::fromLatin1(shortId(line.counterpartyAccountId->toString())));
}

} // namespace

QByteArray statementCamt(const StatementFile &file)
{
    QByteArray out;
    CamtWriter(file, out).write();
    return out;
}

} // namespace kontor::server
