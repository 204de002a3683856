// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "verifier/Books.h"
#include "verifier/Head.h"

#include <cstdio>
#include <vector>

namespace verifier {

//! The first thing that is wrong, in words, and the exit code (sysexits) that belongs to it.
struct Fault
{
    static constexpr int damaged = 65;
    static constexpr int notThere = 66;
    static constexpr int unreadable = 74;
    static constexpr int notAllowed = 77;
    static constexpr int notOurs = 78;

    int exitCode = damaged;
    std::string what;
};

//! Reads one export after the other, the parts of one log in their order, and stops at the first
//! fault.
class ExportReader
{
public:
    explicit ExportReader(std::optional<NotedHead> noted) : m_noted(std::move(noted)) {}

    //! "-" is standard input.
    std::optional<Fault> read(const std::string &path);
    std::optional<Fault> read(std::FILE *file, const std::string &name);
    //! After the last file.
    std::optional<Fault> finish();

    const Header &header() const { return m_header; }
    const Ends &ends() const { return m_ends; }
    const std::optional<Books> &books() const { return m_books; }
    std::int64_t firstRecordedAt() const { return m_firstRecordedAt; }
    std::int64_t lastRecordedAt() const { return m_lastRecordedAt; }
    bool headFits() const { return m_headFits; }

private:
    std::optional<Fault> readLines(std::FILE *file);
    std::optional<Fault> takeLine(std::string_view line);
    std::optional<Fault> takeHeader(std::string_view line);
    std::optional<Fault> takeEvent(std::string_view line);
    std::optional<Fault> takeOutcome(std::string_view line);
    std::optional<Fault> takeFooter(std::string_view line);
    std::optional<Fault> checkSpelling(std::string_view line) const;
    Fault wrong(const std::string &what) const;
    Fault wrongAt(const std::string &what, std::size_t column) const;
    std::string eventText(const Event &event) const;
    void note();

    enum class Expects { Header, Rows, Nothing };

    std::optional<NotedHead> m_noted;
    //! Where the log ended at the noted event and outcome, as far as they have come by.
    Ends m_notedEnds{-1, {}, -1, {}};
    bool m_headFits = false;
    std::string m_path;
    std::int64_t m_line = 0;
    Expects m_expects = Expects::Header;
    bool m_inOutcomes = false;
    Header m_header;
    Ends m_begin;
    Ends m_ends;
    std::optional<Books> m_books;
    std::int64_t m_firstRecordedAt = 0;
    std::int64_t m_lastRecordedAt = 0;
};

} // namespace verifier
