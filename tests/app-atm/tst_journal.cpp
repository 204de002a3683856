// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Journal.h"
#include "app-atm/session/Recovery.h"
#include "support/SyncWatch.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::SyncWatch;

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
    //! A disk may have made room for all of a record, and kept only some of its blocks.
    void aLastRecordWithAHoleCountsAsNotWritten()
    {
        const QByteArray whole = content(filled(3));
        const qsizetype lastBegin = whole.lastIndexOf('\n', whole.size() - 2) + 1;
        for (qsizetype at = lastBegin; at < whole.size() - 1; ++at) {
            QByteArray torn = whole;
            torn.replace(at, whole.size() - 1 - at, QByteArray(whole.size() - 1 - at, '\0'));
            const QString path = write(torn);
            auto journal = Journal::open(path);
            QVERIFY2(bool(journal), QByteArray::number(at).constData());
            QVERIFY(journal->droppedTornRecord());
            QVERIFY(bool(journal->append(entry(2), Timestamp{2})));
            QCOMPARE(content(path), whole);
        }
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
    void aShortenedJournalGoesOnWhereItWas()
    {
        const QString path = filled(4);
        const QByteArray before = content(path);
        const WithdrawalId last{Uuid::nameBased({}, "last")};
        {
            auto journal = Journal::open(path);
            QVERIFY(bool(journal->shorten(last, Timestamp{7})));
            QCOMPARE(journal->entries().size(), 1u);
            QVERIFY(bool(journal->append(entry(0), Timestamp{8})));
        }
        auto journal = Journal::open(path);
        QVERIFY(bool(journal));
        QCOMPARE(journal->entries().size(), 2u);
        QCOMPARE(journal->entries()[0].withdrawal, std::optional(last));
        QCOMPARE(journal->entries()[1], entry(0));
        QVERIFY(content(path).startsWith("{\"sequence\":5,"));
        const QString earlier = path + u"-000000001-000000004."_s;
        QCOMPARE(content(earlier), before);
        QCOMPARE(Journal::open(earlier)->entries().size(), 4u);
        QCOMPARE(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), 0);
        QVERIFY(bool(journal->shorten(last, Timestamp{9}))); // and so on
        QVERIFY(QFile::exists(path + u"-000000005-000000006."_s));
        QVERIFY(content(path).startsWith("{\"sequence\":7,"));
    }
    void aShortenedJournalThatWasAlteredIsFound()
    {
        const QString path = filled(2);
        {
            auto journal = Journal::open(path);
            QVERIFY(bool(journal->shorten({}, Timestamp{7})));
            QVERIFY(bool(journal->append(entry(0), Timestamp{8})));
            QVERIFY(bool(journal->append(entry(1), Timestamp{9})));
        }
        const QByteArray whole = content(path);
        for (qsizetype at = 0; at <= whole.indexOf('\n'); ++at) {
            QByteArray altered = whole;
            altered[at] = char(altered[at] ^ 1);
            QVERIFY2(!Journal::open(write(altered)), QByteArray::number(at).constData());
        }
        QVERIFY(!Journal::open(write(whole.sliced(whole.indexOf('\n') + 1))));
    }
    //! Everything that the disk may show between the steps: the new file in part, and the second name.
    void powerMayGoWhileAJournalIsShortened()
    {
        const QString model = filled(3);
        auto shortened = Journal::open(filled(3));
        QVERIFY(bool(shortened->shorten({}, Timestamp{7})));
        const QByteArray next = content(m_folder.filePath(u"journal-%1"_s.arg(m_files)));
        int cuts = 0;
        for (const bool hasSecondName : {false, true}) {
            for (qsizetype size = 0; size <= next.size(); size += hasSecondName ? 50 : 7) {
                const QString path = write(content(model));
                QFile half(path + u".next"_s);
                QVERIFY(half.open(QIODevice::WriteOnly) && half.write(next.left(size)) == size);
                half.close();
                const QByteArray second = QFile::encodeName(path + u"-000000001-000000003."_s);
                QVERIFY(!hasSecondName || ::link(QFile::encodeName(path).constData(), second) == 0);
                auto journal = Journal::open(path);
                QVERIFY(bool(journal));
                QCOMPARE(journal->entries().size(), 3u);
                QVERIFY(bool(journal->shorten({}, Timestamp{7})));
                QCOMPARE(content(path), next);
                QCOMPARE(content(QFile::decodeName(second)), content(model));
                QVERIFY(!QFile::exists(path + u".next"_s));
                ++cuts;
            }
        }
        QVERIFY(cuts > 40);
    }
    void aJournalThatCannotBeShortenedStays()
    {
        const QString path = filled(3);
        const QByteArray before = content(path);
        QVERIFY(QFile(path).copy(path + u"-000000001-000000003."_s)); // somebody else's
        auto journal = Journal::open(path);
        QVERIFY(!journal->shorten({}, Timestamp{7}));
        QCOMPARE(content(path), before);
        QVERIFY(!QFile::exists(path + u".next"_s));
        QVERIFY(bool(journal->append(entry(3), Timestamp{3})));
        QCOMPARE(Journal::open(path)->entries().size(), 4u);
    }
    void folderThatCannotBeWrittenIsReported()
    {
        const auto journal = Journal::open(u"/proc/kontor/journal"_s);
        QVERIFY(!journal);
        QCOMPARE(journal.error().kind, JournalError::Kind::Unwritable);
    }
    // Whoever pays out acts on what is written here: it is on the disk before the step is taken.
    void everyRecordIsOnTheDiskWhenItCounts()
    {
        SyncWatch disk;
        const QString path = next();
        auto journal = Journal::open(path);
        QVERIFY(bool(journal));
        QCOMPARE(disk.take(), QStringList{m_folder.path()});
        for (int i = 0; i < 3; ++i) {
            QVERIFY(bool(journal->append(entry(i), Timestamp{i})));
            QCOMPARE(disk.take(), QStringList{path});
        }
        QVERIFY(bool(Journal::open(path)));
        QVERIFY(disk.take().isEmpty());
        const QString torn = write(content(path).chopped(7));
        QVERIFY(bool(Journal::open(torn)));
        QCOMPARE(disk.take(), QStringList{torn});
    }
    //! The second name is on the disk before the first is given away.
    void aShortenedJournalIsOnTheDiskStepByStep()
    {
        const QString path = filled(3);
        auto journal = Journal::open(path);
        SyncWatch disk;
        QVERIFY(bool(journal->shorten({}, Timestamp{7})));
        QCOMPARE(disk.take(), (QStringList{path + u".next"_s, m_folder.path(), m_folder.path()}));
        disk.failFor(m_folder.path());
        QVERIFY(!journal->shorten({}, Timestamp{8}));
        QCOMPARE(Journal::open(path)->entries().size(), 1u);
    }
    void nothingFollowsARecordThatTheDiskDidNotKeep()
    {
        const QString path = next();
        auto journal = Journal::open(path);
        QVERIFY(bool(journal) && bool(journal->append(entry(0), Timestamp{0})));
        SyncWatch disk;
        disk.failFor(path);
        const auto unkept = journal->append(entry(1), Timestamp{1});
        QVERIFY(!unkept);
        QCOMPARE(unkept.error().kind, JournalError::Kind::Unwritable);
        disk.failFor({});
        QVERIFY(!journal->append(entry(1), Timestamp{1}));
        QCOMPARE(journal->entries().size(), 1u);
        QVERIFY(bool(Journal::open(path)));
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
