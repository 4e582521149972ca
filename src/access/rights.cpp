#include "access/rights.hpp"

#include <algorithm>
#include <array>

namespace dimona::access {

namespace {

constexpr std::array<std::string_view, 6> role_codes = {"user",       "group-manager", "access-manager",
                                                        "co-manager", "main-manager",  "authority"};
constexpr std::array<std::string_view, 7> right_codes = {"consult", "declare", "mandate", "identify",
                                                         "people",  "manage",  "operate"};
constexpr std::array<std::string_view, 3> quality_codes = {"employer", "service-provider", "social-secretariat"};

template <class Value, std::size_t count>
std::optional<Value> value_of(const std::array<std::string_view, count>& codes, std::string_view code) {
    const auto found = std::find(codes.begin(), codes.end(), code);
    if (found == codes.end()) return std::nullopt;
    return static_cast<Value>(found - codes.begin());
}

bool has_every_right(Role role) {
    return role == Role::main_manager || role == Role::co_manager || role == Role::access_manager;
}

tl::unexpected<Error> forbidden(std::string message) {
    return fail(ErrorKind::forbidden, std::move(message), {}, "ask the main access manager");
}

template <class Value>
bool holds_all(const std::set<Value>& held, const std::set<Value>& wanted) {
    return std::includes(held.begin(), held.end(), wanted.begin(), wanted.end());
}

std::set<Right> rights_of(const Grant& grant) { return has_every_right(grant.role) ? rights_to_give() : grant.rights; }
std::set<Quality> qualities_of(const Grant& grant) {
    return has_every_right(grant.role) ? all_qualities() : grant.qualities;
}

}  // namespace

std::string_view to_code(Role role) { return role_codes[static_cast<std::size_t>(role)]; }
std::optional<Role> parse_role(std::string_view code) { return value_of<Role>(role_codes, code); }
std::string_view to_code(Right right) { return right_codes[static_cast<std::size_t>(right)]; }
std::optional<Right> parse_right(std::string_view code) { return value_of<Right>(right_codes, code); }
std::string_view to_code(Quality quality) { return quality_codes[static_cast<std::size_t>(quality)]; }
std::optional<Quality> parse_quality(std::string_view code) { return value_of<Quality>(quality_codes, code); }

const std::set<Right>& rights_to_give() {
    static const std::set<Right> rights = {Right::consult, Right::declare, Right::mandate, Right::identify};
    return rights;
}
const std::set<Quality>& all_qualities() {
    static const std::set<Quality> qualities = {Quality::employer, Quality::service_provider,
                                                Quality::social_secretariat};
    return qualities;
}

Result<Grant> settled(Grant grant) {
    if (grant.role != Role::user && grant.role != Role::group_manager) {
        grant.rights.clear();
        grant.qualities.clear();
        return grant;
    }
    if (!holds_all(rights_to_give(), grant.rights))
        return fail(ErrorKind::invalid, "this right comes with a role only", "rights");
    if (grant.rights.contains(Right::declare)) grant.rights.insert(Right::consult);
    if (grant.role == Role::group_manager && grant.qualities.size() != 1)
        return fail(ErrorKind::invalid, "a group manager has one group", "qualities", "name one quality");
    // A legal representative may be nothing beside.
    const bool has_any = !grant.rights.empty() && !grant.qualities.empty();
    if (!has_any && !(grant.represents && grant.role == Role::user))
        return fail(ErrorKind::invalid, "a user has at least one right and one group", "rights", "name what he may do");
    return grant;
}

bool is_manager(Role role) { return role == Role::group_manager || has_every_right(role); }

bool acts_as(const Grant& grant, Acting acting) {
    const auto qualities = qualities_of(grant);
    if (acting == Acting::for_own) return qualities.contains(Quality::employer);
    return qualities.contains(Quality::service_provider) || qualities.contains(Quality::social_secretariat);
}

bool may(const Grant& grant, Right right, Acting acting) {
    switch (right) {
        case Right::consult:
        case Right::declare:
            return rights_of(grant).contains(right) && acts_as(grant, acting);
        case Right::mandate:
        case Right::identify:
            // Of one's own enterprise, whatever quality it has.
            return rights_of(grant).contains(right) && acting == Acting::for_own;
        case Right::people:
            return (is_manager(grant.role) || grant.represents) && acting == Acting::for_own;
        case Right::manage:
            return has_every_right(grant.role) && acting == Acting::for_own;
        case Right::operate:
            return grant.role == Role::authority;
    }
    return false;
}

Status may_change(const Grant& giver, const Grant& before) {
    if (!is_manager(giver.role)) return forbidden("only managers change what others may do");
    if (before.role >= giver.role) return forbidden("this person has a role as high as yours");
    if (before.represents && giver.role == Role::group_manager)
        return forbidden("a group manager does not change a legal representative");
    if (!holds_all(qualities_of(giver), qualities_of(before)))
        return forbidden("this person belongs to a group that you do not manage");
    if (!holds_all(rights_of(giver), rights_of(before)))
        return forbidden("this person has rights that you do not have");
    return {};
}

Status may_give(const Grant& giver, const Grant& given) {
    if (!is_manager(giver.role)) return forbidden("only managers give rights");
    if (given.role >= giver.role) return forbidden("nobody gives a role as high as his own");
    if (given.represents) return forbidden("who represents the enterprise is known from its register");
    if (!holds_all(rights_of(giver), rights_of(given))) return forbidden("nobody gives a right that he does not have");
    if (!holds_all(qualities_of(giver), qualities_of(given)))
        return forbidden("nobody gives access to a group that he does not manage");
    return {};
}

bool is_sensitive(const Grant& given) { return is_manager(given.role); }

}  // namespace dimona::access
