// Small builders for rule tests: a declaration, what the service knows about it, and the moment it comes in.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

#include "domain/rules/decide.hpp"
#include "shipped_law.hpp"

namespace dimona::domain::test {

inline LocalDate day(std::string_view text) {
    const auto parsed = parse_date(text);
    if (!parsed) throw std::invalid_argument("no day: " + std::string(text));
    return *parsed;
}
inline ClockTime hour(std::string_view text) {
    const auto parsed = parse_hour(text);
    if (!parsed) throw std::invalid_argument("no hour: " + std::string(text));
    return *parsed;
}
// "2026-05-04 10:00" on a wall clock in Brussels.
inline Instant brussels(std::string_view text) {
    const std::string hhmm = std::string(text.substr(11, 2)).append(text.substr(14, 2));
    return brussels_instant(dimona::at(day(text.substr(0, 10)), hour(hhmm)));
}

inline const EnterpriseNumber own_enterprise = EnterpriseNumber::make(2'067'316);
inline const EmployerNumber own_number = EmployerNumber::make_definitive(1'001);
inline const EnterpriseNumber user_enterprise = EnterpriseNumber::make(1'234'567);

// A period as the file holds it; each has a number of its own, in the order of making.
class AFilePeriod {
public:
    explicit AFilePeriod(WorkerType type, std::string_view start) {
        static std::int64_t count = 0;
        period_.id = PeriodId{number_with_check(1'000'000'000 + ++count)};
        period_.employer = own_number;
        period_.enterprise = own_enterprise;
        period_.person = PersonKey{7};
        period_.features.worker_type = type;
        period_.features.joint_committee = JointCommittee::other_xxx;
        period_.start_day = day(start);
        period_.last_declaration = DeclarationId{period_.id.value()};
    }
    AFilePeriod& jc(JointCommittee committee) { return period_.features.joint_committee = committee, *this; }
    AFilePeriod& user(JointCommittee committee) {
        period_.features.user_joint_committee = committee;
        period_.features.user_enterprise_number = user_enterprise;
        return jc(JointCommittee::temporary_322);
    }
    AFilePeriod& until(std::string_view end) { return period_.end_day = day(end), *this; }
    AFilePeriod& hours(std::string_view start, std::string_view end) {
        period_.start_hour = hour(start);
        if (!end.empty()) period_.end_hour = hour(end);
        if (!period_.end_day) period_.end_day = period_.start_day;
        return *this;
    }
    AFilePeriod& planned(int planned_hours) {
        period_.planned_hours = planned_hours;
        period_.claims = {{period_.id.value(), planned_hours}};
        return *this;
    }
    AFilePeriod& cancelled() { return period_.cancelled = true, *this; }
    AFilePeriod& locked() { return period_.locked = true, *this; }
    AFilePeriod& blocked() { return period_.blocked = true, *this; }
    AFilePeriod& late() { return period_.late = true, *this; }
    AFilePeriod& at_employer(std::int64_t base) {
        period_.employer = EmployerNumber::make_definitive(base);
        period_.enterprise = EnterpriseNumber::make(base);
        return *this;
    }
    operator Period() const { return period_; }  // NOLINT(google-explicit-constructor): reads as the thing it builds
    [[nodiscard]] const Period& get() const { return period_; }

private:
    Period period_;
};
inline AFilePeriod a_period(WorkerType type, std::string_view start) { return AFilePeriod(type, start); }
// One evening of a waiter.
inline AFilePeriod an_evening(std::string_view start) {
    return a_period(WorkerType::EXT, start).jc(JointCommittee::horeca_302).hours("1800", "2300");
}

class Scene {
public:
    DeclarationRequest request;
    Situation situation;
    Instant received_at = brussels("2026-05-04 10:00");
    DeclarationId id{number_with_check(9'000'000'000)};

    Scene() {
        Employer employer;
        employer.number = own_number;
        employer.enterprise = own_enterprise;
        employer.name = "Café du Canal";
        employer.categories = {EmployerCategory::horeca};
        employer.active = {{make_date(2000, 1, 1), std::nullopt}};
        situation.employer.employer = employer;
        Person person;
        person.key = PersonKey{7};
        person.ssin = Ssin::make(make_date(1995, 3, 11), 0, 101);
        person.family_name = "Peeters";
        person.given_name = "Noor Marie";
        person.birth_date = IncompleteDate{1995, 3, 11};
        person.sex = Sex::woman;
        situation.worker.person = person;
    }

    Scene& at(std::string_view moment) { return received_at = brussels(moment), *this; }
    Scene& start(std::string value) { return request.start_date = std::move(value), *this; }
    Scene& end(std::string value) { return request.end_date = std::move(value), *this; }
    Scene& start_hour(std::string value) { return request.start_hour = std::move(value), *this; }
    Scene& end_hour(std::string value) { return request.end_hour = std::move(value), *this; }
    Scene& hours(std::string first, std::string last) { return start_hour(std::move(first)).end_hour(std::move(last)); }
    Scene& planned(std::string value) { return request.planned_hours = std::move(value), *this; }
    Scene& employer_is(EmployerCategory category) {
        return situation.employer.employer->categories = {category}, *this;
    }
    Scene& channel(Channel channel) { return situation.channel = channel, *this; }
    Scene& user(std::string committee) {
        auto& user = request.features->user_enterprise.emplace();
        user.enterprise_number = user_enterprise.to_text();
        user.joint_committee = std::move(committee);
        situation.user_enterprise_known = true;
        return *this;
    }
    // Another period of this worker: here it overlaps, and counts in the ledgers; elsewhere it only counts.
    Scene& with(const Period& other) {
        if (other.employer == own_number) situation.periods.push_back(other);
        for (const auto& entry : entries_of(other)) situation.entries.push_back(entry);
        return *this;
    }

    [[nodiscard]] Decision decide() const { return domain::decide(request, situation, shipped_law(), received_at, id); }
    [[nodiscard]] std::set<std::string> codes() const {
        std::set<std::string> codes;
        for (const auto& anomaly : decide().anomalies) codes.insert(anomaly.code);
        return codes;
    }
    // The period as the declaration leaves it; a failed test when it was refused.
    [[nodiscard]] Period period_after() const {
        for (const auto& effect : decide().effects)
            if (const auto* put = std::get_if<PutPeriod>(&effect)) return put->after;
        throw std::logic_error("the declaration left no period");
    }
};

inline Scene an_in(std::string type, std::string committee = "XXX") {
    Scene scene;
    scene.request.kind = Kind::in;
    scene.request.employer.emplace().enterprise_number = own_enterprise.to_text();
    scene.request.worker.emplace().ssin = scene.situation.worker.person->ssin.to_text();
    scene.request.features.emplace().worker_type = std::move(type);
    scene.request.features->joint_committee = std::move(committee);
    scene.situation.worker.outcome = Identification::matched;
    return scene;
}
inline Scene on_period(Kind kind, const Period& period) {
    Scene scene;
    scene.request.kind = kind;
    scene.request.period_id = std::to_string(period.id.value());
    scene.situation.period = period;
    scene.with(period);
    if (const auto key = employer_quota_of(period)) scene.situation.employer_days[*key] = 1;
    return scene;
}
inline Scene an_update(const Period& period) { return on_period(Kind::update, period); }
inline Scene an_out(const Period& period) { return on_period(Kind::out, period); }
inline Scene a_cancel(const Period& period) { return on_period(Kind::cancel, period); }
inline Scene a_registration(const Period& period) {
    Scene scene = on_period(Kind::daily_registration, period);
    scene.request.action = RegistrationAction::create;
    scene.situation.employer.employer->registers_days_here = true;
    return scene;
}

}  // namespace dimona::domain::test
