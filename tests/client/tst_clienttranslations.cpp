// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ApiError.h"
#include "support/TestMain.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace kontor;
using namespace kontor::client;

namespace {

QString messageOf(api::ProblemCode code, std::optional<int> triesLeft = {})
{
    auto problem = api::Problem::of(code);
    problem.triesLeft = triesLeft;
    return ApiError{ApiError::Kind::Refused, problem, {}}.userMessage();
}

} // namespace

class tst_ClientTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void germanIsComplete()
    {
        QFile file(QStringLiteral(KONTOR_SOURCE_DIR "/translations/client_de.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.count("<message") > 40);
        QVERIFY(!text.contains("unfinished") && !text.contains("vanished"));
        static const QRegularExpression banned(
            u"<translation>[^<]*(bitte|leider|entschuldig|ungültig|fehler)"_s,
            QRegularExpression::CaseInsensitiveOption);
        QVERIFY(!banned.match(QString::fromUtf8(text)).hasMatch());
    }
#ifdef KONTOR_TRANSLATIONS
    void everyMessageIsGermanInGerman()
    {
        QStringList english;
        for (const api::ProblemInfo &info : api::problemCatalogue()) {
            english << messageOf(info.code);
        }
        QTranslator german;
        QVERIFY(german.load(QLocale(u"de_DE"_s), u"client"_s, u"_"_s, u":/i18n"_s));
        QCoreApplication::installTranslator(&german);
        int translated = 0;
        for (const api::ProblemInfo &info : api::problemCatalogue()) {
            const QString text = messageOf(info.code);
            const bool hasOwnWords = text != api::Problem::of(info.code).detail;
            QVERIFY2(!hasOwnWords || !english.contains(text), qPrintable(text));
            QVERIFY2(text.split(u' ').size() <= 20, qPrintable(text));
            translated += hasOwnWords;
        }
        QVERIFY(translated > 40);
    }
    void whoIsNotTrustedIsToldInGerman()
    {
        QTranslator german;
        QVERIFY(german.load(QLocale(u"de_DE"_s), u"client"_s, u"_"_s, u":/i18n"_s));
        for (const Distrust distrust :
            {Distrust::Authority, Distrust::Name, Distrust::Time, Distrust::NoTls}) {
            const QString english = kontor::client::messageOf(distrust);
            QCoreApplication::installTranslator(&german);
            const QString text = kontor::client::messageOf(distrust);
            QCoreApplication::removeTranslator(&german);
            QVERIFY2(text != english, qPrintable(text));
            QVERIFY2(text.split(u' ').size() <= 20, qPrintable(text));
        }
    }
    void pluralsAreRight_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("triesLeft");
        QTest::addColumn<QString>("text");
        QTest::newRow("en 1") << u"en"_s << 1 << u"The PIN is wrong. 1 try left."_s;
        QTest::newRow("en 2") << u"en"_s << 2 << u"The PIN is wrong. 2 tries left."_s;
        QTest::newRow("de 1") << u"de"_s << 1 << u"Die PIN ist falsch. Noch 1 Versuch."_s;
        QTest::newRow("de 2") << u"de"_s << 2 << u"Die PIN ist falsch. Noch 2 Versuche."_s;
    }
    void pluralsAreRight()
    {
        QFETCH(QString, language);
        QFETCH(int, triesLeft);
        QTranslator translator;
        QVERIFY(translator.load(QLocale(language), u"client"_s, u"_"_s, u":/i18n"_s));
        QCoreApplication::installTranslator(&translator);
        QTEST(messageOf(api::ProblemCode::PinWrong, triesLeft), "text");
    }
#endif
};

KONTOR_TEST(tst_ClientTranslations)
#include "tst_clienttranslations.moc"
