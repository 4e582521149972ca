#include "app/simulate/labour.hpp"

#include <array>

namespace dimona::app {

namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int small_staff_max = 49;
constexpr int hour_of_opening = 18;

bool is_weekend(LocalDate day) {
    const auto weekday = std::chrono::weekday{day};
    return weekday == std::chrono::Friday || weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}
bool is_summer(LocalDate day) {
    const auto month = static_cast<unsigned>(std::chrono::year_month_day{day}.month());
    return month == 7 || month == 8;
}
LocalDate end_of_quarter(LocalDate day) { return last_day(quarter_of(day)); }
LocalDate end_of_year(LocalDate day) {
    return make_date(static_cast<int>(std::chrono::year_month_day{day}.year()), 12, 31);
}

std::string hour_text(int hour, int minute = 0) { return format_hour(ClockTime{60 * hour + minute}); }
Instant moment(LocalDate day, int hour, std::int64_t minute_of_day) {
    return brussels_instant(at(day, ClockTime{60 * hour})) + minutes{minute_of_day};
}

}  // namespace

struct Labour::Work {
    std::string worker_type, joint_committee = "XXX";
    std::int64_t worker = 0;
    LocalDate first{};
    std::optional<LocalDate> last;
    std::optional<std::pair<std::string, std::string>> between;  // hours of one performance
    std::optional<int> planned_hours;
    std::optional<std::int64_t> user;  // of an agency's worker
    bool needs_cards = false;
};

Labour::Labour(const Country& country, std::uint64_t seed) : country_(country), chance_(seed) {
    for (std::int64_t employer = 0; employer < country.employers(); ++employer)
        (country.staff_of(employer) <= small_staff_max ? small_ : large_).push_back(employer);
    if (large_.empty()) large_ = small_;
    if (small_.empty()) small_ = large_;
}

double Labour::weight_of(LocalDate day) {
    double weight = std::chrono::weekday{day} == std::chrono::Sunday ? 0.7 : 1.0;
    if (is_weekend(day)) weight += 0.25;
    if (is_summer(day)) weight += 0.3;
    if (static_cast<unsigned>(std::chrono::year_month_day{day}.day()) == 1) weight += 1.5;
    return weight;
}

// Half of the work is with small employers, though they are nine in ten.
std::int64_t Labour::employer_for(LocalDate day) {
    for (;;) {
        const auto& list = chance_.happens(500) ? small_ : large_;
        const auto employer = list[static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(list.size())))];
        const bool rests = is_weekend(day) && country_.sector_of(employer) != Sector::horeca && chance_.happens(600);
        if (!rests) return employer;
    }
}

Labour::Work Labour::work_at(std::int64_t employer, LocalDate day) {
    const auto newcomer = [&] { return chance_.below(country_.persons()); };
    const auto regular = [&] {
        return country_.staff_member(employer, chance_.below(country_.staff_of(employer) + std::int64_t{20}));
    };
    const auto contract = [&](std::string type, std::string committee) {
        Work work{.worker_type = std::move(type),
                  .joint_committee = std::move(committee),
                  .worker = newcomer(),
                  .first = day};
        if (chance_.happens(450)) work.last = day + days{chance_.between(5, 180)};
        return work;
    };
    const auto evening = [&](std::string type, std::string committee) {
        return Work{
            .worker_type = std::move(type),
            .joint_committee = std::move(committee),
            .worker = regular(),
            .first = day,
            .last = day,
            .between = {{hour_text(hour_of_opening), hour_text(static_cast<int>(chance_.between(21, 23)), 30)}}};
    };
    const auto student = [&] {
        return Work{.worker_type = "STU",
                    .worker = regular(),
                    .first = day,
                    .last = std::min(day + days{chance_.between(0, 40)}, end_of_quarter(day)),
                    .planned_hours = static_cast<int>(chance_.between(4, 120))};
    };
    const auto field_day = [&](std::string committee) {
        return Work{.worker_type = "EXT",
                    .joint_committee = std::move(committee),
                    .worker = regular(),
                    .first = day,
                    .last = day,
                    .between = {{hour_text(7), hour_text(16)}}};
    };
    if (chance_.happens(is_summer(day) ? 350 : 120) && country_.sector_of(employer) != Sector::agency) return student();
    switch (country_.sector_of(employer)) {
        case Sector::horeca: {
            constexpr std::array weights = {50, 35, 15};
            const auto kind = chance_.one_of(weights);
            return kind == 0 ? evening("EXT", "302") : kind == 1 ? evening("FLX", "XXX") : contract("OTH", "XXX");
        }
        case Sector::agriculture:
            return chance_.happens(700) ? field_day("144") : contract("OTH", "XXX");
        case Sector::horticulture:
            return chance_.happens(700) ? field_day("145") : contract("OTH", "XXX");
        case Sector::construction: {
            auto work = contract("BCW", "124");
            work.needs_cards = true;
            return work;
        }
        case Sector::agency: {
            auto work = contract("OTH", "322");
            work.worker = regular();
            work.last = day + days{chance_.happens(800) ? 0 : chance_.between(1, 4)};
            work.user = chance_.below(country_.employers());
            return work;
        }
        case Sector::non_profit: {
            if (!chance_.happens(250)) return contract("OTH", "XXX");
            return Work{
                .worker_type = "O17",
                .worker = regular(),
                .first = day,
                .last = std::min(day + days{chance_.between(0, 60)}, std::min(end_of_quarter(day), end_of_year(day))),
                .planned_hours = static_cast<int>(chance_.between(3, 60))};
        }
        default:
            return contract("OTH", "XXX");
    }
}

