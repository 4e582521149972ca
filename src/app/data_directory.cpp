#include "app/data_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/digest.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace dimona::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t open_key_bytes = 32;

}  // namespace

ServeLock::~ServeLock() { ::close(descriptor_); }

Result<DataDirectory> DataDirectory::create(const std::string& path) {
    std::error_code problem;
    fs::create_directories(path + "/keys", problem);
    if (!problem) fs::permissions(path + "/keys", fs::perms::owner_all, problem);
    if (problem)
        return fail(ErrorKind::unavailable, "the data directory can't be made: " + problem.message(), path,
                    "choose a directory that you may write with --data");
    return DataDirectory(path);
}

Result<DataDirectory> DataDirectory::existing(const std::string& path) {
    DataDirectory directory(path);
    std::error_code problem;
    if (!fs::exists(directory.store_file(), problem))
        return fail(ErrorKind::not_found, "there is no store", directory.store_file(),
                    "name the data directory of the server with --data, or start the server once");
    return directory;
}

Result<std::unique_ptr<registry::Store>> DataDirectory::open_store() const {
    return store::open_sqlite({.path = store_file()});
}

Result<std::string> DataDirectory::open_service_key() const {
    const auto file = path_ + "/keys/open-service.key";
    const auto unusable = [&] {
        return fail(ErrorKind::unavailable, "the secret of the open service can't be kept", file,
                    "check the directory and its rights");
    };
    const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) {
        const auto key = random_bytes(open_key_bytes);
        const auto written = ::write(made, key.data(), key.size());
        ::close(made);
        if (written != static_cast<ssize_t>(key.size())) return unusable();
    }
    std::ifstream stream(file, std::ios::binary);
    std::string key(open_key_bytes, '\0');
    stream.read(key.data(), static_cast<std::streamsize>(key.size()));
    if (stream.gcount() != static_cast<std::streamsize>(key.size())) return unusable();
    return key;
}

bool DataDirectory::is_demonstration() const {
    std::error_code ignored;
    return fs::exists(demo_directory(), ignored);
}

Result<std::unique_ptr<ServeLock>> DataDirectory::lock(int how) const {
    const auto file = path_ + "/serve.lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return fail(ErrorKind::unavailable, "the lock file can't be made", file, "check the directory");
    auto held = std::make_unique<ServeLock>(descriptor);
    if (::flock(descriptor, how) != 0)
        return fail(ErrorKind::conflict, "another server uses this data directory", path_,
                    "stop it, or choose another directory with --data");
    return held;
}

Result<std::unique_ptr<ServeLock>> DataDirectory::lock_for_starting() const { return lock(LOCK_EX); }
Result<std::unique_ptr<ServeLock>> DataDirectory::lock_for_serving() const { return lock(LOCK_EX | LOCK_NB); }

}  // namespace dimona::app
