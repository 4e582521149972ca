// dimona export, dimona import
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <system_error>

#include "app/commands.hpp"
#include "app/progress.hpp"
#include "app/store_place.hpp"
#include "register/transfer.hpp"

namespace dimona::app {

namespace {

struct Asked {
    StorePlace place;
    std::string file;
};

tl::unexpected<Error> refused(const std::string& file, int problem) {
    if (problem == EEXIST) return fail(ErrorKind::conflict, "there is a file of this name", file, "name a new file");
    return fail(ErrorKind::unavailable, "the file can't be written: " + std::generic_category().message(problem), file,
                "check that the directory exists, may be written and has space");
}

// A new file, for its owner only; it is there whole or not at all.
class NewFile {
public:
    explicit NewFile(std::string name) : name_(std::move(name)) {}
    ~NewFile() {
        if (stream_) std::fclose(stream_);
        if (!finished_ && opened_) unlink(name_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    Status open() {
        const int descriptor = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (descriptor < 0) return refused(name_, errno);
        opened_ = true;
        stream_ = fdopen(descriptor, "w");
        return {};
    }
    Status put(std::string_view line) {
        const bool written = std::fwrite(line.data(), 1, line.size(), stream_) == line.size();
        if (!written || std::fputc('\n', stream_) == EOF) return refused(name_, errno);
        return {};
    }
    Status finish() {
        if (std::fflush(stream_) != 0 || fsync(fileno(stream_)) != 0) return refused(name_, errno);
        finished_ = true;
        return {};
    }

private:
    std::string name_;
    std::FILE* stream_ = nullptr;
    bool opened_ = false, finished_ = false;
};

Status export_to_file(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    NewFile file(asked.file);
    DIMONA_TRY_VOID(file.open());
    const auto report = DIMONA_TRY(registry::export_store(
        *reader, [&](std::string_view line) { return file.put(line); }, progress_line("export", "lines")));
    DIMONA_TRY_VOID(file.finish());
    std::cout << fmt::format("Exported {} lines with {} journal entries, head {}\n", report.lines, report.entries,
                             to_hex(report.head));
    return {};
}

Status import_from_file(const Asked& asked) {
    std::ifstream file(asked.file);
    if (!file) return fail(ErrorKind::not_found, "the file can't be read", asked.file, "check its name and rights");
    const auto store = DIMONA_TRY(open_or_make_store(asked.place));
    const auto next = [&file]() -> std::optional<std::string> {
        std::string line;
        return std::getline(file, line) ? std::optional(std::move(line)) : std::nullopt;
    };
    const auto report = DIMONA_TRY(registry::import_store(*store, next, progress_line("import", "lines")));
    std::cout << fmt::format("Imported {} lines with {} journal entries, head {}\n", report.lines, report.entries,
                             to_hex(report.head));
    return {};
}

}  // namespace

void add_transfer_commands(CLI::App& app, Outcome& outcome) {
    const auto add = [&](const char* name, const char* about, const char* about_file,
                         Status (*work)(const Asked& asked)) {
        auto asked = std::make_shared<Asked>();
        auto* command = app.add_subcommand(name, about);
        add_store_options(*command, asked->place);
        command->add_option("FILE", asked->file, about_file)->required();
        command->callback([asked, work, &outcome] { outcome.plan([asked, work] { return work(*asked); }); });
    };
    add("export", "Write everything that the store holds to a file, while the server runs", "New file", export_to_file);
    add("import", "Fill an empty store, of any engine, from such a file: all or nothing", "File of `dimona export`",
        import_from_file);
}

}  // namespace dimona::app
