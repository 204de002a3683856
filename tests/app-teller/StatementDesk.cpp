// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/StatementDesk.h"

#include "foundation/Strings.h"

#include <QAbstractButton>
#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QTableView>
#include <QTest>

namespace kontor::testing::statement {

void open(Desk &desk)
{
    desk.press(Qt::Key_F2);
    desk.type(u"carla"_s);
    QTRY_VERIFY(desk.hasSearched(u"carla"_s));
    desk.press(Qt::Key_F7);
    QTRY_COMPARE(rows(desk), 2);
    QTRY_VERIFY(canPrint(desk));
}

bool canPrint(Desk &desk)
{
    return desk.find<QAbstractButton>(u"statement.printButton"_s)->isEnabled();
}

int rows(Desk &desk)
{
    const auto *table = desk.find<QTableView>(u"statement.table"_s);
    return table ? table->model()->rowCount() : -1;
}

QString news(Desk &desk)
{
    return desk.find<QLabel>(u"statement.news"_s)->text();
}

void save(Counter &desk, const QString &action, const QString &path, const QString &filter)
{
    desk.window()->findChild<QAction *>(action)->trigger();
    auto *dialog = desk.window()->findChild<QFileDialog *>(u"statement.saveDialog"_s);
    QVERIFY(dialog);
    if (!filter.isEmpty()) {
        dialog->selectNameFilter(filter);
    }
    Q_EMIT dialog->fileSelected(path);
    delete dialog;
}

} // namespace kontor::testing::statement
