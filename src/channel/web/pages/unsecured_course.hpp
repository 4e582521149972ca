// The course of a declaration without signing in: what is kept of a visit, which steps it has, and in which order.
#pragma once

#include "channel/web/drafts.hpp"
#include "channel/web/open_service.hpp"
#include "channel/web/pages/pages.hpp"

namespace dimona::web::pages::of_unsecured {

// Names of controls: those that programs know from the form of the portal.
[[nodiscard]] Naming usual_naming();
// One performance of a flexi-job has one date.
[[nodiscard]] Naming naming_of_a_day();

struct OpenVisit {
    Jotting draft;
    bool has_begun = false;
};
// From here on nobody is known, whoever may be signed in.
[[nodiscard]] Result<OpenVisit> find_visit(Desk& desk, Visit& visit);
// Each declaration has a key of its own: sent twice, it is one.
void begin_anew(Desk& desk, OpenVisit& open);
[[nodiscard]] Status keep(Desk& desk, const Visit& visit, OpenVisit& open);

[[nodiscard]] domain::Kind kind_declared(const Jotting& draft);
[[nodiscard]] bool is_entry(const Jotting& draft);

[[nodiscard]] std::string address_of(const Visit& visit, std::string_view step);
[[nodiscard]] bool is_asked_in_characteristics(const Question& question);
// Which questions a step asks, as far as they depend on the declaration.
[[nodiscard]] std::vector<const Question*> questions_of(std::string_view step, const Jotting& draft,
                                                        const Course& course);
[[nodiscard]] bool is_seen(const Jotting& draft, std::string_view step);
// The first step that is not done. Later ones can't be reached.
[[nodiscard]] std::string first_open(const Jotting& draft, const Course& course);
[[nodiscard]] bool is_reachable(const Jotting& draft, const Course& course, std::string_view step);
// One step after the other; but whoever changes one answer of a complete declaration comes back to its summary.
[[nodiscard]] std::string step_after(const Jotting& draft, const Course& course, std::string_view step);
// As an address.
[[nodiscard]] std::string step_before(const Visit& visit, const Jotting& draft, const Course& course,
                                      std::string_view step);
// What follows from an answer that has changed is asked again.
void forget_after(Jotting& draft, std::string_view step);
[[nodiscard]] QuestionForm asking(Desk& desk, const Visit& visit, const Jotting& draft, Naming naming);

}  // namespace dimona::web::pages::of_unsecured
