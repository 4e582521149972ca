// dimona admin import TABLE FILE
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/commands.hpp"
#include "app/import/tables.hpp"
#include "app/store_place.hpp"

namespace dimona::app {

namespace {

struct Asked {
    StorePlace place;
    std::string table, file;
    bool dry_run = false;
};

Status run(const Asked& asked) {
    std::ifstream stream(asked.file);
    if (!stream) return fail(ErrorKind::not_found, "the file can't be read", asked.file, "check its name and rights");
    std::ostringstream csv;
    csv << stream.rdbuf();
    const auto store = DIMONA_TRY(open_or_make_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    const auto base = std::filesystem::path(asked.file).parent_path().string();
    const auto report =
        DIMONA_TRY(import_table(*writer, asked.table, csv.str(), asked.file, base.empty() ? "." : base));
    for (const auto& problem : report.problems)
        std::cerr << fmt::format("{}: {}. {}\n", problem.place, problem.message, problem.remedy);
    if (!report.problems.empty())
        return fail(ErrorKind::invalid,
                    fmt::format("nothing was imported: {} problems in {} rows", report.problems.size(), report.rows),
                    asked.file, "correct the lines named above and import the file again");
    if (asked.dry_run) {
        std::cout << fmt::format("{} rows are good; nothing was written (--dry-run)\n", report.rows);
        return {};
    }
    DIMONA_TRY_VOID(writer->commit());
    std::cout << fmt::format("Imported {} rows of {}\n", report.rows, asked.table);
    return {};
}

}  // namespace

void add_import_commands(CLI::App& admin, Outcome& outcome) {
    auto asked = std::make_shared<Asked>();
    auto* command = admin.add_subcommand("import", "Fill the registers from a CSV file, all or nothing");
    add_store_options(*command, asked->place);
    command->add_option("TABLE", asked->table, "employers, persons, enterprises, mandates, career or clients")
        ->required()
        ->check(CLI::IsMember(importable_tables()));
    command->add_option("FILE", asked->file, "CSV, UTF-8, with a header line; see docs/operator.md")->required();
    command->add_flag("--dry-run", asked->dry_run, "Check the file and write nothing");
    command->callback([asked, &outcome] { outcome.plan([asked] { return run(*asked); }); });
}

}  // namespace dimona::app
