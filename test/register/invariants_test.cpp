// No sequence of declarations breaks the personnel file.
//
// Random declarations, sensible and not, go through decision, journal and store. Afterwards must hold:
//   1. live periods of one worker, employer and feature set never hold a common moment;
//   2. a relation spans exactly its periods that are not cancelled;
//   3. quota entries equal what the periods say, and a cancelled period has none;
//   4. the days on a horeca employer's account equal the worker-days of its live occasional periods;
//   5. the chain verifies, and the file derived again from the journal is the same;
//   6. reserved hours of a student never exceed the limit.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "domain/quota/settle.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using domain::Kind;
using domain::Period;
using test::an_in;
using test::must;
using test::World;

template <class T>
const T& any_of(const std::vector<T>& list) {
    return list[*rc::gen::inRange<std::size_t>(0, list.size())];
}

std::string any_day() { return format_date(make_date(2026, 5, 1) + std::chrono::days{*rc::gen::inRange(0, 75)}); }
std::string any_hour() { return format_hour(ClockTime{60 * *rc::gen::inRange(0, 24)}); }

domain::DeclarationRequest any_in(const World& world) {
    struct Shape {
        std::string type, joint_committee;
        bool hours, planned, end;
    };
    static const std::vector<Shape> shapes = {{"OTH", "XXX", false, false, false}, {"OTH", "XXX", false, false, true},
                                              {"STU", "XXX", false, true, true},   {"EXT", "302", true, false, true},
                                              {"FLX", "XXX", true, false, true},   {"FLX", "XXX", false, false, true},
                                              {"O17", "XXX", false, true, true},   {"DWD", "XXX", false, false, false}};
    const auto& shape = any_of(shapes);
    const auto start = any_day();
    auto request = an_in(any_of(world.employers), any_of(world.persons), shape.type, shape.joint_committee, start);
    if (shape.end) request.end_date = shape.hours || *rc::gen::inRange(0, 3) == 0 ? start : any_day();
    if (shape.hours) request.start_hour = any_hour(), request.end_hour = any_hour();
    if (shape.planned) request.planned_hours = std::to_string(*rc::gen::inRange(1, 400));
    return request;
}

domain::DeclarationRequest any_change(const std::vector<domain::PeriodId>& periods) {
    domain::DeclarationRequest request;
    request.kind = any_of(std::vector<Kind>{Kind::out, Kind::update, Kind::update, Kind::cancel});
    request.period_id = std::to_string(any_of(periods).value());
    if (request.kind == Kind::out) request.end_date = any_day();
    if (request.kind != Kind::update) return request;
    switch (*rc::gen::inRange(0, 6)) {
        case 0:
            request.start_date = any_day();
            break;
        case 1:
            request.end_date = any_day();
            break;
        case 2:
            request.end_date = "9999-12-31";
            break;
        case 3:
            request.start_hour = any_hour();
            break;
        case 4:
            request.end_hour = any_hour();
            break;
        default:
            request.planned_hours = std::to_string(*rc::gen::inRange(1, 700));
            break;
    }
    return request;
}

std::vector<Period> all_periods(Reader& reader) {
    std::vector<Period> periods;
    must(reader.each_period([&](const Period& period) {
        periods.push_back(period);
        return true;
    }));
    return periods;
}

void periods_of_a_feature_set_never_overlap(const std::vector<Period>& periods) {
    for (std::size_t one = 0; one < periods.size(); ++one)
        for (std::size_t other = one + 1; other < periods.size(); ++other) {
            const Period &a = periods[one], &b = periods[other];
            if (a.employer != b.employer || a.person != b.person || !(a.features == b.features)) continue;
            RC_ASSERT(a.cancelled || b.cancelled || !domain::overlap(a, b));
        }
}

