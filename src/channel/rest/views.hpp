// What the register knows, as JSON of the REST service.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "domain/rules/rulebook.hpp"
#include "register/consultation.hpp"

namespace dimona::rest {

class Views {
public:
    Views(const domain::Rulebook& rulebook, std::string service_url);

    [[nodiscard]] boost::json::object declaration(const registry::DeclarationView& view) const;
    // The verdict of a declaration that was just decided; number 0: a dry run.
    [[nodiscard]] boost::json::object answer(const domain::DeclarationRequest& request,
                                             const registry::Answer& answer) const;
    [[nodiscard]] boost::json::object period(const registry::PeriodView& view) const;
    [[nodiscard]] boost::json::object relation(const registry::RelationView& view) const;
    [[nodiscard]] boost::json::object registration(const registry::RegistrationView& view) const;
    [[nodiscard]] boost::json::object explanation(const registry::DeclarationView& view,
                                                  domain::Language language) const;

    [[nodiscard]] std::string declaration_url(domain::DeclarationId id) const;

private:
    [[nodiscard]] boost::json::object status(std::int64_t id, const domain::Decision& decision,
                                             std::optional<domain::PeriodId> period) const;
    [[nodiscard]] boost::json::object anomaly(const domain::Anomaly& anomaly) const;
    [[nodiscard]] std::string url(const char* collection, std::int64_t number) const;

    const domain::Rulebook& rulebook_;
    std::string service_url_;
    // Label, meaning and remedy of each card in all languages, made once.
    std::map<std::string, boost::json::object, std::less<>> card_texts_;
};

}  // namespace dimona::rest
