// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/StatementReaders.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

#include <cmath>
#include <functional>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace kontor::testing {

using Texts = std::map<QString, QString>;

static QString lineOf(const QString &day, const QString &amount, QString id, const QString &kind,
    const QString &text)
{
    return QStringList{day, amount, id.remove(u'-'), kind + u':', text}.join(u' ');
}

static QString kindOf(const QString &type)
{
    return type.startsWith("Transfer"_L1) ? u"transfer"_s
        : type == "Withdrawal"_L1         ? u"cash out"_s
                                          : u"cash in"_s;
}

char *toString(const Told &told)
{
    return qstrdup(qPrintable(u"%1 %2 from %3 to %4\n%5"_s.arg(told.number, told.currency,
        told.opening, told.closing, told.lines.join(u'\n'))));
}

Told readJson(const QByteArray &json, int digits)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto amount
        = [digits](const QJsonValue &v) { return QString::number(v.toDouble(), 'f', digits); };
    Told told{object["accountNumber"_L1].toString(), object["currency"_L1].toString(),
        amount(object["opening"_L1]), amount(object["closing"_L1]), {}};
    for (const QJsonValue &line : object["lines"_L1].toArray()) {
        told.lines << lineOf(line["bookingDate"_L1].toString(), amount(line["amount"_L1]),
            line["transactionId"_L1].toString(), kindOf(line["type"_L1].toString()),
            line["description"_L1].toString());
    }
    return told;
}

static QStringList cellsOf(const QString &row)
{
    QStringList cells{QString()};
    bool isQuoted = false;
    for (qsizetype i = 0; i < row.size(); ++i) {
        if (row[i] == u'"') {
            const bool isDouble = isQuoted && i + 1 < row.size() && row[i + 1] == u'"';
            isDouble ? void(cells.back() += row[++i]) : void(isQuoted = !isQuoted);
        } else if (row[i] == u',' && !isQuoted) {
            cells << QString();
        } else {
            cells.back() += row[i];
        }
    }
    return cells;
}

Told readCsv(const QByteArray &csv, const Told &like)
{
    Told told{like.number, like.currency, {}, {}, {}};
    for (const QString &row : QString::fromUtf8(csv).split(u"\r\n"_s)) {
        const QStringList cells = cellsOf(row);
        if (cells.size() < 8 || cells[0] == "bookingDate"_L1) {
            continue;
        }
        if (cells[2] == "OpeningBalance"_L1) {
            told.opening = cells[7];
        } else if (cells[2] == "ClosingBalance"_L1) {
            told.closing = cells[7];
        } else {
            told.lines << lineOf(cells[0], cells[6], cells[5], kindOf(cells[2]), cells[3]);
        }
    }
    return told;
}

//! Calls `each` with every element's path and text, when it ends.
static void walk(const QByteArray &xml,
    const std::function<void(const QString &path, const QString &text)> &each)
{
    QXmlStreamReader reader(xml);
    QStringList path;
    QString text;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            path << reader.name().toString();
            text.clear();
            if (reader.attributes().hasAttribute("Ccy"_L1)) {
                each(path.join(u'/') + "/@Ccy"_L1, reader.attributes().value("Ccy"_L1).toString());
            }
            break;
        case QXmlStreamReader::Characters: text += reader.text(); break;
        case QXmlStreamReader::EndElement:
            each(path.join(u'/'), text);
            path.removeLast();
            text.clear();
            break;
        default: break;
        }
    }
    if (reader.hasError()) {
        each(u"error"_s, reader.errorString());
    }
}

QStringList textsIn(const QByteArray &xml, const QString &path)
{
    QStringList texts;
    walk(xml, [&](const QString &at, const QString &text) {
        if (at == path || at.endsWith(u'/' + path)) {
            texts << text;
        }
    });
    return texts;
}

static QString withSign(const Texts &texts)
{
    return (texts.at(u"CdtDbtInd"_s) == "DBIT"_L1 ? u"-"_s : QString()) + texts.at(u"Amt"_s);
}

