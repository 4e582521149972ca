// What people may do for their enterprise, and what they may give to each other. Pure: looks at accounts, not at a
// store.
//
//   legal representative   names the main access manager; nothing else comes with it
//   main access manager    everything, for the whole enterprise; one an enterprise
//   co-manager             the same, but does not name co-managers and does not hand over the main manager's role
//   access manager         the same, but names no access managers
//   group manager          the people of one group, within his own rights; a group goes with a quality of the
//   enterprise user                   what he was given, in the groups that he was given it for authority staff of the
//   authority: works at the operator's desk, acts for no employer
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dimona::access {

// In order of rank: who manages people manages those of lower rank.
enum class Role { user, group_manager, access_manager, co_manager, main_manager, authority };
[[nodiscard]] std::string_view to_code(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view code);

enum class Right {
    consult,   // look into the personnel file
    declare,   // declarations; comes with consult
    mandate,   // give, take and end mandates
    identify,  // employer identification: change the employer's data
    people,    // the people of the enterprise and what they may do, as far as one's role goes
    manage,    // channels, blocking, the log of who looked at what
    operate,   // the operator's desk
};
[[nodiscard]] std::string_view to_code(Right right);
[[nodiscard]] std::optional<Right> parse_right(std::string_view code);
// Those that are given to users one by one.
[[nodiscard]] const std::set<Right>& rights_to_give();

// As what an enterprise uses the service; its people are grouped by it.
enum class Quality { employer, service_provider, social_secretariat };
[[nodiscard]] std::string_view to_code(Quality quality);
[[nodiscard]] std::optional<Quality> parse_quality(std::string_view code);
[[nodiscard]] const std::set<Quality>& all_qualities();

// For the own enterprise, or for another one that gave it a mandate.
enum class Acting { for_own, by_mandate };

// What somebody was given.
struct Grant {
    Role role = Role::user;
    std::set<Right> rights;       // of users and group managers; the others have what their role brings
    std::set<Quality> qualities;  // their groups; a group manager has exactly one
    bool represents = false;      // legal representative, whatever else he is
    friend bool operator==(const Grant&, const Grant&) = default;
};
// Without what the role brings by itself, and with what each right brings along. invalid: a user without any right or
// group, a group manager without his one group.
[[nodiscard]] Result<Grant> settled(Grant grant);

// The one answer to "may he do this?".
[[nodiscard]] bool may(const Grant& grant, Right right, Acting acting = Acting::for_own);
[[nodiscard]] bool acts_as(const Grant& grant, Acting acting);
[[nodiscard]] bool is_manager(Role role);  // manages people

// Whether somebody may make `given` of nobody, or of a person who has `before`: never a rank as high as his own, never
// a right or group that he does not have himself. forbidden says which.
[[nodiscard]] Status may_give(const Grant& giver, const Grant& given);
[[nodiscard]] Status may_change(const Grant& giver, const Grant& before);
// Changes that a second person confirms when the enterprise wants it so.
[[nodiscard]] bool is_sensitive(const Grant& given);

}  // namespace dimona::access
