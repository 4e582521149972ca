// dimona verify, rebuild, backup
#include <fmt/format.h>
#include <iostream>

#include "app/commands.hpp"
#include "app/progress.hpp"
#include "app/store_place.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace dimona::app {

namespace {

struct Asked {
    StorePlace place;
    std::string file;
    bool only_check = false;
};

Status verify(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    DIMONA_TRY_VOID(store->check());
    const auto reader = DIMONA_TRY(store->read());
    const auto report = DIMONA_TRY(registry::verify_chain(*reader, progress_line("verify", "entries")));
    if (report.broken) return tl::unexpected(*report.broken);
    std::cout << fmt::format("The journal is intact: {} entries, head {}\n", report.entries, to_hex(report.head));
    return {};
}

Status rebuild(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    if (!asked.only_check) {
        const auto report = DIMONA_TRY(registry::rebuild_in_place(*store, progress_line("rebuild", "entries")));
        std::cout << fmt::format("Derived again from {} journal entries: {} periods, {} daily registrations\n",
                                 report.entries, report.periods, report.registrations);
        return {};
    }
    const auto scratch = DIMONA_TRY(store::open_sqlite({.path = ":memory:"}));
    const auto reader = DIMONA_TRY(store->read());
    const auto report =
        DIMONA_TRY(registry::rebuild_and_compare(*reader, *scratch, progress_line("rebuild", "entries")));
    for (const auto& difference : report.differences) std::cout << difference << '\n';
    if (!report.differences.empty())
        return fail(ErrorKind::internal, "the personnel file differs from its journal", "",
                    "run `dimona rebuild` without --check to derive it again");
    std::cout << fmt::format(
        "The personnel file is what its {} journal entries say: {} periods, {} daily registrations\n", report.entries,
        report.periods, report.registrations);
    return {};
}

Status backup(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    DIMONA_TRY_VOID(store->backup_to(asked.file));
    std::cout << "Copied to " << asked.file << "\nTo use it, name it dimona.sqlite in a data directory of its own.\n";
    return {};
}

}  // namespace

void add_journal_commands(CLI::App& app, Outcome& outcome) {
    auto asked = std::make_shared<Asked>();
    auto* verify_command = app.add_subcommand("verify", "Check the store and the hash chain of the journal");
    add_store_options(*verify_command, asked->place);
    verify_command->callback([asked, &outcome] { outcome.plan([asked] { return verify(*asked); }); });

    auto* rebuild_command = app.add_subcommand("rebuild", "Derive the personnel file again from the journal");
    add_store_options(*rebuild_command, asked->place);
    rebuild_command->add_flag("--check", asked->only_check, "Change nothing: compare, and list what differs");
    rebuild_command->callback([asked, &outcome] { outcome.plan([asked] { return rebuild(*asked); }); });

    auto* backup_command = app.add_subcommand("backup", "Make a consistent copy of the store while the server runs");
    add_store_options(*backup_command, asked->place);
    backup_command->add_option("FILE", asked->file, "New file")->required();
    backup_command->callback([asked, &outcome] { outcome.plan([asked] { return backup(*asked); }); });
}

}  // namespace dimona::app
