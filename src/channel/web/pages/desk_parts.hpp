// What the pages of the operator's desk have in common: deciding with a reason, telling who asked, noting each look.
#pragma once

#include "channel/web/pages/pages.hpp"
#include "channel/web/questions.hpp"
#include "register/desk_actions.hpp"

namespace dimona::web::pages {

// What is wrong with the field at this place; empty when nothing is.
[[nodiscard]] std::string problem_at(const Problems& problems, std::string_view place);
[[nodiscard]] std::vector<ErrorLink> error_links(const Problems& problems);

// A text of several lines under its name.
struct TextField {
    const char* name;
    std::string label, hint = {};
    int rows = 3;
};
[[nodiscard]] Html text_field(const Visit& visit, const TextField& field, const Problems& problems);
inline constexpr std::size_t text_length_max = 2'000;
// Reads it; an empty or too long one is a problem.
[[nodiscard]] std::string read_text(const Visit& visit, const char* name, const std::string& what_to_enter,
                                    Problems& problems);
[[nodiscard]] Html reason_field(const Visit& visit, const Problems& problems);
[[nodiscard]] std::string read_reason(const Visit& visit, Problems& problems);

// A day and an hour, in Brussels.
struct MomentField {
    const char* day;
    const char* hour;
    const char* day_label;  // messages
    const char* hour_label;
};
[[nodiscard]] Html moment_field(Desk& desk, const Visit& visit, const MomentField& field, const Answers& values,
                                const Problems& problems);
[[nodiscard]] std::optional<Instant> read_moment(Desk& desk, const Visit& visit, const MomentField& field, bool needed,
                                                 Answers& values, Problems& problems);
[[nodiscard]] Answers answers_at(const MomentField& field, Instant moment);
[[nodiscard]] QuestionForm desk_questions(Desk& desk, const Visit& visit);

// Acts, or asks for a second person; in the same transaction the letters that tell of it.
[[nodiscard]] Result<registry::DeskOutcome> decide(Desk& desk, const Visit& visit, registry::DeskAction action);
[[nodiscard]] Result<registry::DeskOutcome> confirm(Desk& desk, const Visit& visit, const std::string& approval);
// What the next page says: `done`, or that a second person has to agree.
[[nodiscard]] std::string notice_of(const Visit& visit, const registry::DeskOutcome& outcome, const std::string& done);
// Something waits already, or was decided by somebody else meanwhile: back to the page, which shows it.
[[nodiscard]] http::Response trouble_at_desk(Desk& desk, const Visit& visit, const Error& error,
                                             const std::string& path);
// What waits for a second person about this subject; empty when nothing does.
[[nodiscard]] Html waiting_box(Desk& desk, const Visit& visit, const std::string& about);
[[nodiscard]] bool is_waiting(Desk& desk, const std::string& about);

// Each look at a person or a file is in the log of consultations before anything is shown.
struct Look {
    std::string operation;
    std::optional<domain::EmployerNumber> employer = {};
    std::optional<domain::PersonKey> person = {};
    std::optional<std::int64_t> number = {};
    int results = 1;
};
[[nodiscard]] Status note_look(Desk& desk, const Visit& visit, const Look& look);

[[nodiscard]] std::string age_text(const Words& words, Instant since, Instant now);
[[nodiscard]] std::string employer_text(registry::Reader& reader, domain::EmployerNumber number);
[[nodiscard]] std::string act_text(const Words& words, std::string_view code);
// What was done about one case, newest first.
[[nodiscard]] Html acts_table(const Visit& visit, const std::string& caption,
                              const std::vector<registry::RecordedAct>& acts);
// The same for many cases: each act says which one it is about.
[[nodiscard]] Html acts_of_all_cases(const Visit& visit, const std::string& caption,
                                     const std::vector<registry::RecordedAct>& acts);

}  // namespace dimona::web::pages
