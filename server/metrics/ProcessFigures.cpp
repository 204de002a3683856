// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics/ProcessFigures.h"

#include "server/metrics/MetricsText.h"

#include <QDir>
#include <QFile>

#include <sys/resource.h>
#include <unistd.h>

namespace kontor::server {

static QByteArray contentOf(const char *path)
{
    QFile file{QLatin1StringView(path)};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static double seconds(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

// The clock ticks between boot and the process's start stand in field 22, counted from the state
// that follows the name in brackets.
static double startTime()
{
    const QByteArray stat = contentOf("/proc/self/stat");
    const QByteArrayList fields = stat.sliced(stat.lastIndexOf(')') + 2).split(' ');
    const QByteArray system = contentOf("/proc/stat");
    const qsizetype boot = system.indexOf("btime ") + 6;
    const QByteArray since = system.sliced(boot, system.indexOf('\n', boot) - boot);
    return since.toDouble() + fields.value(19).toDouble() / double(::sysconf(_SC_CLK_TCK));
}

void writeProcessFigures(MetricsText &text)
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    text.counter("process_cpu_seconds_total", "User and system time spent.",
        seconds(usage.ru_utime) + seconds(usage.ru_stime));
    const QByteArray pages = contentOf("/proc/self/statm").split(' ').value(1);
    text.gauge("process_resident_memory_bytes", "Memory in use.",
        pages.toDouble() * double(::sysconf(_SC_PAGESIZE)));
    text.gauge("process_open_fds", "Descriptors that are open.",
        double(QDir(QLatin1StringView("/proc/self/fd")).count()));
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    text.gauge("process_max_fds", "Descriptors that may be open.", double(limit.rlim_cur));
    text.gauge("process_start_time_seconds", "When it was started, Unix time.", startTime());
}

} // namespace kontor::server
