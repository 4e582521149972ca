// dimona admin unsecured block | unblock | history | requests | grant | refuse
#include <fmt/format.h>

#include <iostream>

#include "app/clocks.hpp"
#include "app/commands.hpp"
#include "app/store_place.hpp"
#include "register/blocking.hpp"

namespace dimona::app {

namespace {

constexpr int history_shown = 100;

struct Asked {
    StorePlace place;
    std::string employer, request, operator_id, reason;
};

Result<domain::EmployerNumber> employer_of(registry::Reader& reader, const std::string& text) {
    for (const auto number :
         {domain::EmployerNumber::parse_definitive(text), domain::EmployerNumber::parse_provisional(text)})
        if (number) return *number;
    const auto enterprise = domain::EnterpriseNumber::parse(text);
    const auto employer = enterprise ? DIMONA_TRY(reader.employer_of(*enterprise)) : std::nullopt;
    if (!employer)
        return fail(ErrorKind::not_found, "there is no such employer", text, "give its NSSO or enterprise number");
    return employer->number;
}

registry::Will will_of(const Asked& asked) {
    return {.at = SystemClock().now(),
            .by = asked.operator_id,
            .by_enterprise = std::nullopt,
            .via = "command",
            .reason = asked.reason};
}

Status set_blocked(const Asked& asked, bool blocked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    const auto number = DIMONA_TRY(employer_of(*writer, asked.employer));
    DIMONA_TRY_VOID(blocked ? registry::block_unsecured(*writer, number, will_of(asked))
                            : registry::unblock_unsecured(*writer, number, will_of(asked)));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << fmt::format("the unsecured channels of {} are {}\n", number.value(), blocked ? "blocked" : "open");
    return {};
}

Status history(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    const auto number = DIMONA_TRY(employer_of(*reader, asked.employer));
    const auto employer = DIMONA_TRY(reader->employer(number));
    if (employer) std::cout << (employer->blocks_unsecured ? "blocked" : "open") << '\n';
    for (const auto& [sequence, act] : DIMONA_TRY(registry::blocking_history(*reader, number, 0, history_shown)))
        std::cout << fmt::format("{}\t{}\t{}\t{}\n", format_instant(act.at), act.code, act.by, act.reason);
    return {};
}

Status requests(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    for (const auto& request : DIMONA_TRY(registry::open_blocking_requests(*DIMONA_TRY(store->read()))))
        std::cout << fmt::format("{}\t{}\temployer {}\t{}\t{}\t{}\n", request.id, format_instant(request.asked_at),
                                 request.employer.value(), registry::to_code(request.wanted), request.asked_by,
                                 request.motive);
    return {};
}

Status decide(const Asked& asked, bool granted) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    DIMONA_TRY_VOID(registry::decide_blocking(*writer, asked.request, granted, will_of(asked)));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << asked.request << (granted ? " is granted\n" : " is refused\n");
    return {};
}

}  // namespace

void add_unsecured_commands(CLI::App& admin, Outcome& outcome) {
    auto* unsecured = admin.add_subcommand("unsecured", "Block the unsecured channels of an employer, or open them");
    unsecured->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    const auto command = [&](const char* name, const char* about, auto work) {
        auto* added = unsecured->add_subcommand(name, about);
        add_store_options(*added, asked->place);
        added->callback([asked, &outcome, work] { outcome.plan([asked, work] { return work(*asked); }); });
        return added;
    };
    const auto with_employer = [&](CLI::App* added) {
        added->add_option("EMPLOYER", asked->employer, "NSSO, provisional or enterprise number")->required();
        return added;
    };
    const auto with_request = [&](CLI::App* added) {
        added->add_option("REQUEST", asked->request, "Its id, as `requests` prints it")->required();
        return added;
    };
    const auto with_reason = [&](CLI::App* added) {
        added->add_option("--operator", asked->operator_id, "Who does it")->required();
        added->add_option("--reason", asked->reason, "Why, and who asked for it")->required();
    };
    with_reason(with_employer(command("block", "Refuse every declaration of the unsecured channels from now on",
                                      [](const Asked& of) { return set_blocked(of, true); })));
    with_reason(with_employer(command("unblock", "Take declarations of the unsecured channels again",
                                      [](const Asked& of) { return set_blocked(of, false); })));
    with_employer(command("history", "What was changed, by whom and why", history));
    command("requests", "Requests that wait for a decision", requests);
    with_reason(with_request(command("grant", "Do what was asked", [](const Asked& of) { return decide(of, true); })));
    with_reason(
        with_request(command("refuse", "Leave it as it is", [](const Asked& of) { return decide(of, false); })));
}

}  // namespace dimona::app
