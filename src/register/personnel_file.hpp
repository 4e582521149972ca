// The personnel file as people look at it: the staff, one worker, one period with its history, a day of an employer.
//
// The same rights and the same log as register/consultation.hpp. Calls wait until the log is durable: for threads
// that may wait, never on a lane's own thread.
#pragma once

#include <map>

#include "register/consultation.hpp"

namespace dimona::registry {

// What an employer keeps about a worker for himself, and workers whom he has added before any declaration.
struct StaffCard {
    std::string id;  // of the worker's page: his key, or "n-…" for somebody who has no number yet
    std::optional<domain::PersonKey> person;
    std::optional<domain::WorkerFields> identity;  // as typed, for somebody without a number
    std::string reference, note;
    Instant added_at{};
    std::string added_by;
    friend bool operator==(const StaffCard&, const StaffCard&) = default;
};

struct WorkerView {
    std::optional<domain::Person> person;  // absent: without a number
    StaffCard card;                        // empty id: there is none
    std::optional<Relation> relation;
    std::vector<domain::Period> periods;        // at this employer, newest first, cancelled ones too
    std::vector<DeclarationView> declarations;  // the newest ones
    // Of the limits that the periods at this employer count in, this year.
    std::vector<domain::Balance> balances;
};

struct HistoryView {
    PeriodView period;
    std::vector<DeclarationView> declarations;        // oldest first
    std::vector<domain::Registration> registrations;  // by day
};

// One line of the list of staff. Persons are looked up for the page that is shown.
struct StaffLine {
    std::string id;
    std::optional<domain::PersonKey> person;
    std::string typed_name;  // of somebody without a number
    std::string folded_family_name, folded_given_name;
    std::string reference;
    std::optional<LocalDate> start_day, end_day;  // no start: added, never declared
};

struct QuotaLine {
    domain::Person person;
    std::vector<domain::Balance> balances;  // of the limits that his periods at this employer count in, this year
};

struct DayLine {
    domain::Period period;
    std::optional<domain::Person> person;
    std::vector<domain::Registration> registrations;  // of the days asked for, cancelled ones left out
};

// The employer knows the worker: he has or had a period there, or a card.
[[nodiscard]] Result<bool> is_of_staff(Reader& reader, domain::EmployerNumber employer, domain::PersonKey person);

class PersonnelFile {
public:
    PersonnelFile(Store& store, Lanes& lanes, const Clock& legal_clock, const domain::Rulebook& rulebook)
        : store_(store), lanes_(lanes), clock_(legal_clock), rulebook_(rulebook) {}

    [[nodiscard]] Result<domain::Employer> employer(const Caller& caller, domain::EmployerNumber number);
    // For whom the caller may act today: himself first.
    [[nodiscard]] Result<std::vector<domain::Employer>> employers(const Caller& caller);

    [[nodiscard]] Result<std::vector<StaffLine>> staff(const Caller& caller, domain::EmployerNumber employer);
    [[nodiscard]] Result<std::vector<std::optional<domain::Person>>> persons(const std::vector<StaffLine>& lines);
    [[nodiscard]] Result<WorkerView> worker(const Caller& caller, domain::EmployerNumber employer,
                                            const std::string& id);
    [[nodiscard]] Result<HistoryView> history(const Caller& caller, domain::PeriodId period);
    // Periods of `type_fits` in service on these days, with their daily registrations.
    [[nodiscard]] Result<std::vector<DayLine>> days(const Caller& caller, domain::EmployerNumber employer,
                                                    LocalDate first, LocalDate last);
    // Whoever has a period this year that counts in a limit, by name.
    [[nodiscard]] Result<std::vector<QuotaLine>> quotas(const Caller& caller, domain::EmployerNumber employer);
    [[nodiscard]] Result<int> horeca_days_used(const domain::Employer& employer, int year);

    // Somebody with this number and this name (accents and case aside). not_found says neither which of both is
    // wrong nor whether the number exists.
    [[nodiscard]] Result<domain::Person> identify(const Caller& caller, domain::EmployerNumber employer,
                                                  domain::Ssin ssin, const std::string& family_name);
    // Adds or changes; gives the card's id.
    [[nodiscard]] Result<std::string> keep_card(const Caller& caller, domain::EmployerNumber employer, StaffCard card);
    [[nodiscard]] Status remove_card(const Caller& caller, domain::EmployerNumber employer, const std::string& id);

    // The employer registers the days of his permanent horeca workers here, or not any more.
    [[nodiscard]] Status choose_daily_registration(const Caller& caller, domain::EmployerNumber employer, bool here);

    struct LogLine {
        Consultation consultation;
        std::optional<domain::Person> person;
    };
    [[nodiscard]] Result<std::vector<LogLine>> log(const Caller& caller, domain::EmployerNumber employer,
                                                   std::int64_t before, int count);

    [[nodiscard]] LocalDate today() const { return brussels_date(clock_.now()); }

private:
    [[nodiscard]] Result<domain::Employer> permitted(Reader& reader, const Caller& caller,
                                                     domain::EmployerNumber employer);
    [[nodiscard]] Status note(const Caller& caller, std::string operation, domain::EmployerNumber employer,
                              std::optional<domain::PersonKey> person, int results);
    [[nodiscard]] Result<std::vector<domain::Balance>> balances(Reader& reader,
                                                                const std::vector<domain::Period>& periods);

    Store& store_;
    Lanes& lanes_;
    const Clock& clock_;
    const domain::Rulebook& rulebook_;
};

}  // namespace dimona::registry
