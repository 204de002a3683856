// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ApiReference.h"

#include "server/config/Config.h"
#include "server/openapi/DocsPage.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace kontor;
using namespace kontor::server;
using namespace kontor::testing;

//! What people read of the API, made from its document.
class tst_Reference final : public QObject
{
    Q_OBJECT

    static QByteArray settingsTable()
    {
        QByteArray out = "| setting | default | |\n|---|---|---|\n";
        const Config defaults;
        for (const Setting &setting : settings()) {
            const QString value = setting.get(defaults);
            out += QByteArray("| `") + setting.key + "` | "
                + (value.isEmpty() ? QByteArray() : '`' + value.toUtf8() + '`') + " | "
                + QByteArray(setting.help).replace('|', "\\|") + " |\n";
        }
        return out;
    }
    static QByteArray page() { return docsPage(DocumentReader(apiDocument()), true); }
    // Every id and every target of the page; each link must lead somewhere.
    static void readAnchors(const QByteArray &html, QStringList &ids, QStringList &targets)
    {
        QXmlStreamReader xml(html);
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement()) {
                const auto attributes = xml.attributes();
                if (attributes.hasAttribute("id"_L1)) {
                    ids << attributes.value("id"_L1).toString();
                }
                if (attributes.value("href"_L1).startsWith(u'#')) {
                    targets << attributes.value("href"_L1).mid(1).toString();
                }
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }

private Q_SLOTS:
    void parametersTellWhatTheyCountAsWhereTheyAreAbsent_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::newRow("limit") << QByteArray("| `limit` | integer from 1 to 100, 50 if absent |");
        QTest::newRow("as many as there may be")
            << QByteArray("| `limit` | integer from 1 to 100, 100 if absent |");
        QTest::newRow("or a word")
            << QByteArray("| `after` | integer from 0 to 9999999999999 or latest, 0 if absent |");
        QTest::newRow("flag") << QByteArray("| `includeDeleted` | boolean, false if absent |");
        QTest::newRow("backwards") << QByteArray("| `after` | integer from 1 to 9999999999999 |");
        QTest::newRow("length of a list")
            << QByteArray("| `items` (required) | list of 1 to 10000 [TransferByIdRequest]");
    }
    void parametersTellWhatTheyCountAsWhereTheyAreAbsent()
    {
        QFETCH(QByteArray, row);
        QVERIFY(apiReference(DocumentReader(apiDocument())).contains(row));
    }
    // KONTOR_WRITE_DOCS=1 writes it anew; ./dev docs does.
    void theReferenceIsWhatTheDocumentSays()
    {
        const QByteArray reference = apiReference(DocumentReader(apiDocument()));
        QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/docs/api.md"));
        if (qEnvironmentVariableIsSet("KONTOR_WRITE_DOCS")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(reference), reference.size());
            return;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll() == reference, "docs/api.md is out of date: run ./dev docs");
    }
    void linksInTheReferenceLeadToItsHeadings()
    {
        const QByteArray reference = apiReference(DocumentReader(apiDocument()));
        QStringList headings;
        for (const QByteArray &line : reference.split('\n')) {
            if (line.startsWith('#')) {
                headings << anchorOfHeading(line.sliced(line.indexOf(' ') + 1));
            }
        }
        static const QRegularExpression link(u"\\]\\(#([^)]*)\\)"_s);
        int links = 0;
        for (const auto &found : link.globalMatch(QString::fromUtf8(reference))) {
            ++links;
            QVERIFY2(headings.count(found.captured(1)) == 1, qPrintable(found.captured(1)));
        }
        QVERIFY(links > 100);
    }
    void whatAnswersAnyRequestIsSaidOnce()
    {
        const QByteArray reference = apiReference(DocumentReader(apiDocument()));
        QVERIFY(!reference.contains("- default"));
        QVERIFY(reference.contains("| `internal` | 500 | Something went wrong inside | yes |"));
        QVERIFY(reference.contains("| `pin-wrong` | 403 | The PIN is wrong |  |"));
    }
    void theTableOfSettingsIsTheServersOwn()
    {
        QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/docs/install.md"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray text = file.readAll();
        const QByteArray begin = "<!-- settings: written by ./dev docs -->\n";
        const qsizetype from = text.indexOf(begin) + begin.size();
        const qsizetype to = text.indexOf("<!-- /settings -->");
        QVERIFY(from > begin.size() && to >= from);
        const QByteArray wanted = text.first(from) + settingsTable() + text.sliced(to);
        if (qEnvironmentVariableIsSet("KONTOR_WRITE_DOCS")) {
            QVERIFY(file.resize(0) && file.seek(0));
            QCOMPARE(file.write(wanted), wanted.size());
            return;
        }
        QVERIFY2(text == wanted, "docs/install.md is out of date: run ./dev docs");
    }
    void thePageIsWellFormedAndItsLinksLeadSomewhere()
    {
        QByteArray html = page();
        // The two elements that HTML does not close.
        html.replace("<meta charset=\"utf-8\">", "");
        html.replace("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "");
        QStringList ids;
        QStringList targets;
        readAnchors(html, ids, targets);
        QVERIFY(targets.size() > 100);
        for (const QString &target : targets) {
            QVERIFY2(ids.contains(target), qPrintable(target));
        }
        ids.sort();
        QCOMPARE(ids.removeDuplicates(), 0);
    }
    void thePageNeedsNoScriptAndNothingFromElsewhere()
    {
        const QByteArray html = page();
        for (const char *banned : {"<script", "src=", "http://", "https://", "style=\"", "onclick"}) {
            const QByteArray rest = QByteArray(html)
                                        .replace("http://127.0.0.1:8080", "")
                                        .replace("http://127.0.0.1:9000", "");
            QVERIFY2(!rest.contains(banned), banned);
        }
        QVERIFY(docsPagePolicy().startsWith("default-src 'none'; style-src 'sha256-"));
    }
    void thePageTellsEveryOperationStructAndProblem()
    {
        const QByteArray html = page();
        int operations = 0;
        for (const TagText &tag : DocumentReader(apiDocument()).tags()) {
            for (const OperationText &operation : tag.operations) {
                ++operations;
                QVERIFY2(html.contains("<article id=\"" + operation.name + '"'), operation.name.constData());
            }
        }
        QVERIFY(operations > 50);
        for (const ProblemText &problem : DocumentReader(apiDocument()).problems()) {
            QVERIFY(html.contains("<tr id=\"problem-" + problem.code + '"'));
        }
        for (const StructText &one : DocumentReader(apiDocument()).structs()) {
            QVERIFY(html.contains("<article id=\"" + one.name + '"'));
        }
    }
    void textsCannotBecomeMarkup()
    {
        auto document
            = parseJson(R"({"openapi":"3.1.0","info":{"version":"<b>","description":"`<i>` & <u>"},
            "servers":[{"url":"/"}],"tags":[],"paths":{},"webhooks":{},"components":{"schemas":{},"examples":{},
            "responses":{"Problem":{"content":{"application/problem+json":{"examples":{}}}}}}})");
        QVERIFY(document);
        const QByteArray html = docsPage(DocumentReader(*document), false);
        QVERIFY(html.contains("&lt;b&gt;"));
        QVERIFY(html.contains("<code>&lt;i&gt;</code> &amp; &lt;u&gt;"));
        QVERIFY(!html.contains("<u>"));
    }
};

KONTOR_TEST(tst_Reference)
#include "tst_reference.moc"