Hiring Labour::hire(LocalDate day) {
    const auto employer = employer_for(day);
    const auto work = work_at(employer, day);
    const auto enterprise = country_.enterprise_of(employer);

    Hiring hiring;
    auto& submission = hiring.submission;
    submission.caller = declarant_of(employer);
    auto& request = submission.request;
    request.kind = domain::Kind::in;
    request.employer = domain::EmployerFields{.enterprise_number = enterprise.to_text()};
    request.worker = domain::WorkerFields{.ssin = country_.ssin_of(work.worker).to_text()};
    request.start_date = format_date(work.first);
    if (work.last) request.end_date = format_date(*work.last);
    if (work.between) {
        request.start_hour = work.between->first;
        request.end_hour = work.between->second;
    }
    if (work.planned_hours) request.planned_hours = std::to_string(*work.planned_hours);
    request.features = domain::FeatureFields{.joint_committee = work.joint_committee, .worker_type = work.worker_type};
    if (work.user)
        request.features->user_enterprise = domain::UserEnterpriseFields{
            .enterprise_number = country_.enterprise_of(*work.user).to_text(), .joint_committee = "XXX"};
    if (work.needs_cards)
        request.control_cards =
            domain::ControlCardFields{.first_month = std::to_string(chance_.between(100'000'000'000, 899'999'999'999)),
                                      .next_month = std::to_string(chance_.between(100'000'000'000, 899'999'999'999))};
    // Now and then something is wrong: a wrong digit, a day too late.
    if (chance_.happens(8)) request.worker->ssin->back() = request.worker->ssin->back() == '7' ? '1' : '7';
    const bool is_late = chance_.happens(15);
    hiring.at = is_late        ? moment(work.first + days{1}, 9, chance_.between(0, 240))
                : work.between ? moment(work.first, 6, chance_.between(0, 50))
                               : moment(work.first - days{1}, 8, chance_.between(0, 600));
    add_follow_ups(hiring, employer, work);
    return hiring;
}

registry::Caller Labour::declarant_of(std::int64_t employer) const {
    const auto secretariat = country_.secretariat_of(employer);
    return {.channel = domain::Channel::web_service,
            .id = secretariat ? "secretariat-" + std::to_string(*secretariat) : "employer-" + std::to_string(employer),
            .enterprise = country_.enterprise_of(secretariat.value_or(employer)),
            .trace_id = "simulation"};
}

registry::Submission Labour::submission_of(const FollowUp& follow_up, domain::PeriodId period) const {
    registry::Submission submission{
        .request = {}, .caller = declarant_of(follow_up.employer), .idempotency_key = std::nullopt};
    submission.request.kind = follow_up.kind;
    submission.request.period_id = std::to_string(period.value());
    if (follow_up.end_day) submission.request.end_date = format_date(*follow_up.end_day);
    if (follow_up.end_hour) submission.request.end_hour = format_hour(*follow_up.end_hour);
    return submission;
}

void Labour::add_follow_ups(Hiring& hiring, std::int64_t employer, const Work& work) {
    const auto add = [&](Instant at, domain::Kind kind, std::optional<LocalDate> end_day,
                         std::optional<ClockTime> end_hour = {}) {
        hiring.later.push_back({std::max(at, hiring.at + minutes{5}), employer, kind, end_day, end_hour});
    };
    if (chance_.happens(30)) return add(moment(work.first, 7, chance_.between(0, 30)), domain::Kind::cancel, {});
    if (!work.last) {
        const auto end = work.first + days{chance_.between(20, 900)};
        return add(moment(end, 9, chance_.between(0, 400)), domain::Kind::out, end);
    }
    if (work.between && work.worker_type != "FLX" && chance_.happens(60))
        return add(moment(work.first, 19, chance_.between(0, 60)), domain::Kind::update, {},
                   ClockTime{60 * (work.joint_committee == "302" ? 22 : 15)});
    if (!work.between && work.worker_type == "OTH" && *work.last > work.first && chance_.happens(120)) {
        const auto end = *work.last + days{chance_.between(1, 30)};
        return add(moment(*work.last, 10, chance_.between(0, 300)), domain::Kind::update, end);
    }
}

}  // namespace dimona::app
