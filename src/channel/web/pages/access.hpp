// The pages about the people of an enterprise and what they may do.
#pragma once

#include "access/people.hpp"
#include "channel/web/desk.hpp"

namespace dimona::web::pages {

// access.cpp: people, invitations, options, history
http::Response people(Desk& desk, Visit& visit);
http::Response withdraw_invitation(Desk& desk, Visit& visit);
http::Response access_options(Desk& desk, Visit& visit);
http::Response take_access_options(Desk& desk, Visit& visit);
http::Response access_history(Desk& desk, Visit& visit);

// access_person.cpp: inviting, one person, leaving
http::Response invite_person(Desk& desk, Visit& visit);
http::Response take_invitation(Desk& desk, Visit& visit);
http::Response person(Desk& desk, Visit& visit);
http::Response change_person(Desk& desk, Visit& visit);
http::Response remove_person(Desk& desk, Visit& visit);
http::Response leave(Desk& desk, Visit& visit);
http::Response take_leave(Desk& desk, Visit& visit);

// access_main.cpp: the main manager's role
http::Response hand_over(Desk& desk, Visit& visit);
http::Response take_hand_over(Desk& desk, Visit& visit);
http::Response offered_role(Desk& desk, Visit& visit);
http::Response answer_offer(Desk& desk, Visit& visit);
http::Response name_main_manager(Desk& desk, Visit& visit);
http::Response take_main_manager(Desk& desk, Visit& visit);

// access_approvals.cpp: what waits for a second person
http::Response approvals(Desk& desk, Visit& visit);
http::Response decide_approval(Desk& desk, Visit& visit);

// invitation.cpp: whoever has the link of a letter
http::Response invitation(Desk& desk, Visit& visit);
http::Response take_invitation_password(Desk& desk, Visit& visit);
http::Response invitation_app(Desk& desk, Visit& visit);
http::Response take_invitation_code(Desk& desk, Visit& visit);

// --- what they share

// Who acts, now.
[[nodiscard]] access::Actor actor_of(const Desk& desk, const Visit& visit);
// Name of somebody in addresses: no e-mail address stands in one.
[[nodiscard]] std::string key_of(const std::string& login);
// The same for the name of a person or program in a sentence of the next page, and there it goes.
// What became of a change that may wait for a second person.
[[nodiscard]] http::Response done(Desk& desk, const Visit& visit, access::Outcome outcome, const std::string& notice,
                                  const std::string& path);
// Runs a change in one transaction.
template <class T, class Work>
[[nodiscard]] Result<T> change(Desk& desk, Work work) {
    std::optional<T> value;
    DIMONA_TRY_VOID(desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        value = DIMONA_TRY(work(writer));
        return {};
    }));
    return *std::move(value);
}

}  // namespace dimona::web::pages
