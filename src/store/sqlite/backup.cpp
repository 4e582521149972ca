#include "store/sqlite/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace dimona::store {

namespace {

tl::unexpected<Error> refused(const std::string& path, int problem) {
    return fail(ErrorKind::unavailable, "the copy can't be written: " + std::generic_category().message(problem), path,
                "check that the directory exists, may be written and has space");
}
tl::unexpected<Error> exists(const std::string& path) {
    return fail(ErrorKind::conflict, "there is a file of this name", path, "name a new file");
}

// A name of its own beside the final one, readable by the owner only.
Result<std::string> unfinished_file(const std::string& path) {
    std::string name = path + ".unfinished-XXXXXX";
    const int file = mkstemp(name.data());
    if (file < 0) return refused(path, errno);
    close(file);
    return name;
}

// One step copies everything: in WAL mode it holds up nobody, and no writer comes in between.
Status copy(SqliteConnection& source, const std::string& path) {
    const auto target = DIMONA_TRY(SqliteConnection::open(path, SQLITE_OPEN_READWRITE, 0));
    auto* backup = sqlite3_backup_init(target->handle(), "main", source.handle(), "main");
    if (!backup) return tl::unexpected(target->error(sqlite3_errcode(target->handle()), "backup"));
    const int step = sqlite3_backup_step(backup, -1);
    const int end = sqlite3_backup_finish(backup);
    if (step != SQLITE_DONE) return tl::unexpected(target->error(step, "backup"));
    if (end != SQLITE_OK) return tl::unexpected(target->error(end, "backup"));
    // The copy is one file that needs no log beside it.
    return target->execute("PRAGMA journal_mode=DELETE");
}

Status flush(const std::string& path, int flags) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
    if (file < 0) return refused(path, errno);
    const int done = fsync(file);
    const int problem = errno;
    close(file);
    if (done != 0) return refused(path, problem);
    return {};
}

// A link never overwrites, not even a file that has come in the meantime. File systems without links rename.
Status give_name(const std::string& unfinished, const std::string& path) {
    if (link(unfinished.c_str(), path.c_str()) == 0) {
        unlink(unfinished.c_str());
        return {};
    }
    if (errno == EEXIST) return exists(path);
    if (access(path.c_str(), F_OK) == 0) return exists(path);
    if (rename(unfinished.c_str(), path.c_str()) != 0) return refused(path, errno);
    return {};
}

std::string directory_of(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path();
    return parent.empty() ? "." : parent.string();
}

}  // namespace

Status back_up(SqliteConnection& source, const std::string& path) {
    if (access(path.c_str(), F_OK) == 0) return exists(path);
    const auto unfinished = DIMONA_TRY(unfinished_file(path));
    auto done = copy(source, unfinished);
    if (done) done = flush(unfinished, 0);
    if (done) done = give_name(unfinished, path);
    if (done) done = flush(directory_of(path), O_DIRECTORY);
    if (!done) unlink(unfinished.c_str());
    return done;
}

}  // namespace dimona::store