void relations_span_their_periods(Reader& reader, const std::vector<Period>& periods) {
    using Pair = std::pair<domain::EmployerNumber, domain::PersonKey>;
    std::map<Pair, std::pair<LocalDate, LocalDate>> expected;
    for (const auto& period : periods) {
        if (period.cancelled) continue;
        const auto last = period.end_day.value_or(open_end_marker);
        const auto [at, added] = expected.try_emplace({period.employer, period.person}, period.start_day, last);
        at->second = {std::min(at->second.first, period.start_day), std::max(at->second.second, last)};
    }
    std::size_t seen = 0;
    must(reader.each_relation([&](const Relation& relation) {
        const auto at = expected.find({relation.employer, relation.person});
        RC_ASSERT(at != expected.end());
        RC_ASSERT(at->second == std::pair(relation.start_day, relation.end_day.value_or(open_end_marker)));
        ++seen;
        return true;
    }));
    RC_ASSERT(seen == expected.size());
}

void ledgers_equal_the_periods(Reader& reader, const std::vector<Period>& periods) {
    std::vector<domain::QuotaEntry> expected, found;
    for (const auto& period : periods)
        for (const auto& entry : domain::entries_of(period)) expected.push_back(entry);
    must(reader.each_quota_entry([&](domain::PersonKey, const domain::QuotaEntry& entry) {
        found.push_back(entry);
        return true;
    }));
    RC_ASSERT(std::is_permutation(expected.begin(), expected.end(), found.begin(), found.end()));
}

void employer_days_equal_the_worker_days(Reader& reader, const std::vector<Period>& periods) {
    std::map<domain::EmployerQuotaKey, std::set<std::pair<domain::PersonKey, LocalDate>>> expected;
    for (const auto& period : periods)
        if (const auto key = domain::employer_quota_of(period))
            expected[*key].insert({period.person, period.start_day});
    must(reader.each_employer_quota([&](domain::EmployerQuotaKey key, int days) {
        RC_ASSERT(days == static_cast<int>(expected[key].size()));
        expected.erase(key);
        return true;
    }));
    for (const auto& [key, days] : expected) RC_ASSERT(days.empty());
}

void journal_gives_the_same_file(Reader& reader) {
    RC_ASSERT(!must(verify_chain(reader, {})).broken);
    const auto scratch = must(store::open_sqlite({.path = ":memory:"}));
    const auto report = must(rebuild_and_compare(reader, *scratch, {}));
    for (const auto& difference : report.differences) RC_LOG() << difference << '\n';
    RC_ASSERT(report.differences.empty());
}

RC_GTEST_PROP(PersonnelFile, SurvivesAnySequenceOfDeclarations, ()) {
    World world;
    std::vector<domain::PeriodId> periods;
    auto now = test::brussels(2026, 5, 1, 8, 0);
    const int declarations = *rc::gen::inRange(1, 60);
    for (int number = 0; number < declarations; ++number) {
        const bool change = !periods.empty() && *rc::gen::inRange(0, 2) == 0;
        const auto request = change ? any_change(periods) : any_in(world);
        Caller caller = world.caller_of(world.employers[0]);
        if (const auto named =
                change ? must(must(world.store->read())->period(domain::PeriodId{*parse_digits(*request.period_id)}))
                       : std::nullopt)
            caller.enterprise = named->enterprise;
        else if (request.employer)
            caller.enterprise = domain::EnterpriseNumber::parse(*request.employer->enterprise_number);
        const auto answer = world.declare({request, caller, {}}, now);
        if (request.kind == Kind::in && answer.period) periods.push_back(*answer.period);
        now += std::chrono::hours{*rc::gen::inRange(0, 20)};
    }
    const auto reader = must(world.store->read());
    const auto file = all_periods(*reader);
    periods_of_a_feature_set_never_overlap(file);
    relations_span_their_periods(*reader, file);
    ledgers_equal_the_periods(*reader, file);
    employer_days_equal_the_worker_days(*reader, file);
    journal_gives_the_same_file(*reader);
}

}  // namespace
}  // namespace dimona::registry
