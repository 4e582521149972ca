#include "scenario/stage.hpp"

#include "domain/declaration/reading.hpp"

namespace dimona::scenario {

std::int64_t Stage::number(const std::string& label) const {
    const auto found = numbers.find(label);
    if (found == numbers.end()) throw ScenarioError("no declaration is called " + label);
    return found->second;
}

domain::Period Stage::period(const std::string& label) {
    auto reader = must(world.store().read());
    auto period = must(reader->period(domain::PeriodId{number(label)}));
    if (!period) throw ScenarioError("there is no period " + label);
    return *std::move(period);
}

std::optional<domain::EnterpriseNumber> Stage::enterprise_of_period(const domain::DeclarationRequest& request) {
    const auto declared = domain::read(request);
    auto reader = must(world.store().read());
    auto id = declared.period_id;
    if (!id && declared.registration_id)
        if (const auto registration = must(reader->registration(*declared.registration_id))) id = registration->period;
    if (!id) return std::nullopt;
    const auto period = must(reader->period(*id));
    return period ? period->enterprise : std::nullopt;
}

}  // namespace dimona::scenario
