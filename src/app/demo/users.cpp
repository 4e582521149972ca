#include "app/demo/users.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "access/account.hpp"
#include "access/one_time_code.hpp"
#include "app/demo/demo.hpp"

namespace dimona::app {

namespace {

namespace json = boost::json;

constexpr std::size_t password_bytes = 12;
constexpr const char* every_role_at = "horeca";

std::string users_file(const DataDirectory& directory) { return directory.demo_directory() + "/users.json"; }

domain::Language language_of(const std::string& name) {
    if (name.starts_with("Bundesamt")) return domain::Language::de;
    for (const char* french : {"Sportclub Les", "Café", "Intérim", "Serres", "Radio", "Assemblée"})
        if (name.starts_with(french)) return domain::Language::fr;
    return domain::Language::nl;
}

class Users {
public:
    explicit Users(registry::Writer& writer) : writer_(writer) {}

    Status add(const std::string& login, const std::string& name, const domain::Employer& employer,
               const std::string& kind, access::Role role) {
        const auto password = base64url(random_bytes(password_bytes));
        access::Account account{.login = login,
                                .name = name,
                                .enterprise = *employer.enterprise,
                                .role = role,
                                .language = language_of(employer.name),
                                .password_hash = DIMONA_TRY(access::hash_password(password)),
                                .code_secret = access::make_code_secret(),
                                .subject = {},
                                .locked_until = std::nullopt};
        DIMONA_TRY_VOID(access::put_account(writer_, account));
        list_.push_back(json::object{{"login", login},
                                     {"password", password},
                                     {"codeSecret", account.code_secret},
                                     {"name", name},
                                     {"role", access::to_code(role)},
                                     {"enterpriseNumber", employer.enterprise->to_text()},
                                     {"employer", employer.name},
                                     {"kind", kind},
                                     {"language", domain::to_code(account.language)}});
        return {};
    }
    [[nodiscard]] const json::array& list() const { return list_; }

private:
    registry::Writer& writer_;
    json::array list_;
};

}  // namespace

Status add_demo_users(registry::Writer& writer, const DataDirectory& directory, const Population& population) {
    Users users(writer);
    bool has_every_role = false;
    for (std::size_t index = 0; index < population.employers.size(); ++index) {
        const auto& [kind, employer] = population.employers[index];
        const auto at = std::to_string(index + 1) + "@demo.example";
        DIMONA_TRY_VOID(
            users.add("manager" + at, "Alex Demo " + std::to_string(index + 1), employer, kind, access::Role::manager));
        if (kind != every_role_at || has_every_role) continue;
        has_every_role = true;
        DIMONA_TRY_VOID(users.add("declarant" + at, "Robin Demo", employer, kind, access::Role::declarant));
        DIMONA_TRY_VOID(users.add("reader" + at, "Sacha Demo", employer, kind, access::Role::reader));
    }
    return write_demo_file(users_file(directory), json::serialize(users.list()) + "\n");
}

json::array demo_users(const DataDirectory& directory) {
    std::ifstream stream(users_file(directory));
    std::ostringstream text;
    text << stream.rdbuf();
    boost::system::error_code problem;
    auto value = json::parse(text.str(), problem);
    return problem || !value.is_array() ? json::array() : value.get_array();
}

std::string describe_demo_users(const json::array& users) {
    std::string text;
    for (const auto& value : users) {
        const auto& user = value.get_object();
        const auto get = [&](const char* name) { return std::string(user.at(name).get_string()); };
        const bool shown = get("role") != "manager" || get("kind") == every_role_at || get("kind") == "secretariat" ||
                           get("login").starts_with("manager1@");
        if (shown)
            text += fmt::format("    {:<26} {:<18} {:<10} {}\n", get("login"), get("password"), get("role"),
                                get("employer"));
    }
    return text;
}

}  // namespace dimona::app
