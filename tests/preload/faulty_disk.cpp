// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DiskControl.h"

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

// Preloaded into the unchanged server: every call that changes its data directory comes through
// here, is written down with its bytes, and fails or kills where a test wants it to. Whatever
// SQLite maps into memory (-shm) is rebuilt after each start and left alone.
//
// One lock around the call and its entry: the record has the order in which things happened.

using namespace kontor::testing;

namespace {

template<class Function> Function *real(Function *, const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}
#define REAL(function) (real(&::function, #function))

class FaultyDisk
{
public:
    static FaultyDisk &instance()
    {
        static auto *disk = new FaultyDisk; // outlives everything else that writes
        return *disk;
    }

    std::mutex &mutex() { return m_mutex; }
    bool isHeld(int descriptor) const { return file(descriptor) >= 0; }
    bool isDirectory(int descriptor) const { return m_files[descriptor].name[0] == '\0'; }
    int file(int descriptor) const
    {
        return descriptor >= 0 && descriptor < limit ? m_files[descriptor].id : -1;
    }
    const char *nameOf(int descriptor) const { return m_files[descriptor].name; }

    // The name below the directory; "" is the directory itself, nullptr is none of ours.
    const char *nameBelow(const char *path) const
    {
        const std::size_t length = m_directory.size();
        if (length == 0 || std::strncmp(path, m_directory.c_str(), length) != 0) {
            return nullptr;
        }
        if (path[length] == '\0') {
            return "";
        }
        const char *name = path + length + 1;
        const std::size_t size = std::strlen(name);
        const bool shared = size > 4 && std::strcmp(name + size - 4, "-shm") == 0;
        return path[length] != '/' || shared || size >= sizeof(File::name) ? nullptr : name;
    }

    void opened(int descriptor, const char *name, int madeNew, int emptied)
    {
        if (descriptor < 0 || descriptor >= limit) {
            return;
        }
        File &held = m_files[descriptor];
        std::strncpy(held.name, name, sizeof held.name - 1);
        held.id = ++m_lastId;
        if (*name) {
            record(DiskEntry::Open, held.id, madeNew + 2 * emptied, name);
        }
    }
    void openedNameless(int descriptor)
    {
        if (descriptor >= 0 && descriptor < limit) {
            std::strcpy(m_files[descriptor].name, "(nameless)");
            m_files[descriptor].id = ++m_lastId;
            record(DiskEntry::Nameless, m_lastId, 0, "");
        }
    }
    void closed(int descriptor)
    {
        if (descriptor >= 0 && descriptor < limit) {
            m_files[descriptor].id = -1;
        }
    }

    //! The errno with which the call fails; 0: it goes on. Dies where that is the plan.
    int errorFor(DiskCall call, const char *name)
    {
        m_diesHalfway = false;
        if (!isHit(call, name)) {
            return 0;
        }
        m_dawdles = m_control->fate == DiskFate::Dawdle;
        if (m_dawdles) {
            return 0;
        }
        m_diesHalfway = m_control->fate == DiskFate::DieHalfway && call == DiskWrite;
        if (m_control->fate != DiskFate::Fail && !m_diesHalfway) {
            die();
        }
        return m_diesHalfway ? 0 : m_control->error.load();
    }
    bool diesHalfway() const { return m_diesHalfway; }
    //! Once, for whoever can wait without holding up the others.
    bool dawdles() { return std::exchange(m_dawdles, false); }
    [[noreturn]] static void die()
    {
        ::syscall(SYS_kill, ::syscall(SYS_getpid), SIGKILL);
        for (;;) {
            ::pause();
        }
    }

    void record(DiskEntry::Kind kind, int file, std::int64_t offset, const char *name,
        const void *data = nullptr, std::size_t size = 0) const
    {
        if (m_record < 0) {
            return;
        }
        const std::size_t nameSize = std::strlen(name);
        DiskEntry entry{kind, file, offset, std::uint32_t(nameSize), std::uint32_t(size)};
        const iovec parts[] = {{&entry, sizeof entry}, {const_cast<char *>(name), nameSize},
            {const_cast<void *>(data), size}};
        if (::syscall(SYS_writev, m_record, parts, 3) != ssize_t(sizeof entry + nameSize + size)) {
            std::abort(); // a record with a hole proves nothing
        }
    }

private:
    static constexpr int limit = 4096;
    struct File
    {
        int id = -1;
        char name[128] = {};
    };
    FaultyDisk()
    {
        if (const char *directory = std::getenv(diskDirectoryVariable)) {
            m_directory = directory;
        }
        const auto opened = [](const char *variable, int flags) {
            const char *path = std::getenv(variable);
            return path ? int(::syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0600)) : -1;
        };
        const int control = opened(diskControlVariable, O_RDWR);
        if (control >= 0) {
            void *mapped = ::mmap(
                nullptr, sizeof(DiskControl), PROT_READ | PROT_WRITE, MAP_SHARED, control, 0);
            m_control = mapped == MAP_FAILED ? nullptr : static_cast<DiskControl *>(mapped);
        }
        m_record = opened(diskRecordVariable, O_WRONLY | O_CREAT | O_APPEND);
        record(DiskEntry::Start, 0, 0, "");
    }

