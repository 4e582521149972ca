// The law as data: cards, dated parameters, matrices, field catalogue, deadline table, code lists.
//
// A Rulebook is immutable and shared. It is read from reference/ (register/law_library) and checked there:
// each card has its source and texts in four languages; each dated table answers exactly once for a day, and
// a day that no row covers gives nothing — never the nearest row.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_time.hpp"
#include "base/result.hpp"
#include "domain/declaration/vocabulary.hpp"
#include "domain/mandate/mandate.hpp"

namespace dimona::domain {

enum class Language { nl, fr, de, en };
[[nodiscard]] std::string_view to_code(Language language);
[[nodiscard]] std::optional<Language> parse_language(std::string_view code);
using Texts = std::array<std::string, 4>;  // indexed by Language

struct RuleCard {
    std::string code;    // "00910-459"
    std::string zone;    // "00910"
    std::string suffix;  // "459"
    Severity severity = Severity::blocking;
    std::set<WorkerType> blocking_for;  // exceptions of a non-blocking card
    DateRange valid;
    bool historic = false;
    std::string kind;  // row, matrix, function, form
    std::set<Kind> applies;
    std::vector<std::string> looks_at;
    std::string source;
    std::string mark;                      // S seen in a source, K or ? unsure (docs/open-points.md)
    bool binds_employers_only = false;     // not asked of what the authority's staff enters
    std::string reach;                     // why REST can't reach it; empty when it can
    Texts label, meaning, remedy, detail;  // {zone} already filled in; detail may be empty
};

// Presence of one field: reference/law/fields.csv, first row that fits wins.
enum class Presence { mandatory, optional, forbidden };
struct FieldRow {
    std::string zone;       // "00777"
    std::string place;      // "startHour": below the operation; "worker.ssin" stands for itself
    std::string operation;  // In Out Update Cancel DailyCreate DailyModify DailyCancel
    std::string condition;  // empty: always. A name of rules/conditions.hpp: "type_EXT", "day_rate", …
    Presence presence = Presence::optional;
    DateRange valid;
    std::string source;
};

// A cell of a compatibility matrix.
struct MatrixRow {
    std::string row;     // joint committee code, or employer category
    std::string column;  // worker type
    bool allowed = false;
    DateRange valid;
    std::string source, mark;
};

// A deadline: reference/law/windows.csv.
enum class Change {
    declare_in,
    declare_out,
    start_earlier,
    start_later,
    start_hour,
    end_earlier,
    end_later,
    remove_end,
    planned_hours,
    cancel,
    registration_create,
    registration_modify,
    registration_cancel
};
[[nodiscard]] std::optional<Change> parse_change(std::string_view code);
[[nodiscard]] std::string_view to_code(Change change);
enum class Deadline {
    always,            // never too late
    never,             // not allowed at all
    start_moment,      // the (original) start: its hour, or the end of its day when it has none
    end_of_start_day,  // 23:59:59 of the (original) first day
    end_of_end_day,    // midnight at the end of the day of the (original) end hour
    hours_after_end,   // parameter window_hours_after_end after the original end; an end from 20:00 on: 08:00 next day
    first_working_day_after_end,  // end of the first working day after the (original) end
};
[[nodiscard]] std::optional<Deadline> parse_deadline(std::string_view code);
enum class Consequence { late, refused_181, refused_344 };  // 460 / 00913-181 or 01085-181 / 00910-344 or 00911-344
struct WindowRow {
    std::set<WorkerType> types;        // empty: all
    std::set<std::string> forms;       // day, day_rate, period, ordinary; empty: all
    std::set<JointCommittee> sectors;  // of the own or the user's joint committee; empty: all
    Change change{};
    Deadline deadline{};
    Consequence consequence{};
    DateRange valid;  // by the day of reception
    std::string source, mark;
};

struct ParameterRow {
    DateRange valid;
    int value = 0;
    std::string source, mark;
};

// A time during which one kind of declaration is closed for some periods (anomaly 450).
struct FreezeRow {
    std::set<Kind> kinds;
    std::set<WorkerType> types;
    DateRange period_start;  // first day of the period lies in here
    DateRange received;      // and the declaration comes in here
    std::string source;
};

// What makes an employer one of a category: reference/law/employer_categories.csv. All conditions must hold.
enum class EmployerKind;
struct CategoryRow {
    static constexpr const char* no_committee = "none";
    EmployerCategory category{};
    std::optional<EmployerKind> kind;
    std::set<std::string> legal_forms;  // codes of the Crossroads Bank; empty: all
    std::set<std::string> nace;         // beginnings of the activity code; empty: all
    std::set<std::string> committees;   // "302", "none"; empty: all
    DateRange valid;
    std::string source, mark;
    [[nodiscard]] bool has_no_condition() const {
        return !kind && legal_forms.empty() && nace.empty() && committees.empty();
    }
};

// Applications that a mandate covers together, and what holds for such a mandate: reference/law/mandate_groups.csv.
struct MandateGroupRow {
    std::string code;                // "DmfA-Dimona"
    bool covers_dimona = false;      // declarations and the personnel file
    std::optional<int> mandataries;  // at once, delegations aside; absent: as many as one likes
    int delegations = 0;             // how many times a mandate may be handed on, one below the other
    std::set<MandataryKind> delegating;
    int answer_days = 0;  // a request that nobody answers is void after them
    DateRange valid;
    std::string source, mark;
};

class Rulebook {
public:
    std::string edition;  // names this set of data in the journal: version and digest
    std::map<std::string, RuleCard, std::less<>> cards;
    std::vector<FieldRow> fields;
    std::vector<MatrixRow> joint_committee_matrix;    // 90374-349: row = own or, for 322, "322/<user>"
    std::vector<MatrixRow> employer_category_matrix;  // 00655-350
    std::vector<CategoryRow> employer_categories;
    std::vector<WindowRow> windows;
    std::vector<FreezeRow> freezes;
    std::vector<MandateGroupRow> mandate_groups;
    std::map<std::string, std::vector<ParameterRow>, std::less<>> parameters;