static QString camtKind(const Texts &texts)
{
    const QString code = texts.at(u"BkTxCd/Domn/Cd"_s) + u'-' + texts.at(u"BkTxCd/Domn/Fmly/Cd"_s)
        + u'-' + texts.at(u"BkTxCd/Domn/Fmly/SubFmlyCd"_s);
    const bool isIn = texts.at(u"CdtDbtInd"_s) == "CRDT"_L1;
    const std::map<QString, QString> kinds{{u"PMNT-CNTR-CDPT"_s, u"cash in"_s},
        {u"PMNT-CNTR-CWDL"_s, u"cash out"_s}, {u"PMNT-CCRD-CWDL"_s, u"cash out"_s},
        {isIn ? u"PMNT-RCDT-BOOK"_s : u"PMNT-ICDT-BOOK"_s, u"transfer"_s}};
    const auto known = kinds.find(code);
    return known == kinds.end() ? code : known->second;
}

static QString camtLine(const Texts &texts)
{
    return lineOf(texts.at(u"BookgDt/Dt"_s), withSign(texts), texts.at(u"AcctSvcrRef"_s),
        camtKind(texts), texts.at(u"NtryDtls/TxDtls/RmtInf/Ustrd"_s));
}

Told readCamt(const QByteArray &xml)
{
    const QString statement = u"Document/BkToCstmrStmt/Stmt/"_s;
    Told told;
    Texts within;
    walk(xml, [&](const QString &path, const QString &text) {
        const QString at = path.startsWith(statement) ? path.sliced(statement.size()) : path;
        if (at == "Acct/Id/Othr/Id"_L1) {
            told.number = text;
        } else if (at == "Acct/Ccy"_L1) {
            told.currency = text;
        } else if (at == "Bal"_L1) {
            const bool isOpening = within[u"Tp/CdOrPrtry/Cd"_s] == "OPBD"_L1;
            const bool isClosing = within[u"Tp/CdOrPrtry/Cd"_s] == "CLBD"_L1;
            told.opening = isOpening ? withSign(within) : told.opening;
            told.closing = isClosing ? withSign(within) : told.closing;
        } else if (at == "Ntry"_L1) {
            told.lines << camtLine(within);
        } else if (at == "error"_L1 || (at.endsWith("@Ccy"_L1) && text != told.currency)) {
            told.lines << at + u' ' + text;
        }
        if (!at.contains(u'/')) {
            within.clear();
        } else {
            within[at.section(u'/', 1)] += text; // a long text comes in several
        }
    });
    return told;
}

static QString ofxDay(const QString &time)
{
    return time.first(4) + u'-' + time.sliced(4, 2) + u'-' + time.sliced(6, 2);
}

Told readOfx(const QByteArray &xml, int digits)
{
    const std::map<QString, QString> kinds{{u"DEP"_s, u"cash in"_s}, {u"CASH"_s, u"cash out"_s},
        {u"ATM"_s, u"cash out"_s}, {u"XFER"_s, u"transfer"_s}};
    const QString statement = u"OFX/BANKMSGSRSV1/STMTTRNRS/STMTRS/"_s;
    Told told;
    Texts line;
    double sum = 0;
    walk(xml, [&](const QString &path, const QString &text) {
        const QString at = path.startsWith(statement) ? path.sliced(statement.size()) : path;
        const QString inLine = u"BANKTRANLIST/STMTTRN/"_s;
        if (at.startsWith(inLine)) {
            line[at.sliced(inLine.size())] = text;
        } else if (at == "BANKTRANLIST/STMTTRN"_L1) {
            sum += line[u"TRNAMT"_s].toDouble();
            told.lines << lineOf(ofxDay(line[u"DTPOSTED"_s]), line[u"TRNAMT"_s], line[u"FITID"_s],
                kinds.at(line[u"TRNTYPE"_s]), line[u"MEMO"_s]);
            line.clear();
        } else if (at == "BANKACCTFROM/ACCTID"_L1) {
            told.number = text;
        } else if (at == "CURDEF"_L1) {
            told.currency = text;
        } else if (at == "LEDGERBAL/BALAMT"_L1) {
            told.closing = text;
        } else if (at == "error"_L1) {
            told.lines << text;
        }
    });
    const double opening = told.closing.toDouble() - sum;
    told.opening = QString::number(std::abs(opening) < 1e-9 ? 0 : opening, 'f', digits);
    return told;
}

} // namespace kontor::testing
