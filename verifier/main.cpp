// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Report.h"

#include <chrono>
#include <cstdio>

#include <sodium.h>

using namespace verifier;

namespace {

constexpr int usageError = 64;
constexpr int ioError = 74;

constexpr const char *help = R"(kontor-verify FILE… [--head HEAD]

Checks an exported ledger (kontor-server export) without the server and without its code: the hash
chains of events and outcomes, positions and versions without gaps, each balance the sum of what
moved, transfers even, cash equal to balances in each currency, keys used once, claims unique.
Several FILEs are the parts of one log, in order; - is standard input. The format is described in
docs/export-format.md.

  --head HEAD   as kontor-server head printed it earlier: the log must still have it, so a tail
                that was cut off and a history that was written anew are found
  --version     which Kontor this is
  --help        this text

Exit codes:
  0   all is well
  64  the command line makes no sense
  65  the export is not what was written
  66  a file is not there
  74  a file cannot be read, or the report not be written
  77  a file may not be read
  78  a file is no export, or of a newer format
)";

struct Arguments
{
    std::vector<std::string> files;
    std::optional<NotedHead> head;
};

int refuse(int exitCode, const std::string &message)
{
    std::fprintf(stderr, "kontor-verify: %s\n", message.c_str());
    return exitCode;
}

// Nothing where a complaint was made.
std::optional<Arguments> readArguments(const std::vector<std::string> &words)
{
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string &word = words[i];
        const bool isHead = word == "--head" || word.starts_with("--head=");
        if (!isHead && word.size() > 1 && word.starts_with('-')) {
            refuse(usageError, "there is no option " + word + ". Try kontor-verify --help.");
            return std::nullopt;
        }
        if (!isHead) {
            arguments.files.push_back(word);
            continue;
        }
        const std::string typed = word.size() > 6 ? word.substr(7)
            : i + 1 < words.size()                ? words[++i]
                                                  : std::string();
        arguments.head = parseHead(typed);
        if (!arguments.head) {
            refuse(usageError, "--head: \"" + typed
                    + "\" is no head, or it is mistyped: its last group does not fit the others.");
            return std::nullopt;
        }
    }
    if (arguments.files.empty()) {
        refuse(usageError, "which file? Try kontor-verify --help.");
        return std::nullopt;
    }
    return arguments;
}

std::optional<Fault> readAll(ExportReader &reader, const std::vector<std::string> &files)
{
    for (const std::string &file : files) {
        if (auto fault = reader.read(file)) {
            return fault;
        }
    }
    return reader.finish();
}

int verify(const Arguments &arguments)
{
    const auto start = std::chrono::steady_clock::now();
    ExportReader reader(arguments.head);
    const auto fault = readAll(reader, arguments.files);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%s", reportOf(reader).c_str());
    if (fault) {
        std::printf("%-13s%s\n", "FAULT", fault->what.c_str());
        return fault->exitCode;
    }
    if (reader.headFits()) {
        std::printf("%-13s%s\n", "noted head", "is that of this log");
    }
    const std::int64_t events = reader.ends().events - reader.header().before.events;
    const auto rate = static_cast<std::int64_t>(static_cast<double>(events) / took.count());
    // Of a few events it says nothing.
    const std::string speed = events < 10'000 ? "" : " (" + grouped(rate) + " events/s)";
    std::printf("%-13snothing wrong, %.2f s%s\n",
        reader.books()->isWhole() ? "whole" : "part whole", took.count(), speed.c_str());
    return 0;
}

// Who reads the exit code alone must not miss that the report went nowhere.
int told(int exitCode)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) {
        return exitCode;
    }
    const int failed = refuse(ioError, "standard output cannot be written");
    return exitCode == 0 ? failed : exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && (words[0] == "--help" || words[0] == "-h")) {
        std::fputs(help, stdout);
        return told(0);
    }
    if (!words.empty() && words[0] == "--version") {
        std::puts("kontor-verify " KONTOR_VERSION);
        return told(0);
    }
    if (sodium_init() < 0) {
        return refuse(70, "libsodium cannot be used");
    }
    const auto arguments = readArguments(words);
    return arguments ? told(verify(*arguments)) : usageError;
}