    struct Code {
        std::string code;
        DateRange valid;
        Texts name;
        std::string extra;  // risk activities: EMPLOYEE or WORKER; postcodes: municipality NIS code
    };
    std::multimap<std::string, Code, std::less<>> worker_types, joint_committees, countries, postcodes, municipalities,
        risk_activities;
    // Every activity (NACE-BEL 2008) and every joint committee, for the identification of employers; declarations know
    // the nine of `joint_committees`.
    std::multimap<std::string, Code, std::less<>> activities, all_committees;
    std::map<std::string, Texts, std::less<>> words;  // zones, quota:…, result:…, unit:…

    // The value that holds on this day; nothing when no row covers it.
    [[nodiscard]] std::optional<int> parameter(std::string_view name, LocalDate day) const;
    // The row of this group that holds on this day; null when there is none.
    [[nodiscard]] const MandateGroupRow* mandate_group(std::string_view code, LocalDate day) const;
    // Card of an active code on this day; null when there is none.
    [[nodiscard]] const RuleCard* card(std::string_view code) const;
    [[nodiscard]] std::optional<bool> allows(JointCommittee jc, std::optional<JointCommittee> user, WorkerType type,
                                             LocalDate day) const;
    [[nodiscard]] std::optional<bool> allows(EmployerCategory category, WorkerType type, LocalDate day) const;
    [[nodiscard]] static bool valid_in(const std::multimap<std::string, Code, std::less<>>& list, std::string_view code,
                                       LocalDate day);
    // Postcode and town exist together (any language, folded); town empty: the postcode exists.
    [[nodiscard]] bool town_exists(std::string_view postcode, std::string_view town, std::string_view nis,
                                   LocalDate day) const;
};

}  // namespace dimona::domain
