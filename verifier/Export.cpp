// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Export.h"

#include "verifier/Cursor.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

namespace verifier {

// No event comes near it; what does is not read into memory.
static constexpr std::size_t longestLine = 16u << 20;
static constexpr std::int64_t knownFormat = 1;

Fault ExportReader::wrong(const std::string &what) const
{
    return {Fault::damaged, m_path + ", line " + std::to_string(m_line) + ": " + what};
}

Fault ExportReader::wrongAt(const std::string &what, std::size_t column) const
{
    return wrong(what + " makes no sense from byte " + std::to_string(column)
        + " on: it was changed, or cut");
}

static Fault systemFault(const std::string &path, int error)
{
    const int code = error == ENOENT ? Fault::notThere
        : error == EACCES            ? Fault::notAllowed
                                     : Fault::unreadable;
    return {code, path + ": " + std::strerror(error)};
}

std::optional<Fault> ExportReader::read(const std::string &path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        return Fault{Fault::notOurs, path + " is a directory"};
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(
        path == "-" ? stdin : std::fopen(path.c_str(), "rb"), std::fclose);
    return file ? read(file.get(), path) : systemFault(path, errno);
}

std::optional<Fault> ExportReader::read(std::FILE *file, const std::string &name)
{
    m_path = name;
    m_line = 0;
    m_expects = Expects::Header;
    m_inOutcomes = false;
    if (auto fault = readLines(file)) {
        return fault;
    }
    if (m_line == 0) {
        return Fault{Fault::damaged, name + " is empty"};
    }
    return m_expects == Expects::Nothing
        ? std::nullopt
        : std::optional(wrong("the file ends without its footer: it was cut after event "
              + std::to_string(m_ends.events) + " and outcome " + std::to_string(m_ends.outcomes)));
}

std::optional<Fault> ExportReader::readLines(std::FILE *file)
{
    std::vector<char> buffer(64u << 10);
    std::string line;
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file)) {
        std::string_view rest(buffer.data(), got);
        for (std::size_t end = rest.find('\n'); end != std::string_view::npos;
             end = rest.find('\n')) {
            line += rest.substr(0, end);
            rest.remove_prefix(end + 1);
            ++m_line;
            if (auto fault = takeLine(line)) {
                return fault;
            }
            line.clear();
        }
        line += rest;
        if (line.size() > longestLine) {
            ++m_line;
            return wrong("it is longer than 16 MiB");
        }
    }
    if (std::ferror(file)) {
        return systemFault(m_path, errno);
    }
    if (!line.empty()) {
        ++m_line;
        return takeLine(line).value_or(wrong("it does not end with a line feed: the file was cut"));
    }
    return std::nullopt;
}

std::optional<Fault> ExportReader::checkSpelling(std::string_view line) const
{
    if (line.ends_with('\r')) {
        return wrong("it ends with a carriage return: the file was copied as text, not as it is");
    }
    if (const std::size_t bad = firstBadUtf8(line)) {
        return wrong("byte " + std::to_string(bad) + " is not UTF-8");
    }
    return std::nullopt;
}

std::optional<Fault> ExportReader::takeLine(std::string_view line)
{
    if (m_expects == Expects::Header) {
        return takeHeader(line);
    }
    if (m_expects == Expects::Nothing) {
        return wrong("it follows the footer");
    }
    if (auto fault = checkSpelling(line)) {
        return fault;
    }
    switch (kindOf(line)) {
    case LineKind::Event: return takeEvent(line);
    case LineKind::Outcome: return takeOutcome(line);
    case LineKind::Footer: return takeFooter(line);
    case LineKind::Header: return wrong("a second header");
    case LineKind::Unknown: break;
    }
    return wrong("it is neither event nor outcome nor footer (after event "
        + std::to_string(m_ends.events) + " and outcome " + std::to_string(m_ends.outcomes) + ')');
}

// Else a whole log could pass for a part, of which less is asked.
static bool makesSense(const Ends &before)
{
    const auto fits = [](std::int64_t number, const Hash &hash) {
        return number == 0 ? hash == Hash{} : number > 0 && hash != Hash{};
    };
    return fits(before.events, before.eventHash) && fits(before.outcomes, before.outcomeHash);
}

std::optional<Fault> ExportReader::takeHeader(std::string_view line)
{
    if (kindOf(line) != LineKind::Header) {
        // A header that somebody touched still has most of its words.
        const bool was = line.find("\"eventsBefore\"") != std::string_view::npos;
        return Fault{was ? Fault::damaged : Fault::notOurs,
            m_path + ", line 1: this is not the header of a Kontor ledger export"};
    }
    if (auto fault = checkSpelling(line)) {
        return fault;
    }
    Header header;
    const std::size_t column = verifier::read(line, header);
    if (!checkFits(line)) {
        return wrong("the header is not what was written (its check differs)");
    }
    if (header.format != knownFormat) {
        return Fault{Fault::notOurs, m_path + ", line 1: this is format "
                + std::to_string(header.format) + "; this program knows "
                + std::to_string(knownFormat)};
    }
    if (column != 0) {
        return wrongAt("the header", column);
    }
    if (!makesSense(header.before)) {
        return wrong("the header says what cannot be: before a whole log stand 0 and 32 zero "
                     "bytes, before a "
                     "part neither");
    }
    if (!m_books) {
        m_begin = m_ends = header.before;
        m_books.emplace(header.before == Ends{});
    } else if (header.ledger != m_header.ledger || header.generation != m_header.generation) {
        return wrong("this part is of another ledger, or of another generation of it");
    } else if (!(header.before == m_ends)) {
        return wrong("this part begins after event " + std::to_string(header.before.events)
            + " and outcome " + std::to_string(header.before.outcomes)
            + ", but the one before it ends elsewhere: at " + std::to_string(m_ends.events)
            + " and " + std::to_string(m_ends.outcomes));
    }
    m_header = header;
    m_expects = Expects::Rows;
    note();
    return std::nullopt;
}

