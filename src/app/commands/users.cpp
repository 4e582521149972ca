// dimona admin user list | add | code | lock | unlock
#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <iostream>

#include "access/grant_details.hpp"
#include "access/invitation.hpp"
#include "access/one_time_code.hpp"
#include "access/sessions.hpp"
#include "app/clocks.hpp"
#include "app/commands.hpp"
#include "app/store_place.hpp"
#include "base/digest.hpp"
#include "register/enterprise_register.hpp"

namespace dimona::app {

namespace {

constexpr std::size_t password_bytes = 12;

struct Asked {
    StorePlace place;
    std::string login, name, enterprise, role = "declarant", language = "nl", subject, base_url;
    std::vector<std::string> rights, groups;
    bool represents = false;
};

// Words for what is given most often, beside the codes of roles.
struct Preset {
    std::string_view name;
    access::Role role;
    std::set<access::Right> rights;
};
const std::array presets = {
    Preset{"manager", access::Role::access_manager, {}},
    Preset{"declarant", access::Role::user, {access::Right::consult, access::Right::declare}},
    Preset{"reader", access::Role::user, {access::Right::consult}},
    Preset{"representative", access::Role::user, {}},
};
const std::vector<std::string> role_names = {"main-manager", "co-manager",    "access-manager", "group-manager",
                                             "user",         "authority",     "manager",        "declarant",
                                             "reader",       "representative"};

Result<access::Grant> grant_from(const Asked& asked) {
    access::Grant grant;
    grant.represents = asked.represents || asked.role == "representative";
    if (const auto role = access::parse_role(asked.role)) grant.role = *role;
    for (const auto& preset : presets)
        if (preset.name == asked.role) {
            grant.role = preset.role;
            grant.rights = preset.rights;
        }
    for (const auto& right : asked.rights) grant.rights.insert(*access::parse_right(right));
    for (const auto& group : asked.groups) grant.qualities.insert(*access::parse_quality(group));
    // Who is told nothing of groups gets what he needs for every enterprise that his own may act for.
    if (grant.role == access::Role::user && !grant.rights.empty() && grant.qualities.empty())
        grant.qualities = access::all_qualities();
    return access::settled(grant);
}

// One main manager an enterprise.
Status check_only_main(registry::Reader& reader, const access::Account& account) {
    if (account.grant.role != access::Role::main_manager) return {};
    for (const auto& other : DIMONA_TRY(access::accounts_of(reader, account.enterprise)))
        if (other.active && other.grant.role == access::Role::main_manager && other.login != account.login)
            return fail(ErrorKind::conflict, "the enterprise has a main manager already", other.login,
                        "give him another role first, or lock him");
    return {};
}

registry::Act act_about(const access::Account& account, const char* code) {
    registry::Act act{.at = SystemClock().now(),
                      .code = code,
                      .by = "operator",
                      .by_enterprise = std::nullopt,
                      .reason = {},
                      .about = {registry::subject(account.enterprise), access::subject_of_account(account.login)},
                      .details = {{"login", account.login}}};
    access::add_details(act.details, account.grant);
    return act;
}

Result<access::Account> existing(registry::Reader& reader, const std::string& login) {
    auto found = DIMONA_TRY(access::account(reader, access::parse_login(login).value_or("")));
    if (!found) return fail(ErrorKind::not_found, "there is no such account", login, "see `dimona admin user list`");
    return *std::move(found);
}

// "user consult declare", "main-manager", "user representative"
std::string description(const access::Grant& grant) {
    std::string text(access::to_code(grant.role));
    for (const auto right : grant.rights) text += " " + std::string(access::to_code(right));
    if (grant.represents) text += " representative";
    return text;
}

Status list(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    for (const auto& account : DIMONA_TRY(access::accounts(*DIMONA_TRY(store->read()))))
        std::cout << fmt::format("{}  {}  {}  {}\n", account.login, description(account.grant),
                                 account.grant.role == access::Role::authority
                                     ? "at the operator's desk"
                                     : "enterprise " + account.enterprise.to_text(),
                                 account.active ? "active" : "locked");
    return {};
}

// An account that is there keeps its password and secret; the rest is changed.
Status add(const Asked& asked) {
    const auto login = access::parse_login(asked.login);
    if (!login)
        return fail(ErrorKind::invalid, "this is no e-mail address", asked.login, "write it like me@firm.example");
    const auto grant = DIMONA_TRY(grant_from(asked));
    const bool of_authority = grant.role == access::Role::authority;
    if (of_authority != asked.enterprise.empty())
        return fail(ErrorKind::invalid,
                    of_authority ? "staff of the authority come for no enterprise" : "an enterprise number is needed",
                    "--enterprise", of_authority ? "leave the option out" : "say for which enterprise he comes");
    const auto enterprise = of_authority ? std::optional(domain::EnterpriseNumber::from_stored(0))
                                         : domain::EnterpriseNumber::parse(asked.enterprise);
    if (!enterprise)
        return fail(ErrorKind::invalid, "this is no enterprise number", asked.enterprise, "check the digits");
    const auto store = DIMONA_TRY(open_or_make_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    auto known = DIMONA_TRY(access::account(*writer, *login));
    access::Account account = known ? *known : access::Account{};
    std::string password;
    if (!known) {
        password = base64url(random_bytes(password_bytes));
        account.login = *login;
        account.password_hash = DIMONA_TRY(access::hash_password(password));
        account.code_secret = access::make_code_secret();
    }
    account.name = asked.name;
    account.enterprise = *enterprise;
    account.grant = grant;
    account.language = *domain::parse_language(asked.language);
    account.active = true;
    if (!asked.subject.empty()) account.subject = asked.subject;
    DIMONA_TRY_VOID(check_only_main(*writer, account));
    DIMONA_TRY_VOID(access::put_account(*writer, account));
    DIMONA_TRY_VOID(record_act(*writer, act_about(account, known ? "account.changed" : "account.joined")));
    DIMONA_TRY_VOID(writer->commit());
    if (known)
        std::cout << *login << " is changed\n";
    else
        std::cout << fmt::format(
            "{}\n  password           {}   (to be changed on the page of the account)\n  authenticator app  {}\n",
            *login, password, access::code_address(account.code_secret, *login));
    return {};
}

// A letter with a link, instead of a password that passes through the operator's hands.
Status invite(const Asked& asked) {
    const auto login = access::parse_login(asked.login);
    if (!login)
        return fail(ErrorKind::invalid, "this is no e-mail address", asked.login, "write it like me@firm.example");
    const auto enterprise = domain::EnterpriseNumber::parse(asked.enterprise);
    if (!enterprise)
        return fail(ErrorKind::invalid, "this is no enterprise number", asked.enterprise, "check the digits");
    const auto grant = DIMONA_TRY(grant_from(asked));
    if (grant.role == access::Role::authority)
        return fail(ErrorKind::invalid, "staff of the authority is not invited for an enterprise", asked.role,
                    "add the account instead");
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    const auto language = *domain::parse_language(asked.language);
    const auto employer = DIMONA_TRY(writer->employer_of(*enterprise));
    const auto known = DIMONA_TRY(registry::find_enterprise(*writer, *enterprise));
    const auto name = employer ? employer->name : known ? known->name(language) : enterprise->to_text();
    DIMONA_TRY(access::invite_also_known(*writer,
                                         {.id = {},
                                          .enterprise = *enterprise,
                                          .enterprise_name = name,
                                          .login = *login,
                                          .name = asked.name,
                                          .grant = grant,
                                          .language = language,
                                          .by = "operator"},
                                         {asked.base_url, SystemClock().now()}));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << "a letter to " << *login << " is queued; the service sends it\n";
    return {};
}

// For demonstrations and for somebody who has no app at hand.
Status code(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto account = DIMONA_TRY(existing(*DIMONA_TRY(store->read()), asked.login));
    const SystemClock clock;
    const auto code = access::code_at(account.code_secret, access::code_step(clock.now()));
    if (!code) return fail(ErrorKind::conflict, "this account has no codes of ours", asked.login);
    std::cout << *code << '\n';
    return {};
}

Status set_active(const Asked& asked, bool active) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    auto account = DIMONA_TRY(existing(*writer, asked.login));
    account.active = active;
    account.failures = 0;
    account.locked_until.reset();
    if (active) DIMONA_TRY_VOID(check_only_main(*writer, account));
    DIMONA_TRY_VOID(access::put_account(*writer, account));
    if (!active) DIMONA_TRY_VOID(access::end_sessions(*writer, account.login));
    DIMONA_TRY_VOID(record_act(*writer, act_about(account, active ? "account.unlocked" : "account.locked")));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << account.login << (active ? " may sign in\n" : " may not sign in any more; its sessions have ended\n");
    return {};
}

void add_person_options(CLI::App& command, Asked& asked) {
    command.add_option("--name", asked.name, "Name as shown")->required();
    command.add_option("--enterprise", asked.enterprise,
                       "Enterprise number for which he comes; staff of the authority needs none");
    command
        .add_option("--role", asked.role,
                    "What he is; manager is an access manager, declarant and reader are users with the usual rights")
        ->check(CLI::IsMember(role_names))
        ->capture_default_str();
    command.add_option("--right", asked.rights, "Of a user or group manager")
        ->check(CLI::IsMember({"consult", "declare", "mandate", "identify"}));
    command.add_option("--group", asked.groups, "Groups of a user (all, when none is given), the group of its manager")
        ->check(CLI::IsMember({"employer", "service-provider", "social-secretariat"}));
    command.add_flag("--represents", asked.represents, "He is a legal representative of the enterprise, too");
    command.add_option("--language", asked.language, "nl, fr, de or en")
        ->check(CLI::IsMember({"nl", "fr", "de", "en"}))
        ->capture_default_str();
}

}  // namespace

void add_user_commands(CLI::App& admin, Outcome& outcome) {
    auto* user = admin.add_subcommand("user", "People who may sign in to the pages");
    user->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    const auto command = [&](const char* name, const char* about, auto work) {
        auto* added = user->add_subcommand(name, about);
        add_store_options(*added, asked->place);
        added->callback([asked, &outcome, work] { outcome.plan([asked, work] { return work(*asked); }); });
        return added;
    };
    const auto with_login = [&](CLI::App* added) {
        added->add_option("--login", asked->login, "E-mail address")->required();
        return added;
    };
    command("list", "Who may sign in", list);
    auto* adding =
        with_login(command("add", "Add somebody, or change his rights; prints the password and secret", add));
    auto* inviting = with_login(command("invite", "Send somebody a link with which he makes his account", invite));
    inviting->add_option("--base-url", asked->base_url, "Address of the service, as its pages are reached")->required();
    for (auto* to : {adding, inviting}) add_person_options(*to, *asked);
    adding->add_option("--subject", asked->subject, "\"ISSUER SUBJECT\" at the OpenID Connect provider");
    with_login(command("code", "The one-time code of this moment", code));
    with_login(command("lock", "He may not sign in any more", [](const Asked& of) { return set_active(of, false); }));
    with_login(command("unlock", "He may sign in again", [](const Asked& of) { return set_active(of, true); }));
}

}  // namespace dimona::app
