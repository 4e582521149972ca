// What somebody has typed so far: a declaration that is not finished, a search that is looked at page by page. Kept on
// the server, so that nothing about a person stands in an address, and so that everything works without scripts.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "register/lanes.hpp"
#include "register/port/store.hpp"

namespace dimona::web {

struct Jotting {
    std::string id;     // random; stands in addresses
    std::string kind;   // "declaration", "search", …
    std::string login;  // nobody else finds it
    std::int64_t employer = 0;
    std::map<std::string, std::string> answers;

    [[nodiscard]] std::string operator[](const std::string& name) const {
        const auto found = answers.find(name);
        return found == answers.end() ? std::string() : found->second;
    }
    // An empty answer is none.
    void set(const std::string& name, std::string value) {
        if (value.empty())
            answers.erase(name);
        else
            answers[name] = std::move(value);
    }
};

class Jottings {
public:
    Jottings(registry::Store& store, registry::Lanes& lanes, const Clock& real_clock)
        : store_(store), lanes_(lanes), clock_(real_clock) {}

    // Gives it an id when it has none.
    Status keep(Jotting& jotting);
    Result<std::optional<Jotting>> find(const std::string& kind, const std::string& id, const std::string& login);
    Status remove(const Jotting& jotting);

private:
    registry::Store& store_;
    registry::Lanes& lanes_;
    const Clock& clock_;
};

}  // namespace dimona::web