// "event 7 (account/…, 2026-03-02)"
std::string ExportReader::eventText(const Event &event) const
{
    std::string where = m_books->nameOf(event.stream);
    Members data;
    if (data.read(event.data) && !data["bookingDate"].empty()) {
        where += (where.empty() ? "" : ", ") + data["bookingDate"];
    }
    return "event " + std::to_string(event.position) + (where.empty() ? "" : " (" + where + ')');
}

std::optional<Fault> ExportReader::takeEvent(std::string_view line)
{
    const std::int64_t expected = m_ends.events + 1;
    Event event;
    if (const std::size_t column = verifier::read(line, event)) {
        return wrongAt("event " + std::to_string(expected), column);
    }
    if (m_inOutcomes) {
        return wrong(eventText(event) + ": an event among the outcomes");
    }
    if (event.position != expected) {
        return wrong("event " + std::to_string(event.position) + " stands where event "
            + std::to_string(expected) + " is missing");
    }
    const Hash hash = event.hashAfter(m_ends.eventHash);
    if (hash != event.hash) {
        return wrong(eventText(event) + ": it is not what was written (its hash differs)");
    }
    if (event.recordedAt < m_lastRecordedAt) {
        return wrong(eventText(event) + ": it is older than the one before");
    }
    m_firstRecordedAt = m_firstRecordedAt == 0 ? event.recordedAt : m_firstRecordedAt;
    m_lastRecordedAt = event.recordedAt;
    if (const std::string fault = m_books->add(event); !fault.empty()) {
        return wrong(eventText(event) + ": " + fault);
    }
    m_ends.events = event.position;
    m_ends.eventHash = hash;
    note();
    return std::nullopt;
}

std::optional<Fault> ExportReader::takeOutcome(std::string_view line)
{
    m_inOutcomes = true;
    const std::string name = "outcome " + std::to_string(m_ends.outcomes + 1);
    Outcome outcome;
    if (const std::size_t column = verifier::read(line, outcome)) {
        return wrongAt(name, column);
    }
    if (outcome.number != m_ends.outcomes + 1) {
        return wrong("outcome " + std::to_string(outcome.number) + " stands where " + name
            + " is missing");
    }
    const Hash hash = outcome.hashAfter(m_ends.outcomeHash);
    if (hash != outcome.hash) {
        return wrong(name + ": it is not what was written (its hash differs)");
    }
    if (const std::string fault = m_books->add(outcome, m_ends.events); !fault.empty()) {
        return wrong(name + ": " + fault);
    }
    m_ends.outcomes = outcome.number;
    m_ends.outcomeHash = hash;
    note();
    return std::nullopt;
}

std::optional<Fault> ExportReader::takeFooter(std::string_view line)
{
    Footer footer;
    if (const std::size_t column = verifier::read(line, footer)) {
        return wrongAt("the footer", column);
    }
    if (!checkFits(line)) {
        return wrong("the footer is not what was written (its check differs)");
    }
    if (!(footer.ends == m_ends)) {
        return wrong("the footer says " + std::to_string(footer.ends.events) + " events and "
            + std::to_string(footer.ends.outcomes) + " outcomes, but the lines before end at "
            + std::to_string(m_ends.events) + " and " + std::to_string(m_ends.outcomes)
            + ", or with other hashes: lines are missing or were added");
    }
    if (footer.head != headOf(m_ends)) {
        return wrong("the footer's head is not that of its hashes");
    }
    m_expects = Expects::Nothing;
    return std::nullopt;
}

void ExportReader::note()
{
    if (m_noted && m_ends.events == m_noted->events) {
        m_notedEnds.events = m_ends.events;
        m_notedEnds.eventHash = m_ends.eventHash;
    }
    if (m_noted && m_ends.outcomes == m_noted->outcomes) {
        m_notedEnds.outcomes = m_ends.outcomes;
        m_notedEnds.outcomeHash = m_ends.outcomeHash;
    }
}

std::optional<Fault> ExportReader::finish()
{
    if (const std::string fault = m_books->finish(); !fault.empty()) {
        return Fault{Fault::damaged, fault};
    }
    if (!m_noted) {
        return std::nullopt;
    }
    if (m_noted->events < m_begin.events || m_noted->outcomes < m_begin.outcomes) {
        return Fault{Fault::damaged, "the noted head stands at event "
                + std::to_string(m_noted->events) + ", before this part of the log"};
    }
    if (m_noted->events > m_ends.events || m_noted->outcomes > m_ends.outcomes) {
        return Fault{Fault::damaged,
            "the noted head stands at event " + std::to_string(m_noted->events) + " and outcome "
                + std::to_string(m_noted->outcomes) + ", but the export ends at "
                + std::to_string(m_ends.events) + " and " + std::to_string(m_ends.outcomes)
                + ": it is older than the note, or its end was cut off"};
    }
    m_headFits = headOf(m_notedEnds) == m_noted->text;
    return m_headFits ? std::nullopt
                      : std::optional(Fault{Fault::damaged,
                            "the noted head is not that of this log at event "
                                + std::to_string(m_noted->events)
                                + ": history was rewritten, or the note is of another ledger"});
}

} // namespace verifier
