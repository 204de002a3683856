// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/RealDesk.h"
#include "app-teller/StatementDesk.h"
#include "foundation/Strings.h"
#include "support/ShortDisk.h"
#include "support/TestMain.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QMenu>

using namespace kontor;
using namespace kontor::testing;
using namespace kontor::testing::statement;
using Line = SampleBank::Line;

//! A statement saved: where the teller says, as what the teller chooses.
class TestStatementFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAreWrittenWhereTheTellerSays();
    void accountingSoftwareHasTheChoiceOfFormats();
    void aFileIsWhatItsNameSays();
    void aNumberWithASlashNamesNoDirectory();
    void aFullDiskLeavesWhatWasThere_data();
    void aFullDiskLeavesWhatWasThere();
};

void TestStatementFiles::filesAreWrittenWhereTheTellerSays()
{
    Desk desk;
    open(desk);
    QTemporaryDir folder;
    const auto contents = [&](const QString &name) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    save(desk, u"statement.savePdf"_s, folder.filePath(u"a.pdf"_s));
    QTRY_COMPARE(news(desk), u"Saved."_s);
    QVERIFY(contents(u"a.pdf"_s).startsWith("%PDF"));
    save(desk, u"statement.saveTable"_s, folder.filePath(u"a.csv"_s));
    QTRY_VERIFY(contents(u"a.csv"_s).startsWith("bookingDate,valueDate\r\n"));
    QTRY_COMPARE(news(desk), u"Saved."_s);
    save(desk, u"statement.savePdf"_s, folder.filePath(u"nowhere/a.pdf"_s));
    QTRY_COMPARE(news(desk), u"It cannot be saved there. Choose another place."_s);
    desk.bank.setLine(Line::Cut);
    save(desk, u"statement.saveTable"_s, folder.filePath(u"b.csv"_s));
    QTRY_VERIFY(news(desk).contains(u"does not answer"_s));
    QVERIFY(!QFile::exists(folder.filePath(u"b.csv"_s)));
}

void TestStatementFiles::aFullDiskLeavesWhatWasThere_data()
{
    QTest::addColumn<QString>("action");
    QTest::newRow("table") << u"statement.saveTable"_s;
    QTest::newRow("paper") << u"statement.savePdf"_s;
}

//! Nothing is called saved that is not, and last month's file is not emptied for it.
void TestStatementFiles::aFullDiskLeavesWhatWasThere()
{
    QFETCH(QString, action);
    Desk desk;
    open(desk);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"a.csv"_s));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write("earlier") == 7 && file.flush());
    const ShortDisk full(0);
    save(desk, action, file.fileName());
    QTRY_COMPARE(news(desk), u"It cannot be saved there. Choose another place."_s);
    QVERIFY(file.seek(0));
    QFile now(file.fileName());
    QVERIFY(now.open(QIODevice::ReadOnly));
    QCOMPARE(now.readAll(), QByteArray("earlier"));
}

void TestStatementFiles::accountingSoftwareHasTheChoiceOfFormats()
{
    Desk desk;
    open(desk);
    auto *button = desk.find<QAbstractButton>(u"statement.saveButton"_s);
    button->click();
    auto *menu = button->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(menu->geometry().bottom() <= button->mapToGlobal(QPoint(0, button->height())).y());
    QCOMPARE(menu->actions().back()->text(), u"For &accounting software\u2026"_s);
    menu->actions().back()->trigger();
    menu->close();
    auto *dialog = desk.window()->findChild<QFileDialog *>(u"statement.saveDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->nameFilters(),
        (QStringList{u"camt.053 files (*.xml)"_s, u"OFX files (*.ofx)"_s}));
    const auto name = [dialog] { return QFileInfo(dialog->selectedFiles().value(0)).fileName(); };
    QCOMPARE(name(), u"statement-0004417-2-2026-03.xml"_s);
    dialog->selectNameFilter(u"OFX files (*.ofx)"_s);
    Q_EMIT dialog->filterSelected(u"OFX files (*.ofx)"_s); // as when somebody chooses it
    QCOMPARE(name(), u"statement-0004417-2-2026-03.ofx"_s);
    QCOMPARE(dialog->defaultSuffix(), u"ofx"_s);
    delete dialog;
    Desk german(u"de"_s);
    german.press(Qt::Key_F2);
    german.type(u"carla"_s);
    QTRY_VERIFY(german.hasSearched(u"carla"_s));
    german.press(Qt::Key_F7);
    QTRY_VERIFY(canPrint(german));
    german.window()->findChild<QAction *>(u"statement.saveForAccounting"_s)->trigger();
    dialog = german.window()->findChild<QFileDialog *>(u"statement.saveDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->nameFilters(),
        (QStringList{u"camt.053-Dateien (*.xml)"_s, u"OFX-Dateien (*.ofx)"_s}));
}

void TestStatementFiles::aFileIsWhatItsNameSays()
{
    Desk desk;
    open(desk);
    QTemporaryDir folder;
    const auto saved = [&](const QString &name, const QString &filter) {
        const QString path = folder.filePath(name);
        save(desk, u"statement.saveForAccounting"_s, path, filter);
        QFile file(path);
        return QTest::qWaitFor([&] { return QFile::exists(path); })
                && file.open(QIODevice::ReadOnly)
            ? file.readAll()
            : QByteArray();
    };
    const QString camt = u"camt.053 files (*.xml)"_s;
    const QString ofx = u"OFX files (*.ofx)"_s;
    QCOMPARE(saved(u"a.xml"_s, camt), QByteArray("<Document/>\n"));
    QCOMPARE(saved(u"a.ofx"_s, ofx), QByteArray("<OFX/>\n"));
    QCOMPARE(saved(u"b.OFX"_s, camt), QByteArray("<OFX/>\n"));
    QCOMPARE(saved(u"c.xml"_s, ofx), QByteArray("<Document/>\n"));
    QCOMPARE(saved(u"d"_s, ofx), QByteArray("<OFX/>\n"));
    QCOMPARE(saved(u"e.txt"_s, camt), QByteArray("<Document/>\n"));
    QTRY_COMPARE(news(desk), u"Saved."_s);
}

// Numbers from elsewhere may have one, and there is no such directory to save into.
void TestStatementFiles::aNumberWithASlashNamesNoDirectory()
{
    RealDesk desk;
    desk.server.post("/api/v1/accounts",
        R"({"ownerName":"Ida Import","initialBalance":5,"accountNumber":"4030/12"})");
    desk.press(Qt::Key_F2);
    desk.type(u"ida import"_s);
    QTRY_VERIFY(desk.shows(u"\u201Cida import\u201D"_s));
    desk.press(Qt::Key_F7);
    QTRY_VERIFY(desk.find<QAbstractButton>(u"statement.saveButton"_s));
    QTRY_VERIFY(desk.find<QAbstractButton>(u"statement.saveButton"_s)->isEnabled());
    desk.window()->findChild<QAction *>(u"statement.savePdf"_s)->trigger();
    const auto *dialog = desk.window()->findChild<QFileDialog *>(u"statement.saveDialog"_s);
    QVERIFY(dialog);
    const QString name = QFileInfo(dialog->selectedFiles().value(0)).fileName();
    QVERIFY2(name.startsWith(u"statement-4030-12-"_s), qPrintable(name));
}

KONTOR_TEST(TestStatementFiles)
#include "tst_statement_files.moc"
