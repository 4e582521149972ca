// Who of the staff is meant: by a typed name or own reference, or by periods.
#pragma once

#include <set>

#include "channel/web/desk.hpp"

namespace dimona::web {

// Whom a typed name fits. Nobody was asked for: everybody fits.
class NamedPersons {
public:
    NamedPersons() = default;
    explicit NamedPersons(std::set<domain::PersonKey> persons) : is_asked_(true), persons_(std::move(persons)) {}

    [[nodiscard]] bool fits_nobody() const { return is_asked_ && persons_.empty(); }
    // The one whom the store can be asked for.
    [[nodiscard]] std::optional<domain::PersonKey> single() const {
        return persons_.size() == 1 ? std::optional(*persons_.begin()) : std::nullopt;
    }
    // The store can't be asked for them: what it finds is looked through.
    [[nodiscard]] bool are_several() const { return persons_.size() > 1; }
    [[nodiscard]] bool fits(std::optional<domain::PersonKey> person) const {
        return !is_asked_ || (person && persons_.contains(*person));
    }

private:
    bool is_asked_ = false;
    std::set<domain::PersonKey> persons_;
};

// Who has a period like this, not cancelled, at the visitor's employer. Only the persons are wanted: the look at the
// staff, to which they belong, is permitted and logged.
[[nodiscard]] Result<std::set<domain::PersonKey>> persons_with_periods(Desk& desk, const Visit& visit,
                                                                       registry::FileQuery query);
// Between two periods one is not in service.
[[nodiscard]] Result<std::set<domain::PersonKey>> persons_in_service_today(Desk& desk, const Visit& visit);

// An empty text asks for nobody.
[[nodiscard]] Result<NamedPersons> persons_named(Desk& desk, const Visit& visit, const std::string& typed);

}  // namespace dimona::web
