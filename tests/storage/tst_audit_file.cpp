// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/AuditTrail.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;

// audit.db, as it is found at a start.
class tst_AuditFile : public QObject
{
    Q_OBJECT

    static AuditRow row(qint64 id)
    {
        AuditRow row;
        row.id = id;
        return row;
    }
    //! All of the table's first page.
    static void overwriteTable(const QString &path)
    {
        const auto number
            = (*Database::open(path, OpenMode::ReadOnly))
                  ->scalar(u"SELECT rootpage FROM sqlite_schema WHERE name = 'audit'"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek((number.toLongLong() - 1) * 4096));
        QCOMPARE(file.write(QByteArray(4096, '\0')), 4096);
    }

private Q_SLOTS:
    void theLastNumberIsFoundAgain()
    {
        const QTemporaryDir directory;
        QCOMPARE((*AuditTrail::open(directory.path()))->lastId(), std::optional<qint64>(0));
        QVERIFY((*AuditTrail::open(directory.path()))->add({row(1), row(2)}));
        QCOMPARE((*AuditTrail::open(directory.path()))->lastId(), std::optional<qint64>(2));
    }
    // Counted from the beginning again, new rows would be taken for those that are there, and lost.
    void aNumberThatCannotBeReadIsNotNone()
    {
        const QTemporaryDir directory;
        QVERIFY((*AuditTrail::open(directory.path()))->add({row(1), row(2)}));
        overwriteTable(directory.filePath(u"audit.db"_s));
        const auto trail = AuditTrail::open(directory.path());
        QVERIFY(trail);
        QCOMPARE((*trail)->lastId(), std::nullopt);
    }
};

KONTOR_TEST(tst_AuditFile)
#include "tst_audit_file.moc"