    bool isMeant(const char *name) const
    {
        const std::size_t size = std::strlen(m_control->name);
        return size > 0 && m_control->name[size - 1] == '$'
            ? std::strlen(name) == size - 1 && std::strncmp(name, m_control->name, size - 1) == 0
            : std::strncmp(name, m_control->name, size) == 0;
    }
    bool isHit(DiskCall call, const char *name)
    {
        if (!m_control || (m_control->calls & call) == 0 || m_control->countdown <= 0
            || !isMeant(name)) {
            return false;
        }
        const bool again = m_control->sticky && m_control->hits > 0;
        const bool hit = ++m_control->seen == m_control->countdown || again;
        m_control->hits += hit;
        return hit;
    }

    std::mutex m_mutex;
    std::string m_directory;
    DiskControl *m_control = nullptr;
    int m_record = -1;
    File m_files[limit];
    int m_lastId = 0;
    bool m_diesHalfway = false;
    bool m_dawdles = false;
};

using Lock = std::lock_guard<std::mutex>;

int failed(int error)
{
    errno = error;
    return -1;
}

int openFile(const char *path, int flags, mode_t mode)
{
    auto &disk = FaultyDisk::instance();
    const Lock lock(disk.mutex());
    const char *name = disk.nameBelow(path);
    if (!name) {
        return REAL(open64)(path, flags, mode);
    }
    if ((flags & O_TMPFILE) == O_TMPFILE) {
        if (const int error = disk.errorFor(DiskCreate, "(nameless)")) {
            return failed(error);
        }
        const int descriptor = REAL(open64)(path, flags, mode);
        disk.openedNameless(descriptor);
        return descriptor;
    }
    const bool makesNew = (flags & O_CREAT) && ::access(path, F_OK) != 0;
    if (makesNew) {
        if (const int error = disk.errorFor(DiskCreate, name)) {
            return failed(error);
        }
    }
    const int descriptor = REAL(open64)(path, flags, mode);
    disk.opened(descriptor, name, makesNew, (flags & O_TRUNC) != 0);
    return descriptor;
}

ssize_t writeAt(int descriptor, const void *data, std::size_t size, off64_t offset)
{
    auto &disk = FaultyDisk::instance();
    const Lock lock(disk.mutex());
    if (!disk.isHeld(descriptor)) {
        return REAL(pwrite64)(descriptor, data, size, offset);
    }
    if (const int error = disk.errorFor(DiskWrite, disk.nameOf(descriptor))) {
        return failed(error);
    }
    const bool halfway = disk.diesHalfway();
    const ssize_t done = REAL(pwrite64)(descriptor, data, halfway ? size / 2 : size, offset);
    if (done > 0) {
        disk.record(DiskEntry::Write, disk.file(descriptor), offset, "", data, std::size_t(done));
    }
    if (halfway) {
        FaultyDisk::die();
    }
    return done;
}

ssize_t readAt(int descriptor, void *data, std::size_t size, off64_t offset)
{
    auto &disk = FaultyDisk::instance();
    {
        const Lock lock(disk.mutex());
        const int error = disk.isHeld(descriptor)
            ? disk.errorFor(DiskRead, disk.nameOf(descriptor))
            : 0;
        if (error != 0) {
            return failed(error);
        }
    }
    return REAL(pread64)(descriptor, data, size, offset);
}

int truncated(int descriptor, off64_t size)
{
    auto &disk = FaultyDisk::instance();
    const Lock lock(disk.mutex());
    if (!disk.isHeld(descriptor)) {
        return REAL(ftruncate64)(descriptor, size);
    }
    if (const int error = disk.errorFor(DiskTruncate, disk.nameOf(descriptor))) {
        return failed(error);
    }
    const int result = REAL(ftruncate64)(descriptor, size);
    if (result == 0) {
        disk.record(DiskEntry::Truncate, disk.file(descriptor), size, "");
    }
    return result;
}

