#include "store/sqlite/gathered_log.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <new>
#include <vector>

namespace dimona::store {

namespace {

constexpr std::size_t gathered_max = std::size_t{120} << 10U;  // SQLite's own VFS takes less than 128 KiB at once

sqlite3_vfs* below() {
    static sqlite3_vfs* const vfs = sqlite3_vfs_find(nullptr);
    return vfs;
}

// SQLite gives the memory: ours, and behind it that of the file below.
struct alignas(std::max_align_t) LogFile {
    sqlite3_file base{};
    std::vector<char> gathered = {};
    sqlite3_int64 begins = 0;  // where in the file what was gathered belongs

    static LogFile& of(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    const sqlite3_io_methods& methods() { return *real()->pMethods; }

    int write(const char* bytes, int count, sqlite3_int64 at) {
        const auto size = static_cast<std::size_t>(count);
        const bool follows = at == begins + static_cast<sqlite3_int64>(gathered.size());
        if (!follows || gathered.size() + size > gathered_max)
            if (const int code = write_gathered(); code != SQLITE_OK) return code;
        if (size > gathered_max) return methods().xWrite(real(), bytes, count, at);
        if (gathered.empty()) begins = at;
        gathered.insert(gathered.end(), bytes, bytes + size);  // within what is reserved
        return SQLITE_OK;
    }
    // What could not be written is forgotten: whoever wrote it is told that it failed.
    int write_gathered() {
        if (gathered.empty()) return SQLITE_OK;
        const int code = methods().xWrite(real(), gathered.data(), static_cast<int>(gathered.size()), begins);
        gathered.clear();
        return code;
    }
};

template <class... Arguments>
int after_writing(sqlite3_file* file, int (*sqlite3_io_methods::*what)(sqlite3_file*, Arguments...),
                  Arguments... arguments) {
    auto& log = LogFile::of(file);
    const int code = log.write_gathered();
    return code != SQLITE_OK ? code : (log.methods().*what)(log.real(), arguments...);
}

int close_log(sqlite3_file* file) {
    auto& log = LogFile::of(file);
    const int written = log.write_gathered();
    const int closed = log.methods().xClose(log.real());
    log.~LogFile();
    return written != SQLITE_OK ? written : closed;
}
int read_log(sqlite3_file* file, void* bytes, int count, sqlite3_int64 at) {
    return after_writing(file, &sqlite3_io_methods::xRead, bytes, count, at);
}
int write_log(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    return LogFile::of(file).write(static_cast<const char*>(bytes), count, at);
}
int truncate_log(sqlite3_file* file, sqlite3_int64 size) {
    return after_writing(file, &sqlite3_io_methods::xTruncate, size);
}
int flush_log(sqlite3_file* file, int how) { return after_writing(file, &sqlite3_io_methods::xSync, how); }
int size_of_log(sqlite3_file* file, sqlite3_int64* size) {
    return after_writing(file, &sqlite3_io_methods::xFileSize, size);
}
int lock_log(sqlite3_file* file, int how) { return after_writing(file, &sqlite3_io_methods::xLock, how); }
int unlock_log(sqlite3_file* file, int how) { return after_writing(file, &sqlite3_io_methods::xUnlock, how); }
int is_log_reserved(sqlite3_file* file, int* is_reserved) {
    return after_writing(file, &sqlite3_io_methods::xCheckReservedLock, is_reserved);
}
int control_log(sqlite3_file* file, int what, void* argument) {
    return after_writing(file, &sqlite3_io_methods::xFileControl, what, argument);
}
int sector_of_log(sqlite3_file* file) {
    auto& log = LogFile::of(file);
    return log.methods().xSectorSize(log.real());
}
int device_of_log(sqlite3_file* file) {
    auto& log = LogFile::of(file);
    return log.methods().xDeviceCharacteristics(log.real());
}

constexpr sqlite3_io_methods log_methods{.iVersion = 1,
                                         .xClose = close_log,
                                         .xRead = read_log,
                                         .xWrite = write_log,
                                         .xTruncate = truncate_log,
                                         .xSync = flush_log,
                                         .xFileSize = size_of_log,
                                         .xLock = lock_log,
                                         .xUnlock = unlock_log,
                                         .xCheckReservedLock = is_log_reserved,
                                         .xFileControl = control_log,
                                         .xSectorSize = sector_of_log,
                                         .xDeviceCharacteristics = device_of_log};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    if ((flags & SQLITE_OPEN_WAL) == 0) return below()->xOpen(below(), name, file, flags, flags_out);
    auto* log = new (file) LogFile;
    const int code = below()->xOpen(below(), name, log->real(), flags, flags_out);
    if (code != SQLITE_OK) {
        if (log->real()->pMethods) log->methods().xClose(log->real());
        log->~LogFile();
        file->pMethods = nullptr;
        return code;
    }
    log->gathered.reserve(gathered_max);
    log->base.pMethods = &log_methods;
    return SQLITE_OK;
}

}  // namespace

const char* gathered_log_vfs() {
    static sqlite3_vfs vfs{};
    static const bool is_there = [] {
        if (!below()) return false;
        vfs = *below();
        vfs.zName = "dimona-gathered-log";
        vfs.szOsFile = static_cast<int>(sizeof(LogFile)) + below()->szOsFile;
        vfs.xOpen = open_file;
        return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
    }();
    return is_there ? vfs.zName : nullptr;
}

}  // namespace dimona::store
