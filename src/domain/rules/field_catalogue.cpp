#include "domain/rules/field_catalogue.hpp"

#include <algorithm>

#include "domain/rules/conditions.hpp"
#include "domain/rules/fields.hpp"

namespace dimona::domain {

namespace {

// Zones of the personal data: what they hold is never repeated in an anomaly.
bool may_be_repeated(std::string_view place) { return !place.starts_with("worker."); }

void add(Findings& findings, const Facts& facts, const Field& field, std::string_view suffix, const Text* value) {
    Finding finding{.code = std::string(field.zone).append(suffix), .place = place(facts, field.place)};
    if (value && *value && may_be_repeated(field.place)) finding.facts = {{"value", **value}};
    findings.push_back(std::move(finding));
}

void check_field(const Facts& facts, const Field& field, Presence presence, Findings& findings) {
    const Text* value = field.get(facts.request);
    if (!value || !*value) {
        if (presence == Presence::mandatory) add(findings, facts, field, "-001", value);
    } else if (presence == Presence::forbidden) {
        add(findings, facts, field, "-005", value);
    } else if (!field.valid(facts, **value)) {
        add(findings, facts, field, "-003", value);
    }
}

}  // namespace

std::string_view operation_of(const Declaration& declaration) {
    if (declaration.kind != Kind::daily_registration) return to_code(declaration.kind);
    switch (declaration.action.value_or(RegistrationAction::create)) {
        case RegistrationAction::create:
            return "DailyCreate";
        case RegistrationAction::modify:
            return "DailyModify";
        case RegistrationAction::cancel:
            return "DailyCancel";
    }
    return {};
}

namespace {

// The rows of a field stand together: the first that fits decides.
template <class Visit>
void each_field(const Facts& facts, Visit visit) {
    const auto operation = operation_of(facts.declaration);
    const Field* decided = nullptr;
    for (const auto& row : facts.rulebook.fields) {
        if (row.operation != operation) continue;
        if (decided && decided->zone == row.zone && decided->place == row.place) continue;
        if (!row.valid.covers(facts.law_day)) continue;
        const auto condition = condition_named(row.condition);
        const Field* field = condition && condition(facts) ? field_at(row.zone, row.place) : nullptr;
        if (!field) continue;
        decided = field;
        visit(*field, row.presence);
    }
}

}  // namespace

void check_fields(const Facts& facts, Findings& findings) {
    each_field(facts, [&](const Field& field, Presence presence) { check_field(facts, field, presence, findings); });
}

std::vector<AskedField> asked_fields(const DeclarationRequest& request, const Situation& situation,
                                     const Rulebook& rulebook, Instant now) {
    const auto declaration = read(request);
    std::vector<AskedField> asked;
    each_field(facts_of(request, declaration, situation, rulebook, now, {}),
               [&](const Field& field, Presence presence) {
                   if (presence != Presence::forbidden) asked.push_back({std::string(field.place), presence});
               });
    return asked;
}

std::vector<std::string> codes_of_fields(const Rulebook& rulebook) {
    std::vector<std::string> codes;
    for (const auto& row : rulebook.fields) {
        if (row.presence == Presence::mandatory) codes.push_back(row.zone + "-001");
        if (row.presence == Presence::forbidden) codes.push_back(row.zone + "-005");
        if (row.presence != Presence::forbidden) codes.push_back(row.zone + "-003");
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

}  // namespace dimona::domain
