// A declaration on its way through the question pages.
#pragma once

#include "channel/web/desk.hpp"
#include "channel/web/questions.hpp"

namespace dimona::web {

inline constexpr const char* draft_kind = "declaration";
inline constexpr const char* emergency_answer = "emergency";  // number of the emergency case that it solves

// Which questions a draft still has.
struct Course {
    std::map<std::string, domain::Presence> asked;  // by place
    [[nodiscard]] bool asks(const Question& question) const;
    [[nodiscard]] bool needs(const Question& question) const;
    [[nodiscard]] bool has(std::string_view group) const;
};

[[nodiscard]] domain::Kind kind_of(const Jotting& draft);
[[nodiscard]] registry::Submission submission_of(Desk& desk, const Visit& visit, const Jotting& draft);
[[nodiscard]] Result<Course> course_of(Desk& desk, const Visit& visit, const Jotting& draft);
// The page that comes next: the first group that was not seen, or in which a needed answer is missing; "check".
[[nodiscard]] std::string next_step(const Jotting& draft, const Course& course);
void mark_seen(Jotting& draft, std::string_view group);
// What the employer of the visit may choose; without one (on the open service), what any employer may.
[[nodiscard]] Offer offer_for(Desk& desk, const Visit& visit, const Jotting& draft);

// Fills in the joint committee that follows from the kind of worker and the employer; then it is not asked, but can be
// changed before sending.
void propose_committee(Desk& desk, const Visit& visit, Jotting& draft);

// A new draft of an IN: what is known of the employer, of the worker and of his last period is filled in.
[[nodiscard]] Result<Jotting> draft_in(Desk& desk, const Visit& visit, const registry::WorkerView* worker);
// OUT, UPDATE or CANCEL of a period.
[[nodiscard]] Jotting draft_on(const Visit& visit, const domain::Period& period, domain::Kind kind);
// The answers that would give this period.
[[nodiscard]] Answers answers_of(const domain::Period& period);
void add_employer(const domain::Employer& employer, Answers& answers);

}  // namespace dimona::web
