#include "domain/rules/field_catalogue.hpp"

#include <algorithm>

#include "domain/rules/conditions.hpp"
#include "domain/rules/fields.hpp"

namespace dimona::domain {

namespace {

// Zones of the personal data: what they hold is never repeated in an anomaly.
bool may_be_repeated(std::string_view place) { return !place.starts_with("worker."); }

std::optional<Presence> presence_of(const Field& field, const Facts& facts) {
    const auto operation = operation_of(facts.declaration);
    for (const auto& row : facts.rulebook.fields) {
        if (row.zone != field.zone || row.place != field.place || row.operation != operation) continue;
        if (!row.valid.covers(facts.law_day)) continue;
        const auto condition = condition_named(row.condition);
        if (condition && condition(facts)) return row.presence;
    }
    return std::nullopt;  // the operation does not know this field
}

void add(Findings& findings, const Facts& facts, const Field& field, std::string_view suffix, const Text* value) {
    Finding finding{.code = std::string(field.zone).append(suffix), .place = place(facts, field.place)};
    if (value && *value && may_be_repeated(field.place)) finding.facts = {{"value", **value}};
    findings.push_back(std::move(finding));
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

void check_fields(const Facts& facts, Findings& findings) {
    for (const auto& field : all_fields()) {
        const Text* value = field.get(facts.request);
        const bool declared = value && *value;
        const auto presence = presence_of(field, facts);
        if (!presence) continue;
        if (!declared) {
            if (*presence == Presence::mandatory) add(findings, facts, field, "-001", value);
        } else if (*presence == Presence::forbidden) {
            add(findings, facts, field, "-005", value);
        } else if (!field.valid(facts, **value)) {
            add(findings, facts, field, "-003", value);
        }
    }
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
