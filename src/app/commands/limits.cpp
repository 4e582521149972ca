// dimona limits, dimona version
#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "access/token_service.hpp"
#include "app/commands.hpp"
#include "app/inbox/message.hpp"
#include "app/law.hpp"
#include "app/serve_options.hpp"
#include "http/server.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace dimona::app {

namespace {

struct Limit {
    const char* name;
    std::int64_t value;
    const char* option;  // that changes it; empty when none does
};

std::vector<Limit> limits() {
    const http::Limits http;
    const ServeOptions serve;
    const access::TokenSettings tokens;
    return {{"request body, bytes", serve.body_bytes_max, "--body-bytes-max"},
            {"request headers, bytes", http.header_bytes_max, ""},
            {"request headers, number", http.headers_max, ""},
            {"time for the headers, ms", http.header_time_max.count(), ""},
            {"time for the body, ms", http.body_time_max.count(), ""},
            {"time between two requests, ms", http.idle_time_max.count(), ""},
            {"time for the client to read, ms", http.write_time_max.count(), ""},
            {"time for an answer, ms", http.answer_time_max.count(), ""},
            {"time for requests in flight at the stop, ms", http.stop_time_max.count(), ""},
            {"open connections", serve.connections_max, "--connections-max"},
            {"declarations waiting", serve.queue_max, "--queue-max"},
            {"declarations committed together", serve.batch_max, "--batch-max"},
            {"pages of one address a minute", serve.page_requests_a_minute, "--page-requests-a-minute"},
            {"attempts to sign in of one address a minute", serve.sign_ins_a_minute, "--sign-ins-a-minute"},
            {"unsecured visits of one address an hour", serve.flood.visits_an_hour, "--unsecured-visits-an-hour"},
            {"unsecured declarations of one address an hour", serve.flood.declarations_an_hour, "--unsecured-an-hour"},
            {"unsecured declarations of one employer an hour", serve.flood.for_employer_an_hour,
             "--unsecured-of-employer-an-hour"},
            {"unsecured declarations of one worker an hour", serve.flood.for_worker_an_hour,
             "--unsecured-of-worker-an-hour"},
            {"unsecured declarations in all a minute", serve.flood.of_everybody_a_minute, "--unsecured-a-minute"},
            {"what a refused one counts", serve.flood.refused_costs, "--unsecured-refused-costs"},
            {"what one without proof of work counts", serve.flood.unproved_costs, "--unsecured-unproved-costs"},
            {"proof of work, bits", serve.proof_bits, "--unsecured-proof-bits"},
            {"wait without proof of work, s", serve.open_wait_s, "--unsecured-wait-s"},
            {"time from first page to sending, s", serve.open_fill_s, "--unsecured-fill-s"},
            {"message in the inbox, bytes", message_bytes_max, ""},
            {"seconds between looks into the inbox", serve.inbox_every_s, "--inbox-every-s"},
            {"life of a token, s", tokens.token_lifetime_s, ""},
            {"expiry of a client assertion ahead, s", tokens.assertion_lifetime_max_s, ""},
            {"difference between clocks, s", tokens.clock_skew_s, ""}};
}

Status print_limits(bool as_json) {
    boost::json::object all;
    for (const auto& [name, value, option] : limits()) {
        if (as_json)
            all.emplace(name, value);
        else
            std::cout << fmt::format("{:<50}{:>9}  {}\n", name, value, option);
    }
    if (as_json) std::cout << boost::json::serialize(all) << '\n';
    return {};
}

Status print_version() {
    const auto rulebook = DIMONA_TRY(shipped_rulebook());
    std::cout << fmt::format("dimona {}\nrules  {} (edition {})\nschema {}\n", DIMONA_VERSION, rulebook->cards.size(),
                             rulebook->edition, store::sqlite_schema_version());
    return {};
}

}  // namespace

void add_information_commands(CLI::App& app, Outcome& outcome) {
    app.add_subcommand("version", "Version of the program, edition of the rules, schema of the store")
        ->callback([&outcome] { outcome.plan(print_version); });
    auto as_json = std::make_shared<bool>(false);
    auto* command = app.add_subcommand("limits", "Everything that is bounded, and the option that changes it");
    command->add_flag("--json", *as_json, "Print JSON");
    command->callback([as_json, &outcome] { outcome.plan([as_json] { return print_limits(*as_json); }); });
}

}  // namespace dimona::app
