// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/Books.h"
#include "server/commands/ExitCode.h"

#include <map>

namespace kontor::server {

//! An option of a verb's own, beside the settings.
struct Option
{
    const char *name = nullptr;
    //! What stands after it in the help; nullptr for a switch.
    const char *argument = nullptr;
    const char *help = nullptr;
    bool required = false;
};

//! A word that stands without a dash, such as a file.
struct Operand
{
    const char *name = nullptr;
    const char *help = nullptr;
    bool required = true;
};

//! What a verb was called with. The parser has held it against the verb: only known options, each
//! once, and all that are required.
struct Arguments
{
    Config config;
    std::map<QString, QString> options;
    QStringList operands;
    BooksOptions books;

    bool has(const char *option) const;
    //! Empty where the option was not given.
    QString value(const char *option) const;
    //! Nothing where the option was not given; a complaint where it is no number of `min` or more.
    Result<std::optional<qint64>, Complaint> number(const char *option, qint64 min = 1) const;
    //! Two numbers, the second not below the first; 1 and 0 where they were not given.
    Result<std::pair<qint64, qint64>, Complaint> range(const char *from, const char *to) const;
    //! Empty where there are fewer.
    QString operand(qsizetype index) const;
};

//! Something that the program can be asked to do. Each lives in a file of its own in this folder
//! and is announced in Verbs.h; parser, help and documentation follow from its row.
struct Verb
{
    //! Which settings it takes; --data and --config, or all that serve has.
    enum class Settings { None, Data, All };

    //! One word, or two: "user add".
    const char *name = nullptr;
    //! A line, without a full stop.
    const char *summary = nullptr;
    //! Further paragraphs of its help.
    const char *details = "";
    Settings settings = Settings::Data;
    std::vector<Option> options = {};
    std::vector<Operand> operands = {};
    //! The codes it may end with beside Ok and Usage.
    std::vector<int> exits = {};
    //! Does it: the exit code, or why it cannot be done.
    Result<int, Complaint> (*run)(const Arguments &arguments) = nullptr;
};

//! For a verb that looks at the log alone: to take it although its anchor remembers more.
Option acceptLossOption();
bool isLossAccepted(const Arguments &arguments);

//! To standard output, as it is.
void print(const QString &text);
//! To standard error: what does not keep a command from being done, and has to be known.
void remark(const QString &text);

} // namespace kontor::server
