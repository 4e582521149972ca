#include "scenario/givens.hpp"

#include <regex>

#include "base/text.hpp"

namespace dimona::scenario {

namespace {

using Match = std::smatch;

LocalDate day_of(const std::string& text) {
    const auto day = parse_date(text);
    if (!day) throw ScenarioError("\"" + text + "\" is no day (YYYY-MM-DD)");
    return *day;
}

void store_period(Stage& stage, const domain::Period& period) {
    stage.file_is_derived = false;
    auto writer = must(stage.world.store().write());
    must(writer->put_period(period));
    must(writer->commit());
}

void caller(Stage& stage, const Match& match) {
    (void)stage.world.employer(match[1]);
    stage.speaker = match[1];
}

void channel(Stage& stage, const Match& match) {
    const auto channel = domain::parse_channel(match[1].str());
    if (!channel) throw ScenarioError("there is no channel called " + match[1].str());
    stage.channel = *channel;
}

void blocks_unsecured(Stage& stage, const Match& match) {
    auto employer = stage.world.employer(match[1]);
    employer.blocks_unsecured = true;
    stage.world.change(match[1], std::move(employer));
}

void registers_days(Stage& stage, const Match& match) {
    auto employer = stage.world.employer(match[1]);
    employer.registers_days_here = match[2] == "registers";
    stage.world.change(match[1], std::move(employer));
}

void closes(Stage& stage, const Match& match) {
    auto employer = stage.world.employer(match[1]);
    employer.active = {{make_date(2005, 1, 1), day_of(match[2])}};
    stage.world.change(match[1], std::move(employer));
}

void mandate(Stage& stage, const Match& match) {
    auto writer = must(stage.world.store().write());
    registry::Mandate mandate{.mandator = stage.world.enterprise(match[1]),
                              .mandatary = stage.world.enterprise(match[2]),
                              .valid = {day_of(match[3]), std::nullopt}};
    if (match[5].matched) mandate.valid.last = day_of(match[5]);
    mandate.revoked = match[6].matched;
    must(writer->put_mandate(mandate));
    must(writer->commit());
}

void career(Stage& stage, const Match& match) {
    const auto quarter = parse_quarter(match[2].str());
    if (!quarter) throw ScenarioError("\"" + match[2].str() + "\" is no quarter (2026Q2)");
    domain::CareerQuarter row{.quarter = *quarter, .employer = std::nullopt, .percent = 0, .pensioner = false};
    if (match[4].matched) {
        row.percent = static_cast<int>(*parse_digits(match[4].str()));
        row.employer = stage.world.employer(match[5]).number;
    } else {
        row.pensioner = true;
    }
    auto writer = must(stage.world.store().write());
    must(writer->put_career(stage.world.worker(match[1]).key, row));
    must(writer->commit());
}

void marked(Stage& stage, const Match& match) {
    auto period = stage.period(match[1]);
    (match[2] == "locked" ? period.locked : period.blocked) = true;
    store_period(stage, period);
}

domain::JointCommittee sector_of(const domain::Employer& employer) {
    if (employer.is(domain::EmployerCategory::horeca)) return domain::JointCommittee::horeca_302;
    if (employer.is(domain::EmployerCategory::agriculture)) return domain::JointCommittee::agriculture_144;
    if (employer.is(domain::EmployerCategory::horticulture)) return domain::JointCommittee::horticulture_145;
    return domain::JointCommittee::other_xxx;
}

// Days of one period each, every third day of the year from 2 January on: never two in a row.
void worked_days(Stage& stage, const Match& match) {
    const auto& employer = stage.world.employer(match[4]);
    const int count = std::stoi(match[2]);
    domain::Period day{.employer = employer.number,
                       .enterprise = employer.enterprise,
                       .person = stage.world.worker(match[1]).key,
                       .features = {.worker_type = *domain::parse_worker_type(match[3].str())},
                       .start_day = {}};
    day.features.joint_committee = sector_of(employer);
    if (match[6].matched) {  // a temporary worker at this user
        const auto& user = stage.world.employer(match[6]);
        day.features.joint_committee = domain::JointCommittee::temporary_322;
        day.features.user_joint_committee = sector_of(user);
        day.features.user_enterprise_number = user.enterprise;
    }
    if (day.features.worker_type == domain::WorkerType::EXT) {
        day.start_hour = ClockTime{10 * 60};
        day.end_hour = ClockTime{14 * 60};
    }
    for (int index = 0; index < count; ++index) {
        day.id = domain::PeriodId{domain::number_with_check(++stage.earlier_periods)};
        day.last_declaration = domain::DeclarationId{day.id.value()};
        day.start_day = make_date(std::stoi(match[7]), 1, 2) + std::chrono::days{3 * index};
        day.end_day = day.start_day;
        store_period(stage, day);
    }
}

void employer_days(Stage& stage, const Match& match) {
    stage.file_is_derived = false;
    auto writer = must(stage.world.store().write());
    must(writer->add_employer_days(
        {stage.world.enterprise(match[1]).value(), static_cast<int>(*parse_digits(match[3].str()))},
        static_cast<int>(*parse_digits(match[2].str()))));
    must(writer->commit());
}

struct Given {
    const char* pattern;
    void (*apply)(Stage&, const Match&);
};
const Given givens[] = {
    {"caller (\\w+)", caller},
    {"channel (\\w+)", channel},
    {"(\\w+) blocks unsecured channels", blocks_unsecured},
    {"(\\w+) (registers|does not register) days", registers_days},
    {"(\\w+) has no staff after (\\S+)", closes},
    {"mandate from (\\w+) to (\\w+) from (\\S+)( until (\\S+))?( revoked)?", mandate},
    {"career of (\\w+) (\\w+): (([0-9]+) percent at (\\w+)|pension)", career},
    {"(\\w+) is (locked|blocked)", marked},
    {"(\\w+) worked ([0-9]+) (EXT|T17) days at (\\w+)( for (\\w+))? in ([0-9]{4})", worked_days},
    {"(\\w+) used ([0-9]+) employer days in ([0-9]{4})", employer_days},
};

}  // namespace

void apply_given(Stage& stage, const std::string& text) {
    for (const auto& given : givens) {
        Match match;
        if (!std::regex_match(text, match, std::regex(given.pattern))) continue;
        given.apply(stage, match);
        return;
    }
    throw ScenarioError("\"given " + text + "\" can't be understood; README.md lists what can be given");
}

}  // namespace dimona::scenario
