// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cstdlib>
#include <dlfcn.h>
#include <thread>
#include <unistd.h>

// Preloaded into whatever is measured: every sync takes KONTOR_SYNC_MS milliseconds longer, as on a
// disk that is slower by so much.

static int slowly(const char *name, int descriptor)
{
    using Sync = int(int);
    static const std::chrono::duration<double, std::milli> longer(
        std::getenv("KONTOR_SYNC_MS") ? std::atof(std::getenv("KONTOR_SYNC_MS")) : 0);
    const int result = reinterpret_cast<Sync *>(::dlsym(RTLD_NEXT, name))(descriptor);
    std::this_thread::sleep_for(longer);
    return result;
}

extern "C" int fdatasync(int descriptor)
{
    return slowly("fdatasync", descriptor);
}

extern "C" int fsync(int descriptor)
{
    return slowly("fsync", descriptor);
}
