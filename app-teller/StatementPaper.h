// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/Sheets.h"

#include <QColor>
#include <QStringList>

class QPagedPaintDevice;
class QPainter;

namespace kontor::teller {

//! What is printed on a statement, all of it in words and figures already.
struct StatementSheet
{
    struct Column
    {
        QString title;
        int width = 0;
        bool isFigure = false;
    };

    QString house;
    QString place;
    //! Printed on every page in words where nothing is real.
    QString demoMark;
    QString title;
    //! What is to be known of the whole, such as that the month is not over.
    QString note;
    std::vector<SheetRow> facts;
    std::vector<Column> columns;
    std::vector<QStringList> rows;
    //! Below the last row.
    std::vector<SheetRow> sums;
    //! "Page %1 of %2".
    QString pageOf;
};

//! A statement on A4: the head and the heads of the columns on every page, which is numbered.
class StatementPaper
{
public:
    //! So many dots across, between the margins.
    static constexpr int width = 680;

    explicit StatementPaper(StatementSheet sheet);
    const StatementSheet &sheet() const { return m_sheet; }
    //! Any thread may do it.
    bool printOn(QPagedPaintDevice &device) const;
    //! The first row of each page, where pages are so many dots high.
    std::vector<std::size_t> pages(int height) const;
    //! One of those that `firsts` begins.
    void paintPage(QPainter &painter, const std::vector<std::size_t> &firsts, std::size_t page,
        int height) const;

private:
    int headHeight() const;
    int rowHeight(const QStringList &row) const;
    int sumsHeight() const;
    void paintHead(QPainter &painter) const;
    int paintNames(QPainter &painter) const;
    void paintRow(QPainter &painter, int y, const QStringList &row, int height) const;
    void paintSums(QPainter &painter, int y) const;
    StatementSheet m_sheet;
    QColor m_ink;
    QColor m_faint;
};

} // namespace kontor::teller
