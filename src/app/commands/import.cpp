// dimona admin import TABLE FILE, dimona admin import cbe FOLDER
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/clocks.hpp"
#include "app/commands.hpp"
#include "app/import/crossroads_bank.hpp"
#include "app/import/tables.hpp"
#include "app/progress.hpp"
#include "app/store_place.hpp"

namespace dimona::app {

namespace {

constexpr const char* cbe = "cbe";

struct Asked {
    StorePlace place;
    std::string table, file, operator_id = "import", reason = "import of the files of the Crossroads Bank";
    bool dry_run = false, whole_register = false;
};

Status import_cbe(const Asked& asked) {
    const auto store = DIMONA_TRY(open_or_make_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    const auto report = DIMONA_TRY(import_crossroads_bank(
        *writer,
        {.folder = asked.file,
         .at = SystemClock().now(),
         .by = asked.operator_id,
         .reason = asked.reason,
         .whole_register = asked.whole_register},
        [](const Error& problem) {
            std::cerr << fmt::format("{}: {}. {}\n", problem.place, problem.message, problem.remedy);
        },
        progress_line("Importing", "rows")));
    if (report.problems > 0)
        return fail(ErrorKind::invalid,
                    fmt::format("nothing was imported: {} problems in {} rows", report.problems, report.rows),
                    asked.file, "correct the lines named above and import the folder again");
    const auto what =
        fmt::format("{} rows: {} enterprises with {} establishment units; {} stopped, {} employers follow", report.rows,
                    report.enterprises, report.establishments, report.stopped, report.employers_changed);
    if (asked.dry_run) {
        std::cout << what << "; nothing was written (--dry-run)\n";
        return {};
    }
    DIMONA_TRY_VOID(writer->commit());
    std::cout << "Imported " << what << '\n';
    return {};
}

Status run(const Asked& asked) {
    if (asked.table == cbe) return import_cbe(asked);
    if (asked.whole_register)
        return fail(ErrorKind::invalid, "--whole-register is for the table cbe only", "--whole-register",
                    "leave it out");
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
    auto* command = admin.add_subcommand("import", "Fill the registers from CSV files, all or nothing");
    add_store_options(*command, asked->place);
    auto tables = importable_tables();
    tables.emplace_back(cbe);
    command
        ->add_option("TABLE", asked->table,
                     "employers, persons, enterprises, mandates, career, clients; or cbe, the Crossroads Bank's files")
        ->required()
        ->check(CLI::IsMember(tables));
    command->add_option("FILE", asked->file, "CSV, UTF-8, with a header line; for cbe a folder; see docs/operator.md")
        ->required();
    command->add_flag("--dry-run", asked->dry_run, "Check the files and write nothing");
    command->add_flag("--whole-register", asked->whole_register,
                      "cbe: enterprises that are not in the files have stopped");
    command->add_option("--operator", asked->operator_id, "cbe: who imports, for the acts of employers who follow")
        ->capture_default_str();
    command->add_option("--reason", asked->reason, "cbe: why, for the same acts")->capture_default_str();
    command->callback([asked, &outcome] { outcome.plan([asked] { return run(*asked); }); });
}

}  // namespace dimona::app
