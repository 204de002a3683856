// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Report.h"

#include <ctime>

namespace verifier {

static constexpr std::size_t labelWidth = 13;
static const std::string columnGap = "  ";

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t end = digits.size(); end > first + 3;) {
        end -= 3;
        digits.insert(end, 1, ',');
    }
    return digits;
}

static std::string line(std::string label, const std::string &text)
{
    label.resize(std::max(label.size(), labelWidth), ' ');
    return label + text + '\n';
}

static std::string day(std::int64_t micros)
{
    const std::time_t seconds = static_cast<std::time_t>(micros / 1'000'000);
    std::tm parts{};
    char text[16] = "";
    if (gmtime_r(&seconds, &parts)) {
        std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    }
    return text;
}

using Cells = std::vector<std::string>;

// The first column to the left, the others to the right, each as wide as it must be.
static std::string table(const std::vector<Cells> &rows)
{
    std::string text;
    for (const Cells &row : rows) {
        std::string line = row.front();
        line.resize(std::max(line.size(), labelWidth), ' ');
        for (std::size_t column = 1; column < row.size(); ++column) {
            std::size_t width = 0;
            for (const Cells &other : rows) {
                width = std::max(width, other[column].size());
            }
            line += columnGap + std::string(width - row[column].size(), ' ') + row[column];
        }
        text += line + '\n';
    }
    return text;
}

static std::string trialBalance(const Books &books)
{
    const auto totals = books.totals();
    if (totals.empty()) {
        return {};
    }
    std::vector<Cells> rows{{"minor units", "cash in", "cash out", "transfers in", "transfers out",
        "balances"}};
    for (const auto &[currency, sums] : totals) {
        Cells cells{currency};
        for (const std::int64_t sum :
            {sums.cashIn, sums.cashOut, sums.transfersIn, sums.transfersOut, sums.balances}) {
            cells.push_back(grouped(sum));
        }
        rows.push_back(cells);
    }
    if (!books.isFromTheBeginning()) {
        for (Cells &cells : rows) {
            cells.pop_back();
        }
    }
    return '\n' + table(rows) + '\n';
}

std::string reportOf(const ExportReader &reader)
{
    if (!reader.books()) {
        return {};
    }
    const Books &books = *reader.books();
    const Header &header = reader.header();
    std::string text
        = line("ledger", toHex(header.ledger) + ", generation " + toHex(header.generation));
    text += line("events", "up to " + grouped(reader.ends().events) + ", recorded "
            + day(reader.firstRecordedAt()) + " to " + day(reader.lastRecordedAt()));
    text += line("outcomes", "up to " + grouped(reader.ends().outcomes) + ", of those read "
            + grouped(books.refusals()) + " refusals");
    text += line("streams", grouped(static_cast<std::int64_t>(books.streams())) + ", of them "
            + grouped(static_cast<std::int64_t>(books.accounts())) + " accounts");
    text += line("head", headOf(reader.ends()));
    text += trialBalance(books);
    if (!books.isFromTheBeginning()) {
        text += line("", "This is a part of a log: what came before it was taken on trust, and "
                         "balances were not added up.");
    }
    if (books.openTransfers() > 0) {
        text += line("",
            grouped(static_cast<std::int64_t>(books.openTransfers()))
                + " transfers reach beyond this part.");
    }
    return text;
}

} // namespace verifier
