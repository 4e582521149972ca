// The people and enterprises that every scenario may name, in a fresh store.
//
// They are described in README.md beside this file; a scenario changes them with `given`.
#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "base/result.hpp"
#include "domain/rules/rulebook.hpp"
#include "register/port/store.hpp"
#include "store/support/folder.hpp"

namespace dimona::scenario {

// A scenario that can't be read or played: the message starts with file:line.
struct ScenarioError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A value, or the end of the scenario with the reason.
template <class T>
T must(Result<T> result) {
    if (!result) throw ScenarioError(result.error().message + " (" + result.error().place + ")");
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// The law as it is shipped in the program; read once.
[[nodiscard]] std::shared_ptr<const domain::Rulebook> shipped_rulebook();

class World {
public:
    World();

    [[nodiscard]] registry::Store& store() { return *store_; }
    // Throw ScenarioError for a name that is nobody's.
    [[nodiscard]] const domain::Employer& employer(const std::string& name) const;
    [[nodiscard]] const domain::Person& worker(const std::string& name) const;
    // An enterprise of the Crossroads Bank: an employer of this world, or "warehouse", which employs nobody.
    [[nodiscard]] domain::EnterpriseNumber enterprise(const std::string& name) const;

    void change(const std::string& name, domain::Employer employer);

private:
    void add_employers(registry::Writer& writer);
    void add_workers(registry::Writer& writer);

    store::test::Folder folder_;
    std::unique_ptr<registry::Store> store_;
    std::map<std::string, domain::Employer> employers_;
    std::map<std::string, domain::Person> workers_;
};

}  // namespace dimona::scenario
