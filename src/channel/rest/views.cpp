#include "channel/rest/views.hpp"

#include "base/text.hpp"
#include "channel/rest/declaration_reader.hpp"
#include "domain/quota/settle.hpp"
#include "register/anomaly_text.hpp"

namespace dimona::rest {

namespace json = boost::json;

namespace {

using domain::Language;

constexpr std::array languages = {Language::nl, Language::fr, Language::de, Language::en};

json::object in_all_languages(const domain::Texts& texts) {
    json::object object;
    for (const auto language : languages)
        object.emplace(domain::to_code(language), texts[static_cast<std::size_t>(language)]);
    return object;
}

json::object employer_of(domain::EmployerNumber number, const std::optional<domain::EnterpriseNumber>& enterprise) {
    json::object object = {{"employerId", number.value()}};
    if (enterprise) object.emplace("enterpriseNumber", enterprise->to_text());
    return object;
}

json::object worker_of(const domain::Person& person) {
    json::object object = {
        {"ssin", person.ssin.to_text()}, {"familyName", person.family_name}, {"givenName", person.given_name}};
    if (person.birth_date) object.emplace("birthDate", domain::to_text(*person.birth_date));
    if (person.sex) object.emplace("gender", std::to_string(static_cast<int>(*person.sex)));
    if (const auto code = parse_digits(person.nationality)) object.emplace("nationality", *code);
    return object;
}

void add_parties(json::object& object, const std::optional<domain::Employer>& employer,
                 const std::optional<domain::Person>& person) {
    if (employer) object["employer"] = employer_of(employer->number, employer->enterprise);
    if (person) object["worker"] = worker_of(*person);
}

json::object features_of(const domain::Features& features) {
    json::object object;
    if (features.joint_committee) object.emplace("jointCommissionNumber", domain::to_code(*features.joint_committee));
    object.emplace("workerType", domain::to_code(features.worker_type));
    if (features.sub_entity) object.emplace("subEntityNumber", *features.sub_entity);
    json::object user;
    if (features.user_enterprise_number) user.emplace("enterpriseNumber", features.user_enterprise_number->to_text());
    if (features.user_name) user.emplace("name", *features.user_name);
    if (features.user_joint_committee)
        user.emplace("jointCommissionNumber", domain::to_code(*features.user_joint_committee));
    if (!user.empty()) object.emplace("usingEmployer", std::move(user));
    return object;
}

const char* state_of(const domain::Period& period) {
    if (period.cancelled) return "CANCELLED";
    return period.end_day ? "CLOSED" : "OPEN";
}

const char* flexi_of(domain::FlexiResult result) {
    switch (result) {
        case domain::FlexiResult::refused:
            return "REFUSED";
        case domain::FlexiResult::accepted:
            return "ACCEPTED";
        case domain::FlexiResult::provisional:
            return "PROVISIONAL";
    }
    return "";
}

json::array facts_of(const domain::Anomaly& anomaly) {
    json::array facts;
    for (const auto& fact : anomaly.facts) facts.push_back(json::object{{"name", fact.name}, {"value", fact.value}});
    return facts;
}

const char* unit_of(domain::QuotaType type) { return domain::counts_hours(type) ? "hours" : "days"; }

}  // namespace

Views::Views(const domain::Rulebook& rulebook, std::string service_url)
    : rulebook_(rulebook), service_url_(std::move(service_url)) {
    for (const auto& [code, card] : rulebook.cards)
        card_texts_.emplace(code, json::object{{"label", in_all_languages(card.label)},
                                               {"meaning", in_all_languages(card.meaning)},
                                               {"remedy", in_all_languages(card.remedy)}});
}

std::string Views::url(const char* collection, std::int64_t number) const {
    return service_url_ + "/" + collection + "/" + std::to_string(number);
}

std::string Views::declaration_url(domain::DeclarationId id) const { return url("declarations", id.value()); }

json::object Views::anomaly(const domain::Anomaly& anomaly) const {
    json::object object = {{"errorId", anomaly.code}, {"severity", domain::to_code(anomaly.severity)}};
    if (!anomaly.place.empty()) object.emplace("place", anomaly.place);
    const auto* card = rulebook_.card(anomaly.code);
    if (!card) return object;  // a code of a former edition of the rulebook
    for (const auto& text : card_texts_.find(anomaly.code)->second) object.emplace(text.key(), text.value());
    json::object details;
    for (const auto language : languages)
        if (auto text = registry::detail_of(rulebook_, *card, anomaly, language); !text.empty())
            details.emplace(domain::to_code(language), std::move(text));
    if (details.size() == languages.size()) object.emplace("detail", std::move(details));
    return object;
}

json::object Views::status(std::int64_t id, const domain::Decision& decision,
                           std::optional<domain::PeriodId> period) const {
    json::object object;
    if (id != 0) object.emplace("declarationId", id);
    object.emplace("result", domain::to_code(decision.result));
    if (id != 0 && period)
        object.emplace("period", json::object{{"id", period->value()}, {"href", url("periods", period->value())}});
    json::array anomalies;
    for (const auto& found : decision.anomalies) anomalies.push_back(anomaly(found));
    object.emplace("anomalies", std::move(anomalies));
    if (decision.balances.empty()) return object;
    json::array quotas;
    for (const auto& balance : decision.balances)
        quotas.push_back(json::object{{"type", domain::to_code(balance.type)},
                                      {"year", balance.year},
                                      {"limit", balance.limit},
                                      {"used", balance.used},
                                      {"over", balance.over},
                                      {"left", balance.left()},
                                      {"unit", unit_of(balance.type)}});
    object.emplace("quotas", std::move(quotas));
    return object;
}

json::object Views::declaration(const registry::DeclarationView& view) const {
    json::object object = {{"href", declaration_url(view.record.id)}};
    for (auto& member : echo_of(view.document.request)) object.emplace(member.key(), std::move(member.value()));
    add_parties(object, view.employer, view.person);
    object.emplace("receivedAt", format_instant(view.record.received_at));
    object.emplace("channel", domain::to_code(view.record.channel));
    object.emplace("declarationStatus", status(view.record.id.value(), view.document.decision, view.record.period));
    return object;
}

json::object Views::answer(const domain::DeclarationRequest& request, const registry::Answer& answer) const {
    json::object object;
    if (answer.id.value() != 0) object.emplace("href", declaration_url(answer.id));
    for (auto& member : echo_of(request)) object.emplace(member.key(), std::move(member.value()));
    add_parties(object, answer.employer, answer.person);
    object.emplace("receivedAt", format_instant(answer.received_at));
    object.emplace("channel", domain::to_code(domain::Channel::web_service));
    // Which period an employer has is told to those who act for him.
    const auto period = answer.employer ? answer.period : std::nullopt;
    object.emplace("declarationStatus", status(answer.id.value(), answer.decision, period));
    return object;
}

json::object Views::period(const registry::PeriodView& view) const {
    const auto& period = view.period;
    json::object object = {{"href", url("periods", period.id.value())}, {"periodId", period.id.value()}};
    add_parties(object, view.employer, view.person);
    object.emplace("features", features_of(period.features));
    object.emplace("startDate", format_date(period.start_day));
    if (period.start_hour) object.emplace("startHour", format_hour(*period.start_hour));
    if (period.end_day) object.emplace("endDate", format_date(*period.end_day));
    if (period.end_hour) object.emplace("endHour", format_hour(*period.end_hour));
    if (period.planned_hours) object.emplace("plannedHoursNumber", *period.planned_hours);
    object.emplace("cancelled", period.cancelled);
    object.emplace("locked", period.locked);
    object.emplace("late", period.late);
    object.emplace("status", state_of(period));
    if (period.flexi_result) object.emplace("flexiResult", flexi_of(*period.flexi_result));
    object.emplace("lastDeclarationId", period.last_declaration.value());
    object.emplace("createdAt", format_instant(period.created_at));
    object.emplace("changedAt", format_instant(period.changed_at));
    return object;
}

json::object Views::relation(const registry::RelationView& view) const {
    json::object object = {{"startDate", format_date(view.relation.start_day)}};
    if (view.relation.end_day) object.emplace("endDate", format_date(*view.relation.end_day));
    add_parties(object, view.employer, view.person);
    return object;
}

json::object Views::registration(const registry::RegistrationView& view) const {
    const auto& registration = view.registration;
    const auto period = registration.period.value();
    json::object object = {{"href", url("dailyRegistrations", registration.id.value())},
                           {"dailyRegistrationId", registration.id.value()},
                           {"period", json::object{{"id", period}, {"href", url("periods", period)}}},
                           {"startDate", format_date(registration.start_day)},
                           {"startHour", format_hour(registration.start_hour)},
                           {"endDate", format_date(registration.end_day)}};
    if (registration.end_hour) object.emplace("endHour", format_hour(*registration.end_hour));
    object.emplace("cancelled", registration.cancelled);
    add_parties(object, view.period.employer, view.period.person);
    return object;
}

json::object Views::explanation(const registry::DeclarationView& view, Language language) const {
    const auto index = static_cast<std::size_t>(language);
    const auto& decision = view.document.decision;
    json::array anomalies, rules;
    for (const auto& anomaly : decision.anomalies) {
        const auto* card = rulebook_.card(anomaly.code);
        if (!card) continue;
        json::object object = {{"errorId", anomaly.code},         {"severity", domain::to_code(anomaly.severity)},
                               {"place", anomaly.place},          {"label", card->label[index]},
                               {"meaning", card->meaning[index]}, {"remedy", card->remedy[index]}};
        if (auto text = registry::detail_of(rulebook_, *card, anomaly, language); !text.empty())
            object.emplace("detail", std::move(text));
        if (!anomaly.facts.empty()) object.emplace("facts", facts_of(anomaly));
        object.emplace("source", card->source);
        anomalies.push_back(std::move(object));
    }
    for (const auto& line : decision.trace) {
        const auto* card = rulebook_.card(line.code);
        if (!card) continue;
        json::array looks_at;
        for (const auto& fact : card->looks_at) looks_at.emplace_back(fact);
        rules.push_back(json::object{{"code", line.code},
                                     {"label", card->label[index]},
                                     {"meaning", card->meaning[index]},
                                     {"looksAt", std::move(looks_at)},
                                     {"source", card->source},
                                     {"found", line.found}});
    }
    json::object object = {{"declarationId", view.record.id.value()},
                           {"language", domain::to_code(language)},
                           {"result", domain::to_code(decision.result)}};
    const auto words = rulebook_.words.find("result:" + std::string(domain::to_code(decision.result)));
    if (words != rulebook_.words.end()) object.emplace("resultText", words->second[index]);
    object.emplace("edition", view.document.edition);
    object.emplace("anomalies", std::move(anomalies));
    object.emplace("rules", std::move(rules));
    return object;
}

}  // namespace dimona::rest
