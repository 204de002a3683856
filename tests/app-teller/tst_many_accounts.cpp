// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/RealDesk.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QLineEdit>
#include <QListWidget>

using namespace kontor;
using namespace kontor::testing;

//! A customer with more accounts than the server tells at a time: all of them are there, and what was
//! found is what is posted to.
class TestManyAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAccountThatWasFoundIsPostedTo_data();
    void theAccountThatWasFoundIsPostedTo();
    void whoReceivesIsNotChosenFromAPartWithoutAWord();
    void whatMatchedTheTextBeforeIsNotChosen();
};

void TestManyAccounts::theAccountThatWasFoundIsPostedTo_data()
{
    QTest::addColumn<int>("more");
    QTest::newRow("12") << 12;
    QTest::newRow("more than a page can hold") << 104;
}

void TestManyAccounts::theAccountThatWasFoundIsPostedTo()
{
    QFETCH(int, more);
    RealDesk desk;
    const QByteArray first
        = desk.server.post("/api/v1/accounts", R"({"ownerName":"Nadia Haddad","initialBalance":1})")
              .body;
    const QString owner = QJsonDocument::fromJson(first)["ownerId"_L1].toString();
    HttpAnswer last;
    for (int i = 0; i < more; ++i) {
        last = desk.server.post("/api/v1/accounts", R"({"ownerId":")" + owner.toLatin1() + R"("})");
    }
    desk.press(Qt::Key_F2);
    desk.type(QString::fromLatin1(last.text("accountNumber")));
    QTRY_VERIFY(desk.shows(u"\u201C"_s + QString::fromLatin1(last.text("accountNumber"))));
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.shows(u"%1 accounts"_s.arg(more + 1)));
    desk.press(Qt::Key_F4);
    QTRY_VERIFY(desk.find<QLineEdit>(u"deposit.amountEdit"_s));
    desk.type(u"100"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(desk.shows(u"Check before you post"_s));
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(desk.stripText().startsWith(u"Done."_s));
    QCOMPARE(desk.server.get("/api/v1/accounts/" + last.id()).number("balance"), "100.00");
}

void TestManyAccounts::whoReceivesIsNotChosenFromAPartWithoutAWord()
{
    RealDesk desk;
    for (int i = 0; i < 7; ++i) {
        desk.server.post("/api/v1/accounts", R"({"ownerName":"Nadia Haddad"})");
    }
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F6);
    QTRY_VERIFY(desk.stripText().startsWith(u"Nothing is posted yet"_s));
    desk.type(u"nadia"_s);
    QTRY_VERIFY(desk.find<QListWidget>(u"transfer.candidates"_s));
    const auto *candidates = desk.find<QListWidget>(u"transfer.candidates"_s);
    QTRY_COMPARE(candidates->count(), 6);
    const QListWidgetItem *hint = candidates->item(5);
    QVERIFY(hint->text().startsWith(u"There are more"_s));
    QVERIFY(!(hint->flags() & (Qt::ItemIsSelectable | Qt::ItemIsEnabled)));
    QTest::mouseClick(candidates->viewport(), Qt::LeftButton, Qt::NoModifier,
        candidates->visualItemRect(hint).center());
    QCOMPARE(desk.find<QLineEdit>(u"transfer.targetEdit"_s)->text(),
        u"nadia"_s); // nobody was chosen
    desk.type(u" haddad"_s);
    QTRY_COMPARE(candidates->count(), 6);
    desk.press(Qt::Key_Return);
    QVERIFY(desk.shows(u"Nadia Haddad, account "_s));
}

// Who types fast presses Return before the server has said what matches.
void TestManyAccounts::whatMatchedTheTextBeforeIsNotChosen()
{
    RealDesk desk;
    desk.server.post("/api/v1/accounts", R"({"ownerName":"Nadia Haddad"})");
    const QString number = QString::fromLatin1(
        desk.server.post("/api/v1/accounts", R"({"ownerName":"Nadia Haddad"})")
            .text("accountNumber"));
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F6);
    QTRY_VERIFY(desk.stripText().startsWith(u"Nothing is posted yet"_s));
    desk.type(number.first(6));
    QTRY_VERIFY(desk.find<QListWidget>(u"transfer.candidates"_s));
    desk.type(number.sliced(6));
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.shows(u"Nadia Haddad, account "_s + number));
    QCOMPARE(desk.find<QLineEdit>(u"transfer.targetEdit"_s)->text(), number);
}

KONTOR_TEST(TestManyAccounts)
#include "tst_many_accounts.moc"
