// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"
#include "server/doctor/Finding.h"

#include <map>

namespace kontor::server {

static constexpr int nameWidth = 17;

static QString told(const Finding &finding)
{
    static const std::map<Finding::State, QString> marks{{Finding::State::Good, u"      "_s},
        {Finding::State::Warning, u"look  "_s}, {Finding::State::Bad, u"BAD   "_s}};
    const QString line
        = marks.at(finding.state) + finding.name.leftJustified(nameWidth) + finding.what + u'\n';
    return finding.remedy.isEmpty()
        ? line
        : line + QString(6 + nameWidth, u' ') + u"→ "_s + finding.remedy + u'\n';
}

static Result<int, Complaint> doctor(const Arguments &arguments)
{
    const SystemClock clock;
    int bad = 0;
    int warnings = 0;
    for (const Finding &finding : lookAtEverything(arguments.config, clock)) {
        print(told(finding));
        bad += finding.state == Finding::State::Bad;
        warnings += finding.state == Finding::State::Warning;
    }
    print(bad + warnings == 0 ? u"all is well\n"_s
                              : u"%1 bad, %2 to look at\n"_s.arg(bad).arg(warnings));
    return bad == 0 ? int(ExitCode::Ok) : int(ExitCode::Unavailable);
}

Verb doctorVerb()
{
    return {
        .name = "doctor",
        .summary = "look at disk, clock, settings, books and backups, and say what to do",
        .details
        = "Space and the time that a sync takes, the clock against the log and who sets it,"
          " versions, settings, permissions, anchor, keys, views, and the age of the newest"
          " backup in backup.directory. Leaves nothing behind and may run beside the"
          " server. What is only to be looked at does not change the exit code.",
        .settings = Verb::Settings::All,
        .exits = {ExitCode::NoInput, ExitCode::Unavailable, ExitCode::Io, ExitCode::NoPermission,
            ExitCode::Config},
        .run = doctor,
    };
}

} // namespace kontor::server
