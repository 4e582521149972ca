#include "channel/web/guardian.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "register/situation_loader.hpp"

namespace dimona::web {

namespace {

using registry::FileQuery;

constexpr int periods_max = 5'000, declarations_max = 200;
constexpr std::size_t lines_a_letter = 50;
constexpr const char* told_drawer = "told";
constexpr std::chrono::hours told_for{24 * 60};

std::string name_of(registry::Reader& reader, std::optional<domain::PersonKey> key) {
    if (!key) return {};
    const auto person = reader.person(*key);
    return person && *person ? (*person)->family_name + " " + (*person)->given_name : std::string();
}

Quarter next(Quarter quarter) {
    return quarter.number == 4 ? Quarter{quarter.year + 1, 1} : Quarter{quarter.year, quarter.number + 1};
}

bool is_flexi_period(const domain::Period& period) {
    return period.features.worker_type == domain::WorkerType::FLX && !domain::is_hourly(period);
}

}  // namespace

std::string Warning::key() const {
    std::string key = std::to_string(static_cast<int>(concern)) + "/" + std::to_string(employer.value()) + "/" +
                      std::to_string(number);
    if (deadline) key += "/" + std::string(domain::to_code(deadline->change)) + "/" + format_instant(deadline->until);
    return key;
}

void Guardian::add_period_warnings(const domain::Period& period, std::vector<Warning>& into) {
    const auto now = clock_.now();
    for (const auto& deadline : open_deadlines(period, rulebook_, now)) {
        if (deadline.until - now > settings_.closing_within) continue;
        into.push_back({.concern = Concern::closing,
                        .employer = period.employer,
                        .number = period.id.value(),
                        .worker = {},
                        .deadline = deadline,
                        .detail = {},
                        .until = deadline.until});
    }
    const auto today = brussels_date(now);
    if (period.end_day && !domain::is_hourly(period) && !is_flexi_period(period) && *period.end_day >= today &&
        *period.end_day - today <= settings_.ending_within)
        into.push_back({.concern = Concern::ending,
                        .employer = period.employer,
                        .number = period.id.value(),
                        .worker = {},
                        .deadline = std::nullopt,
                        .detail = format_date(*period.end_day),
                        .until = brussels_instant(LocalTime{*period.end_day + std::chrono::days{1}})});
}

Result<std::vector<Warning>> Guardian::warnings(const domain::Employer& employer, std::size_t count) {
    const auto reader = DIMONA_TRY(store_.read());
    const auto now = clock_.now();
    const auto today = brussels_date(now);
    std::vector<Warning> all;
    std::map<std::int64_t, domain::PersonKey> persons;

    FileQuery current;
    current.employers = {employer.number};
    current.cancelled = false;
    current.first_day = today - std::chrono::days{2};
    current.last_day = today + settings_.renewal_before;
    const auto periods = DIMONA_TRY(reader->search_periods(current, {.number = 1, .size = periods_max}));
    std::set<domain::PersonKey> renewed;
    const auto quarter = quarter_of(today);
    for (const auto& period : periods.items)
        if (is_flexi_period(period) && quarter_of(period.start_day) == next(quarter)) renewed.insert(period.person);
    for (const auto& period : periods.items) {
        persons.emplace(period.id.value(), period.person);
        add_period_warnings(period, all);
        if (is_flexi_period(period) && quarter_of(period.start_day) == quarter && !renewed.contains(period.person) &&
            last_day(quarter) - today <= settings_.renewal_before)
            all.push_back({.concern = Concern::renewal,
                           .employer = employer.number,
                           .number = period.id.value(),
                           .worker = {},
                           .deadline = std::nullopt,
                           .detail = format_date(last_day(quarter)),
                           .until = brussels_instant(LocalTime{last_day(quarter) + std::chrono::days{1}})});
    }

    FileQuery asked;
    asked.employers = {employer.number};
    asked.result = domain::Verdict::waiting;
    for (const auto& record :
         DIMONA_TRY(reader->search_declarations(asked, {.number = 1, .size = declarations_max})).items)
        all.push_back({.concern = Concern::waiting, .employer = employer.number, .number = record.id.value()});
    asked.result = domain::Verdict::refused;
    asked.received_from = now - settings_.refused_since;
    for (const auto& record :
         DIMONA_TRY(reader->search_declarations(asked, {.number = 1, .size = declarations_max})).items) {
        all.push_back({.concern = Concern::refused, .employer = employer.number, .number = record.id.value()});
        if (record.person) persons.emplace(record.id.value(), *record.person);
    }

    if (employer.is(domain::EmployerCategory::horeca)) {
        const auto account = employer.enterprise ? employer.enterprise->value() : employer.number.value();
        const int used = DIMONA_TRY(reader->employer_days({account, year_of(today)}));
        const auto limit = rulebook_.parameter("horeca_employer_days", today);
        if (limit && *limit - used <= settings_.days_left_min)
            all.push_back({.concern = Concern::near_limit,
                           .employer = employer.number,
                           .number = 0,
                           .worker = {},
                           .deadline = std::nullopt,
                           .detail = std::to_string(std::max(0, *limit - used))});
    }
    std::stable_sort(all.begin(), all.end(), [](const Warning& one, const Warning& other) {
        return one.until.value_or(Instant::max()) < other.until.value_or(Instant::max());
    });
    if (all.size() > count) all.resize(count);
    for (auto& warning : all) {
        const auto person = persons.find(warning.number);
        if (person != persons.end()) warning.worker = name_of(*reader, person->second);
    }
    return all;
}

namespace {

std::string told_name(const std::string& login, const Warning& warning) { return login + "/" + warning.key(); }

// No name and no number of a person travels by mail.
std::string letter_line(const Words& t, Warning warning, const std::string& base_url) {
    warning.worker.clear();
    return "- " + warning_text(t, warning) + "\n  " + base_url + "/" + t.code() + warning_path(warning) + "\n";
}

}  // namespace

Status Guardian::queue(const access::Account& account, registry::Letter letter, const std::vector<Warning>& told) {
    const auto expires = real_clock_.now() + told_for;
    return lanes_.run(0, [&](registry::Writer& writer) -> Status {
        for (const auto& warning : told)
            DIMONA_TRY_VOID(writer.put_paper({told_drawer, told_name(account.login, warning), {}, expires}));
        return registry::queue_letter(writer, letter, clock_.now());
    });
}

Result<int> Guardian::write_letters(const std::string& base_url, const std::function<Words(domain::Language)>& words) {
    int letters = 0;
    const auto reader = DIMONA_TRY(store_.read());
    for (const auto& account : DIMONA_TRY(access::accounts(*reader))) {
        if (!account.active || !account.wants_mail) continue;
        const auto t = words(account.language);
        std::string text;
        std::vector<Warning> told;
        for (const auto& employer :
             DIMONA_TRY(registry::employers_of(*reader, account.enterprise, brussels_date(clock_.now())))) {
            // Who may not look at the file is told nothing of it.
            if (!access::may(account.grant, access::Right::consult, access::acting_for(account, employer))) continue;
            std::string about;
            for (const auto& warning : DIMONA_TRY(warnings(employer, lines_a_letter))) {
                if (DIMONA_TRY(reader->paper(told_drawer, told_name(account.login, warning)))) continue;
                about += letter_line(t, warning, base_url);
                told.push_back(warning);
            }
            if (!about.empty()) text += employer.name + "\n" + about + "\n";
        }
        if (text.empty()) continue;
        text = t("Good day,") + "\n\n" + text +
               t("You receive this because you declare with Dimona. On the page of your account you can stop it.") +
               "\n";
        DIMONA_TRY_VOID(queue(account, {account.login, t("Dimona: deadlines that come near"), text}, told));
        ++letters;
    }
    return letters;
}

std::string warning_text(const Words& words, const Warning& warning) {
    const auto who = warning.worker.empty() ? std::to_string(warning.number) : warning.worker;
    switch (warning.concern) {
        case Concern::closing:
            return words.pair(who, deadline_text(words, *warning.deadline));
        case Concern::ending: {
            const auto day = parse_date(warning.detail);
            return words("{who}: the period ends on {day}", {{"who", who}, {"day", day ? words.day(*day) : ""}});
        }
        case Concern::renewal: {
            const auto day = parse_date(warning.detail);
            return words("{who}: the flexi-job ends on {day}; there is none for the next quarter yet",
                         {{"who", who}, {"day", day ? words.day(*day) : ""}});
        }
        case Concern::waiting:
            return words("Declaration {number} waits for the worker to be identified",
                         {{"number", std::to_string(warning.number)}});
        case Concern::refused:
            return words("Declaration {number} was refused: correct it and declare again",
                         {{"number", std::to_string(warning.number)}});
        case Concern::near_limit:
            return words("Days left for occasional workers in the hotel and catering industry this year: {count}",
                         {{"count", warning.detail}});
    }
    return {};
}

std::string warning_path(const Warning& warning) {
    switch (warning.concern) {
        case Concern::closing:
        case Concern::ending:
            return "/periods/" + std::to_string(warning.number);
        case Concern::renewal:
            return "/quotas/renewals";
        case Concern::waiting:
        case Concern::refused:
            return "/declarations/" + std::to_string(warning.number);
        case Concern::near_limit:
            return "/quotas";
    }
    return "/";
}

}  // namespace dimona::web
