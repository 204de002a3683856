// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Journal.h"
#include "app-atm/session/Recovery.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::atm;

class tst_Journal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entriesComeBackAsTheyWereWritten()
    {
        const QString path = filled(5);
        const auto journal = Journal::open(path);
        QVERIFY(bool(journal));
        QCOMPARE(journal->entries().size(), 5u);
        QCOMPARE(journal->entries()[2], entry(2));
        QVERIFY(!journal->droppedTornRecord());
        QCOMPARE(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), 0);
    }
    void everyTornLastRecordCountsAsNotWritten()
    {
        const QByteArray whole = content(filled(3));
        const qsizetype lastBegin = whole.lastIndexOf('\n', whole.size() - 2) + 1;
        int torn = 0;
        for (qsizetype size = lastBegin + 1; size < whole.size(); ++size, ++torn) {
            const QString path = write(whole.left(size));
            auto journal = Journal::open(path);
            QVERIFY(bool(journal));
            QCOMPARE(journal->entries().size(), 2u);
            QVERIFY(journal->droppedTornRecord());
            QVERIFY(bool(journal->append(entry(2), Timestamp{2})));
            QCOMPARE(content(path), whole);
        }
        QVERIFY(torn > 100);
    }
    void everyAlteredEarlierByteIsFound()
    {
        const QByteArray whole = content(filled(3));
        const qsizetype lastBegin = whole.lastIndexOf('\n', whole.size() - 2) + 1;
        for (qsizetype at = 0; at < lastBegin; ++at) {
            QByteArray altered = whole;
            altered[at] = char(altered[at] ^ 1);
            const auto journal = Journal::open(write(altered));
            QVERIFY2(!journal, QByteArray::number(at).constData());
            QCOMPARE(journal.error().kind, JournalError::Kind::Altered);
        }
    }
    void removedRecordIsFound()
    {
        QByteArray whole = content(filled(3));
        whole.remove(0, whole.indexOf('\n') + 1);
        QVERIFY(!Journal::open(write(whole)));
    }
    void folderThatCannotBeWrittenIsReported()
    {
        const auto journal = Journal::open(u"/proc/kontor/journal"_s);
        QVERIFY(!journal);
        QCOMPARE(journal.error().kind, JournalError::Kind::Unwritable);
    }

private:
    static JournalEntry entry(int number)
    {
        JournalEntry entry;
        entry.step = number == 0 ? JournalStep::Intent : JournalStep::Presented;
        entry.withdrawal = WithdrawalId{Uuid::nameBased({}, "w")};
        entry.amount = 10 * number;
        entry.notes = Notes{{10, number}};
        entry.reason = u"ähm \"%1\""_s.arg(number);
        return entry;
    }
    QString next() { return m_folder.filePath(u"journal-%1"_s.arg(++m_files)); }
    QString filled(int entries)
    {
        const QString path = next();
        auto journal = Journal::open(path);
        for (int i = 0; i < entries; ++i) {
            const bool written = bool(journal->append(entry(i), Timestamp{i}));
            Q_ASSERT(written);
            Q_UNUSED(written);
        }
        return path;
    }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString write(const QByteArray &content)
    {
        QFile file(next());
        if (file.open(QIODevice::WriteOnly)) {
            file.write(content);
        }
        return file.fileName();
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

KONTOR_TEST(tst_Journal)
#include "tst_journal.moc"
