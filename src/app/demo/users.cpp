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
using access::Right;
using access::Role;

constexpr std::size_t password_bytes = 12;
constexpr const char* every_role_at = "horeca";

std::string users_file(const DataDirectory& directory) { return directory.demo_directory() + "/users.json"; }

domain::Language language_of(const std::string& name) {
    if (name.starts_with("Bundesamt")) return domain::Language::de;
    for (const char* french : {"Sportclub Les", "Café", "Intérim", "Serres", "Radio", "Assemblée"})
        if (name.starts_with(french)) return domain::Language::fr;
    return domain::Language::nl;
}

// `role` is the word with which somebody with the same rights is added: `dimona admin user add --role`; a colleague of
// the main manager is an access manager.
class Users {
public:
    explicit Users(registry::Writer& writer) : writer_(writer) {}

    Status add(const std::string& login, const std::string& name, const domain::Employer& employer,
               const std::string& kind, const char* role, const access::Grant& given,
               std::optional<domain::Language> language = std::nullopt) {
        const auto password = base64url(random_bytes(password_bytes));
        access::Account account{.login = login,
                                .name = name,
                                .enterprise = *employer.enterprise,
                                .grant = given,
                                .language = language.value_or(language_of(employer.name)),
                                .password_hash = DIMONA_TRY(access::hash_password(password)),
                                .code_secret = access::make_code_secret(),
                                .subject = {},
                                .locked_until = std::nullopt};
        DIMONA_TRY_VOID(access::put_account(writer_, account));
        list_.push_back(json::object{{"login", login},
                                     {"password", password},
                                     {"codeSecret", account.code_secret},
                                     {"name", name},
                                     {"role", role},
                                     {"enterpriseNumber", employer.enterprise->to_text()},
                                     {"employer", employer.name},
                                     {"kind", kind},
                                     {"language", domain::to_code(account.language)}});
        return {};
    }
    // Staff of the authority: for no enterprise.
    Status add_staff(const std::string& login, const std::string& name, domain::Language language) {
        domain::Employer nobody;
        nobody.enterprise = domain::EnterpriseNumber::from_stored(0);
        nobody.name = "the authority";
        return add(login, name, nobody, "authority", "authority", {.role = access::Role::authority}, language);
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
        DIMONA_TRY_VOID(users.add("manager" + at, "Alex Demo " + std::to_string(index + 1), employer, kind, "manager",
                                  {.role = Role::main_manager}));
        if (kind != every_role_at || has_every_role) continue;
        has_every_role = true;
        const auto own = std::set{access::Quality::employer};
        const auto looks = std::set{Right::consult}, declares = std::set{Right::consult, Right::declare};
        DIMONA_TRY_VOID(users.add("declarant" + at, "Robin Demo", employer, kind, "declarant",
                                  {.rights = declares, .qualities = access::all_qualities()}));
        DIMONA_TRY_VOID(
            users.add("reader" + at, "Sacha Demo", employer, kind, "reader", {.rights = looks, .qualities = own}));
        DIMONA_TRY_VOID(
            users.add("comanager" + at, "Dominique Demo", employer, kind, "co-manager", {.role = Role::co_manager}));
        DIMONA_TRY_VOID(users.add("accessmanager" + at, "Claude Demo", employer, kind, "access-manager",
                                  {.role = Role::access_manager}));
        DIMONA_TRY_VOID(users.add("groupmanager" + at, "Camille Demo", employer, kind, "group-manager",
                                  {.role = Role::group_manager, .rights = declares, .qualities = own}));
        DIMONA_TRY_VOID(
            users.add("representative" + at, "Maxime Demo", employer, kind, "representative", {.represents = true}));
    }
    DIMONA_TRY_VOID(users.add_staff("operator@demo.example", "Charlie Demo", domain::Language::en));
    DIMONA_TRY_VOID(users.add_staff("operator2@demo.example", "Dominique Demo", domain::Language::en));
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
            text += fmt::format("    {:<30} {:<18} {:<15} {}\n", get("login"), get("password"), get("role"),
                                get("employer"));
    }
    return text;
}

}  // namespace dimona::app