int synced(int descriptor, int (*sync)(int))
{
    auto &disk = FaultyDisk::instance();
    std::unique_lock lock(disk.mutex());
    if (!disk.isHeld(descriptor)) {
        return sync(descriptor);
    }
    if (const int error = disk.errorFor(DiskSync, disk.nameOf(descriptor))) {
        return failed(error);
    }
    if (disk.dawdles()) {
        lock.unlock();
        ::usleep(500'000);
        lock.lock();
    }
    const int result = sync(descriptor);
    if (result == 0) {
        disk.record(disk.isDirectory(descriptor) ? DiskEntry::SyncNames : DiskEntry::Sync,
            disk.file(descriptor), 0, "");
    }
    return result;
}

template<class Call> int renamed(const char *from, const char *to, Call call)
{
    auto &disk = FaultyDisk::instance();
    const Lock lock(disk.mutex());
    const char *old = disk.nameBelow(from);
    const char *now = disk.nameBelow(to);
    if (old && now) {
        if (const int error = disk.errorFor(DiskRename, old)) {
            return failed(error);
        }
    }
    const int result = call();
    if (result == 0 && old && now) {
        disk.record(DiskEntry::Rename, 0, 0, old, now, std::strlen(now));
    }
    return result;
}

// Answers are written down before they leave: what a client has read was there at that point.
void noteAnswer(const void *data, std::size_t size)
{
    if (size > 9 && std::memcmp(data, "HTTP/1.1 ", 9) == 0) {
        auto &disk = FaultyDisk::instance();
        const Lock lock(disk.mutex());
        disk.record(DiskEntry::Answer, 0, 0, "", data, size);
    }
}

} // namespace

extern "C" {

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const auto mode = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE
        ? va_arg(arguments, mode_t)
        : mode_t(0);
    va_end(arguments);
    return openFile(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const auto mode = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE
        ? va_arg(arguments, mode_t)
        : mode_t(0);
    va_end(arguments);
    return openFile(path, flags, mode);
}

int close(int descriptor)
{
    auto &disk = FaultyDisk::instance();
    const Lock lock(disk.mutex());
    disk.closed(descriptor);
    return REAL(close)(descriptor);
}

ssize_t pread64(int descriptor, void *data, std::size_t size, off64_t offset)
{
    return readAt(descriptor, data, size, offset);
}

ssize_t pread(int descriptor, void *data, std::size_t size, off_t offset)
{
    return readAt(descriptor, data, size, offset);
}

ssize_t pwrite64(int descriptor, const void *data, std::size_t size, off64_t offset)
{
    return writeAt(descriptor, data, size, offset);
}

ssize_t pwrite(int descriptor, const void *data, std::size_t size, off_t offset)
{
    return writeAt(descriptor, data, size, offset);
}

ssize_t write(int descriptor, const void *data, std::size_t size)
{
    if (!FaultyDisk::instance().isHeld(descriptor)) {
        noteAnswer(data, size);
        return REAL(write)(descriptor, data, size);
    }
    const bool appends = (::fcntl(descriptor, F_GETFL) & O_APPEND) != 0;
    const off64_t at = ::lseek64(descriptor, 0, appends ? SEEK_END : SEEK_CUR);
    const ssize_t done = writeAt(descriptor, data, size, at);
    if (done > 0) {
        ::lseek64(descriptor, at + done, SEEK_SET);
    }
    return done;
}

int ftruncate64(int descriptor, off64_t size) noexcept
{
    return truncated(descriptor, size);
}

int ftruncate(int descriptor, off_t size) noexcept
{
    return truncated(descriptor, size);
}

int fsync(int descriptor)
{
    return synced(descriptor, REAL(fsync));
}

int fdatasync(int descriptor)
{
    return synced(descriptor, REAL(fdatasync));
}

int rename(const char *from, const char *to) noexcept
{
    return renamed(from, to, [=] { return REAL(rename)(from, to); });
}

int renameat2(
    int oldDirectory, const char *from, int newDirectory, const char *to, unsigned flags) noexcept
{
    return renamed(
        from, to, [=] { return REAL(renameat2)(oldDirectory, from, newDirectory, to, flags); });
}

int unlink(const char *path) noexcept
{
    auto &disk = FaultyDisk::instance();
    const Lock lock(disk.mutex());
    const char *name = disk.nameBelow(path);
    if (name && *name) {
        if (const int error = ::access(path, F_OK) == 0 ? disk.errorFor(DiskUnlink, name) : 0) {
            return failed(error);
        }
    }
    const int result = REAL(unlink)(path);
    if (result == 0 && name) {
        disk.record(DiskEntry::Unlink, 0, 0, name);
    }
    return result;
}

// A file without a name gets one by way of /proc.
int linkat(int oldDirectory, const char *from, int newDirectory, const char *to, int flags) noexcept
{
    auto &disk = FaultyDisk::instance();
    const Lock lock(disk.mutex());
    const char *name = disk.nameBelow(to);
    int descriptor = -1;
    if (name && std::strncmp(from, "/proc/self/fd/", 14) == 0) {
        descriptor = std::atoi(from + 14);
        if (const int error = disk.errorFor(DiskRename, name)) {
            return failed(error);
        }
    }
    const int result = REAL(linkat)(oldDirectory, from, newDirectory, to, flags);
    if (result == 0 && disk.isHeld(descriptor)) {
        disk.record(DiskEntry::Link, disk.file(descriptor), 0, name);
    }
    return result;
}

ssize_t send(int socket, const void *data, std::size_t size, int flags)
{
    noteAnswer(data, size);
    return REAL(send)(socket, data, size, flags);
}

} // extern "C"
