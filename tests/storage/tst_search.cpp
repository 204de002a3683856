// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/LogBuilder.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;
using application::AccountFilter;

namespace {

//! Views that are followed for as long as this lives.
class Followed
{
public:
    explicit Followed(MemoryLog &log)
        : m_log(log), m_views(std::move(*SqliteViews::open(m_directory.path()))),
          m_follower(
              log, [this] { return m_views->openWriter(); },
              [this] { return m_views->openIndex(); })
    {
        m_follower.start();
    }
    ViewFollower &follower() { return m_follower; }
    std::unique_ptr<application::ViewReader> reader()
    {
        KONTOR_ASSERT(m_follower.waitUntil(m_log.head().position, std::chrono::seconds(20)));
        return m_views->openReader();
    }

private:
    QTemporaryDir m_directory;
    MemoryLog &m_log;
    std::unique_ptr<SqliteViews> m_views;
    ViewFollower m_follower;
};

domain::Identity identity(const QString &name, bool isDeleted = false)
{
    return {name, std::nullopt, true, isDeleted, {1}};
}

} // namespace

class tst_Search : public QObject
{
    Q_OBJECT

    //! What is found when each of four owners is asked for alone.
    static QStringList byOwner(application::ViewReader &reader, AccountFilter filter)
    {
        QStringList found;
        for (int n = 1; n <= 4; ++n) {
            filter.ownerId = CustomerId{LogBuilder::uuid(n + 1000)};
            for (const auto &row : reader.accounts(filter).rows) {
                found += row.account.name;
            }
        }
        return found;
    }

private Q_SLOTS:
    void searching_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("includeDeleted");
        QTest::addColumn<QStringList>("names");
        const QStringList none;
        const auto row = [](const char *name, const QString &text, const QStringList &names,
                             bool includeDeleted = false) {
            QTest::newRow(name) << text << includeDeleted << names;
        };
        row("nothing finds all", u""_s, {u"João Ávila"_s, u"Ana 100%"_s, u"Zed \"Q\""_s});
        row("accents do not matter", u"joao"_s, {u"João Ávila"_s});
        row("nor does case", u"ÁVILA"_s, {u"João Ávila"_s});
        row("in the middle", u"oao"_s, {u"João Ávila"_s});
        row("words in the other order", u"avila joao"_s, {u"João Ávila"_s});
        row("parts of words", u"vil oão"_s, {u"João Ávila"_s});
        row("a word that is missing", u"avila joana"_s, none);
        row("the beginning of the second word", u"joao a"_s, {u"João Ávila"_s});
        row("a name and a number", u"joao 1000001"_s, {u"João Ávila"_s});
        row("one letter begins a word", u"a"_s, {u"João Ávila"_s, u"Ana 100%"_s});
        row("one letter ends none", u"o"_s, none);
        row("two letters that end a word", u"ao"_s, none);
        row("two letters", u"jo"_s, {u"João Ávila"_s});
        row("two letters of a later word", u"av"_s, {u"João Ávila"_s});
        row("one letter of a number", u"1"_s, {u"João Ávila"_s, u"Ana 100%"_s, u"Zed \"Q\""_s});
        row("part of a number", u"002-0"_s, {u"Ana 100%"_s});
        row("a number without its dash", u"10000020"_s, {u"Ana 100%"_s});
        row("with a blank", u" 1000002 0 "_s, {u"Ana 100%"_s});
        row("with a hyphen of print", u"1000002\u20110"_s, {u"Ana 100%"_s});
        row("the same of a deleted one", u"10000040"_s, {u"Gone With"_s}, true);
        row("another eight digits", u"10000021"_s, none, true);
        row("eight digits of a CPF", u"12345678"_s, {u"Zed \"Q\""_s}, true);
        row("percent is a letter", u"100%"_s, {u"Ana 100%"_s});
        row("percent alone", u"%%%"_s, none);
        row("quotes are letters", u"zed \"q"_s, {u"Zed \"Q\""_s});
        row("operators are letters", u"joao OR ana"_s, none);
        row("a star is a letter", u"joa*"_s, none);
        row("a CPF", u"12345678909"_s, {u"Zed \"Q\""_s});
        row("a CPF with dots", u"123.456.789-09"_s, {u"Zed \"Q\""_s});
        row("a deleted one is left out", u"gone"_s, none);
        row("unless asked for", u"gone"_s, {u"Gone With"_s}, true);
        row("with words in the other order", u"with g"_s, {u"Gone With"_s}, true);
        row("but not by a part of two letters", u"on"_s, none, true);
        row("the renamed by its new name", u"ana"_s, {u"Ana 100%"_s});
        row("and not by its old", u"beatriz"_s, none);
        row("a comma is none", u"ávila, joão"_s, {u"João Ávila"_s});
        row("a comma alone", u","_s, none);
        row("emoji", u"😀"_s, none);
    }
    void searching()
    {
        QFETCH(QString, text);
        QFETCH(bool, includeDeleted);
        QFETCH(QStringList, names);
        MemoryLog log;
        Followed fed(log);
        LogBuilder builder;
        builder.open(1, 0, u"João Ávila"_s)
            .open(2, 0, u"Beatriz"_s)
            .open(3, 0, u"Zed \"Q\""_s)
            .open(4, 0, u"Gone With"_s);
        fed.follower().follow(builder.appendTo(log));
        QVERIFY(fed.reader());
        builder.rename(2, u"Ana 100%"_s);
        builder.add(builder.stream(4).stream,
            domain::AccountDeleted{identity(u"Gone With"_s, true)});
        domain::AccountCpfChanged cpf{{}, identity(u"Zed \"Q\""_s)};
        cpf.after.cpf = "12345678909";
        builder.add(builder.stream(3).stream, cpf);
        fed.follower().follow(builder.appendTo(log));
        AccountFilter filter;
        filter.search = text;
        filter.includeDeleted = includeDeleted;
        const auto page = fed.reader()->accounts(filter);
        QStringList found;
        for (const auto &row : page.rows) {
            found += row.account.name;
        }
        QCOMPARE(found, names);
        QCOMPARE(page.totalCount, names.size());
        QCOMPARE(byOwner(*fed.reader(), filter), names);
    }
    // Whoever is asked about: everybody, one owner, or who has gone.
    void eightDigitsOfANumberFromElsewhereAreFound()
    {
        MemoryLog log;
        Followed fed(log);
        LogBuilder builder;
        const auto stream = domain::StreamName::of(LogBuilder::account(1));
        domain::AccountCreated event;
        event.name = u"Ida"_s;
        event.number = "DE00123456789";
        event.ownerId = {LogBuilder::uuid(1001)};
        event.bookingDate = QDate(2026, 3, 2);
        fed.follower().follow(builder.add(stream, event).appendTo(log));
        AccountFilter filter;
        for (const auto &digits : {u"12345678"_s, u"23456789"_s}) {
            filter.search = digits;
            QCOMPARE(fed.reader()->accounts(filter).totalCount, 1);
            QCOMPARE(byOwner(*fed.reader(), filter), QStringList(u"Ida"_s));
        }
        builder.add(stream, domain::AccountDeleted{identity(u"Ida"_s, true), true});
        fed.follower().follow(builder.appendTo(log));
        filter.includeDeleted = true;
        QCOMPARE(fed.reader()->accounts(filter).totalCount, 1);
        QCOMPARE(byOwner(*fed.reader(), filter), QStringList(u"Ida"_s));
    }
    // As many as fit into a request, and each of them counts.
    void aHundredWordsAreLookedFor()
    {
        MemoryLog log;
        Followed fed(log);
        LogBuilder builder;
        fed.follower().follow(builder.open(1, 0, u"Ana Maria de Souza"_s).appendTo(log));
        AccountFilter filter;
        for (char16_t c = u'!'; c < u'!' + 100; ++c) {
            filter.search += QString(QChar(c)) + u' ';
        }
        for (const bool includeDeleted : {false, true}) {
            filter.includeDeleted = includeDeleted;
            QCOMPARE(fed.reader()->accounts(filter).totalCount, 0);
        }
        QCOMPARE(byOwner(*fed.reader(), filter), QStringList());
    }
    void lettersWithStrokesAreFoundWithout_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("searches");
        QTest::newRow("Danish") << u"Søren Østergård"_s
                                << QStringList{u"soren"_s, u"ostergard"_s, u"SØREN"_s, u"østerg"_s};
        QTest::newRow("Polish") << u"Łukasz Żółtowski"_s
                                << QStringList{u"lukasz"_s, u"zoltowski"_s, u"łukasz ż"_s};
        QTest::newRow("Vietnamese")
            << u"Đặng Thị Hoa"_s << QStringList{u"dang thi hoa"_s, u"hoa đặng"_s, u"ĐẶNG"_s};
        QTest::newRow("German") << u"Jürgen Groß"_s
                                << QStringList{u"gross"_s, u"groß"_s, u"GROSS jurgen"_s, u"GROẞ"_s,
                                       u"juergen"_s, u"Juergen Gross"_s, u"Groß, Jürgen"_s,
                                       u"jue"_s};
        QTest::newRow("German without umlauts")
            << u"Juergen Moeller-Haeusser"_s
            << QStringList{u"jürgen"_s, u"JÜ"_s, u"mo\u0308ller"_s, u"Häußer"_s, u"møller"_s};
        QTest::newRow("an umlaut and two vowels") << u"Aeügst"_s << QStringList{u"aeügst"_s};
        QTest::newRow("no umlaut")
            << u"Manuel Bauer"_s << QStringList{u"manuel"_s, u"bauer, m"_s, u"uel"_s};
        QTest::newRow("Icelandic")
            << u"Þórður Æsir"_s << QStringList{u"thordur"_s, u"aesir"_s, u"Þorð"_s};
        QTest::newRow("Turkish") << u"Işık Çınar"_s
                                 << QStringList{u"isik"_s, u"cinar"_s, u"IŞIK"_s, u"ışık"_s};
        QTest::newRow("French") << u"Cœur Maltħi"_s << QStringList{u"coeur"_s, u"malthi"_s};
        QTest::newRow("without, with")
            << u"Soren Lukasz Strasse"_s << QStringList{u"søren"_s, u"łukasz"_s, u"straße"_s};
        QTest::newRow("apostrophes") << u"Mary O’Brien"_s << QStringList{u"o'brien"_s, u"O’Br"_s};
    }
    void lettersWithStrokesAreFoundWithout()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, searches);
        MemoryLog log;
        Followed fed(log);
        LogBuilder builder;
        fed.follower().follow(builder.open(1, 0, name).open(2, 0, u"Nobody Else"_s).appendTo(log));
        const auto reader = fed.reader();
        AccountFilter filter;
        for (const QString &text : searches) {
            filter.search = text;
            const auto page = reader->accounts(filter);
            QVERIFY2(page.totalCount == 1 && page.rows.front().account.name == name,
                qPrintable(text));
        }
    }
    void customersAreFoundTheSameWay()
    {
        MemoryLog log;
        Followed fed(log);
        LogBuilder builder;
        for (const auto &[id, name] : {std::pair(1, u"Jürgen Groß"_s), {2, u"Carla Weber"_s}}) {
            builder.add(domain::StreamName::of(CustomerId{LogBuilder::uuid(id)}),
                domain::CustomerRegistered{name, std::nullopt});
        }
        fed.follower().follow(builder.appendTo(log));
        const auto reader = fed.reader();
        QCOMPARE(reader->customers(u"gross j"_s, 1, 10).totalCount, 1);
        QCOMPARE(reader->customers(u"weber carla"_s, 1, 10).totalCount, 1);
        QCOMPARE(reader->customers(u"weber carlo"_s, 1, 10).totalCount, 0);
        QCOMPARE(reader->customers(QString(), 1, 10).totalCount, 2);
    }
};

KONTOR_TEST(tst_Search)
#include "tst_search.moc"
