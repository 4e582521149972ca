// dimona simulate
#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iostream>

#include "app/commands.hpp"
#include "app/law.hpp"
#include "app/simulate/simulation.hpp"
#include "app/store_place.hpp"

namespace dimona::app {

namespace {

namespace json = boost::json;

struct Asked {
    StorePlace place;
    SimulationPlan plan;
    std::string from = "2025-01-01", until = "2025-12-31", summary;
};

// A bar with the rate and the time that is left, on a terminal; elsewhere a line each tenth.
class Bar {
public:
    explicit Bar(std::int64_t whole) : whole_(whole), on_terminal_(isatty(STDERR_FILENO) != 0) {}

    void show(std::int64_t done) {
        const double share = static_cast<double>(done) / static_cast<double>(whole_);
        if (!on_terminal_ && share < next_line_) return;
        next_line_ += 0.1;
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start_;
        const double rate = static_cast<double>(done) / std::max(passed.count(), 1e-3);
        const double left = static_cast<double>(whole_ - done) / std::max(rate, 1e-3);
        constexpr int width = 30;
        const int full = std::min(width, static_cast<int>(share * width));
        std::cerr << fmt::format("{}[{:=<{}}{:{}}] {:3.0f} %  {} periods  {:.0f}/s  {:.0f} s left{}",
                                 on_terminal_ ? "\r" : "", "", full, "", width - full, 100 * share, done, rate, left,
                                 on_terminal_ ? "   " : "\n")
                  << std::flush;
    }

private:
    std::int64_t whole_;
    bool on_terminal_;
    double next_line_ = 0.1;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// What to go on with, for whoever scripts against it: the first secretariat, employers that it acts for, workers by
// number, and some of them by name.
json::object summary_of(const Asked& asked) {
    constexpr std::size_t employers_shown = 200;
    constexpr std::int64_t workers_shown = 20'000;
    constexpr std::size_t names_shown = 2'000;
    const auto country = country_of(asked.plan);
    json::array employers, workers, names;
    for (std::int64_t number = 0; number < country.employers() && employers.size() < employers_shown; ++number) {
        if (country.secretariat_of(number) != 0) continue;
        const auto employer = country.employer(number);
        employers.push_back(json::object{{"employerId", employer.number.value()},
                                         {"enterpriseNumber", employer.enterprise->to_text()},
                                         {"category", domain::to_code(*employer.categories.begin())}});
    }
    const auto step = std::max<std::int64_t>(1, country.persons() / workers_shown);
    for (std::int64_t number = 0; number < country.persons(); number += step)
        workers.emplace_back(country.ssin_of(number).to_text());
    const auto stride = std::max<std::int64_t>(1, country.persons() / static_cast<std::int64_t>(names_shown));
    for (std::int64_t number = 0; number < country.persons() && names.size() < names_shown; number += stride) {
        const auto person = country.person(number);
        if (!person.birth_date) continue;
        names.push_back(json::object{{"familyName", person.family_name},
                                     {"givenName", person.given_name},
                                     {"birthDate", domain::to_text(*person.birth_date)}});
    }
    return {{"seed", asked.plan.seed},
            {"secretariat", country.enterprise_of(0).to_text()},
            {"employers", employers},
            {"workers", workers},
            {"names", names}};
}

Status run(const Asked& asked) {
    const auto rulebook = DIMONA_TRY(shipped_rulebook());
    const auto store = DIMONA_TRY(open_or_make_store(asked.place));
    Bar bar(asked.plan.periods);
    const auto report =
        DIMONA_TRY(simulate(*store, rulebook, asked.plan, [&](std::int64_t periods) { bar.show(periods); }));
    const auto reader = DIMONA_TRY(store->read());
    const auto head = DIMONA_TRY(reader->journal_head());
    if (!asked.summary.empty() && !(std::ofstream(asked.summary) << json::serialize(summary_of(asked)) << '\n'))
        return fail(ErrorKind::unavailable, "the summary can't be written", asked.summary, "check the directory");
    std::cout << fmt::format("{} periods from {} declarations, {} of them refused; head {}\n", report.periods,
                             report.declarations, report.refused, head ? to_hex(head->hash) : std::string("none"));
    return {};
}

std::optional<Error> complete(Asked& asked) {
    const auto from = parse_date(asked.from), until = parse_date(asked.until);
    if (!from || !until || *from > *until)
        return Error{ErrorKind::invalid, "these are no first and last day", "--from, --until",
                     "write days like 2025-01-01, the first one first"};
    asked.plan.from = *from;
    asked.plan.until = *until;
    return std::nullopt;
}

}  // namespace

void add_simulate_command(CLI::App& app, Outcome& outcome) {
    auto asked = std::make_shared<Asked>();
    auto* command = app.add_subcommand("simulate", "Fill an empty store with an invented country, the same for a seed");
    add_store_options(*command, asked->place);
    command->add_option("--periods", asked->plan.periods, "How many periods")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{100'000'000}))
        ->capture_default_str();
    command->add_option("--employers", asked->plan.employers, "How many employers (default: as many as go with it)")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'900'000}));
    command->add_option("--seed", asked->plan.seed, "Another seed, another country")->capture_default_str();
    command->add_option("--from", asked->from, "First day")->capture_default_str();
    command->add_option("--until", asked->until, "Last day")->capture_default_str();
    command->add_option("--summary", asked->summary, "Write numbers of employers and workers to this file (JSON)");
    command->callback([asked, &outcome] {
        if (auto wrong = complete(*asked)) return outcome.refuse(std::move(*wrong));
        outcome.plan([asked] { return run(*asked); });
    });
}

}  // namespace dimona::app
