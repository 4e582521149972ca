// An employer identification on its way through the pages: the same for a visitor and for an enterprise that is
// signed in.
#pragma once

#include "channel/web/desk.hpp"
#include "channel/web/identification_form.hpp"

namespace dimona::web {

struct IdentificationCourse {
    std::string base;  // "/identify", "/employer/identify"
    registry::IdentificationOwner owner;

    [[nodiscard]] std::string address(const Visit& visit, std::string_view page) const {
        return visit.url(base + "/" + std::string(page));
    }
};
[[nodiscard]] IdentificationCourse open_course(const Visit& visit);
[[nodiscard]] IdentificationCourse secured_course(const Visit& visit);

// A draft with what the register knows of its enterprise.
struct OpenedIdentification {
    registry::Identification identification;
    RegisterCheck check;
};
// Nothing when there is no draft (any more).
[[nodiscard]] Result<std::optional<OpenedIdentification>> opened(Desk& desk, const IdentificationCourse& course);
[[nodiscard]] IdentificationForm identification_form(Desk& desk, const Visit& visit);
// The first question that is open; "check" when none is.
[[nodiscard]] std::string next_page(const OpenedIdentification& opened);

// What happened, as it is sent to the contact and can be printed and taken along.
[[nodiscard]] std::string notification_text(const Words& words, const domain::Rulebook& rulebook,
                                            const registry::Identification& identification,
                                            const std::string& base_url);

// Pages of both.
[[nodiscard]] http::Response begin_course(Desk& desk, Visit& visit, const IdentificationCourse& course);
[[nodiscard]] http::Response tasks_page(Desk& desk, Visit& visit, const IdentificationCourse& course);
[[nodiscard]] http::Response question_page(Desk& desk, Visit& visit, const IdentificationCourse& course);
[[nodiscard]] http::Response take_answer_page(Desk& desk, Visit& visit, const IdentificationCourse& course);
[[nodiscard]] http::Response check_page(Desk& desk, Visit& visit, const IdentificationCourse& course);
[[nodiscard]] http::Response send_page(Desk& desk, Visit& visit, const IdentificationCourse& course);
[[nodiscard]] http::Response done_page(Desk& desk, Visit& visit, const IdentificationCourse& course);
[[nodiscard]] http::Response notification_page(Desk& desk, Visit& visit, const IdentificationCourse& course);
[[nodiscard]] http::Response notification_file(Desk& desk, Visit& visit, const IdentificationCourse& course);

}  // namespace dimona::web
