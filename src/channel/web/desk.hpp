// What the pages work with.
#pragma once

#include <functional>
#include <future>

#include "access/certificates.hpp"
#include "channel/web/jottings.hpp"
#include "channel/web/layout.hpp"
#include "channel/web/visit.hpp"
#include "register/consultation.hpp"
#include "register/intake.hpp"
#include "register/personnel_file.hpp"

namespace dimona::web {

class Batches;
class Guardian;
class OpenIdProvider;
class OpenService;
class Receipts;

struct Desk {
    registry::Store& store;
    registry::Lanes& lanes;
    registry::Intake& intake;
    registry::Consultations& consultations;
    registry::PersonnelFile& file;
    access::Sessions& sessions;
    Jottings& jottings;
    Receipts& receipts;
    Batches& batches;
    Guardian& guardian;
    OpenService& open;                             // for those who do not sign in
    OpenIdProvider* provider = nullptr;            // null: none is configured
    std::function<Words(domain::Language)> words;  // of somebody else than the visitor: for letters
    std::string base_url;
    bool is_demonstration = false;
    access::CertificateRules certificates = {};  // of clients and batch senders
    bool four_eyes = false;                      // what the authority's staff decide waits for a second of them
};

// On to another page, where the notice is shown once. `path` is that within the language: "/account".
[[nodiscard]] http::Response go_on(Desk& desk, const Visit& visit, const std::string& path, const std::string& notice);

// Pages run on threads that may wait; the register answers later, on a lane's thread.
template <class T, class Ask>
[[nodiscard]] Result<T> wait_for(Ask ask) {
    std::promise<Result<T>> promise;
    auto future = promise.get_future();
    ask([&promise](Result<T> result) { promise.set_value(std::move(result)); });
    return future.get();
}

[[nodiscard]] inline Result<registry::Answer> declare_and_wait(registry::Intake& intake,
                                                               registry::Submission submission) {
    return wait_for<registry::Answer>([&](auto done) { intake.submit(std::move(submission), std::move(done)); });
}

using PageFunction = http::Response (*)(Desk&, Visit&);

}  // namespace dimona::web
