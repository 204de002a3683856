// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/files/CopyFile.h"
#include "storage/files/NewDirectory.h"
#include "storage/files/NewFile.h"
#include "support/SyncWatch.h"
#include "support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using kontor::testing::SyncWatch;

// What backups, exports and restores are made of: whole under its name and on the disk, or not there.
class tst_NewFiles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_place;
    QString path(const char *name) const { return m_place.filePath(QLatin1StringView(name)); }

private Q_SLOTS:
    void aFileIsOnTheDiskBeforeItHasItsName()
    {
        SyncWatch disk;
        auto file = NewFile::create(path("file"));
        QVERIFY(bool(file));
        (*file)->write("content");
        QVERIFY(bool((*file)->commit()));
        QCOMPARE(disk.take(), (QStringList{path("file.part"), m_place.path()}));
    }
    void aFileThatTheDiskDoesNotKeepIsNotThere()
    {
        SyncWatch disk;
        disk.failFor(path("unkept.part"));
        auto file = NewFile::create(path("unkept"));
        QVERIFY(bool(file));
        (*file)->write("content");
        QVERIFY(!(*file)->commit());
        file->reset();
        QVERIFY(!QFile::exists(path("unkept")) && !QFile::exists(path("unkept.part")));
    }
    void aDirectoryIsOnTheDiskWithItsNameAndWhatIsInIt()
    {
        SyncWatch disk;
        auto made = NewDirectory::create(path("directory"));
        QVERIFY(bool(made));
        QFile inside((*made)->part() + QLatin1StringView("/inside"));
        QVERIFY(inside.open(QIODevice::WriteOnly));
        inside.close();
        QVERIFY(makeDurable(inside.fileName()));
        QCOMPARE(disk.take(), QStringList{inside.fileName()});
        QVERIFY(bool((*made)->keep()));
        QCOMPARE(disk.take(), (QStringList{path("directory.part"), m_place.path()}));
        QVERIFY(QFile::exists(path("directory/inside")));
    }
    void whatCannotBeMadeDurableIsSaid()
    {
        auto file = NewFile::create(path("durable"));
        QVERIFY(bool(file) && bool((*file)->commit()));
        SyncWatch disk;
        disk.failFor(path("durable"));
        QVERIFY(!makeDurable(path("durable")));
        QVERIFY(!makeDurable(path("nowhere")));
    }
};

KONTOR_TEST(tst_NewFiles)
#include "tst_new_files.moc"
