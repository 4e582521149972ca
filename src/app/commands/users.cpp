// dimona admin user list | add | code | lock | unlock
#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "access/account.hpp"
#include "access/one_time_code.hpp"
#include "app/clocks.hpp"
#include "app/commands.hpp"
#include "app/store_place.hpp"
#include "base/digest.hpp"

namespace dimona::app {

namespace {

constexpr std::size_t password_bytes = 12;

struct Asked {
    StorePlace place;
    std::string login, name, enterprise, role = "declarant", language = "nl", subject;
};

Result<access::Account> existing(registry::Reader& reader, const std::string& login) {
    auto found = DIMONA_TRY(access::account(reader, access::parse_login(login).value_or("")));
    if (!found) return fail(ErrorKind::not_found, "there is no such account", login, "see `dimona admin user list`");
    return *std::move(found);
}

Status list(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    for (const auto& account : DIMONA_TRY(access::accounts(*DIMONA_TRY(store->read()))))
        std::cout << fmt::format("{}  {}  enterprise {}  {}\n", account.login, access::to_code(account.role),
                                 account.enterprise.to_text(), account.active ? "active" : "locked");
    return {};
}

// An account that is there keeps its password and secret; the rest is changed.
Status add(const Asked& asked) {
    const auto login = access::parse_login(asked.login);
    if (!login)
        return fail(ErrorKind::invalid, "this is no e-mail address", asked.login, "write it like me@firm.example");
    const auto enterprise = domain::EnterpriseNumber::parse(asked.enterprise);
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
    account.role = *access::parse_role(asked.role);
    account.language = *domain::parse_language(asked.language);
    account.active = true;
    if (!asked.subject.empty()) account.subject = asked.subject;
    DIMONA_TRY_VOID(access::put_account(*writer, account));
    DIMONA_TRY_VOID(writer->commit());
    if (known)
        std::cout << *login << " is changed\n";
    else
        std::cout << fmt::format(
            "{}\n  password           {}   (to be changed on the page of the account)\n  authenticator app  {}\n",
            *login, password, access::code_address(account.code_secret, *login));
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
    DIMONA_TRY_VOID(access::put_account(*writer, account));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << account.login << (active ? " may sign in\n" : " may not sign in any more; its sessions have ended\n");
    return {};
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
    adding->add_option("--name", asked->name, "Name as shown")->required();
    adding->add_option("--enterprise", asked->enterprise, "Enterprise number for which he comes")->required();
    adding->add_option("--role", asked->role, "manager, declarant or reader")
        ->check(CLI::IsMember({"manager", "declarant", "reader"}))
        ->capture_default_str();
    adding->add_option("--language", asked->language, "nl, fr, de or en")
        ->check(CLI::IsMember({"nl", "fr", "de", "en"}))
        ->capture_default_str();
    adding->add_option("--subject", asked->subject, "\"ISSUER SUBJECT\" at the OpenID Connect provider");
    with_login(command("code", "The one-time code of this moment", code));
    with_login(command("lock", "He may not sign in any more", [](const Asked& of) { return set_active(of, false); }));
    with_login(command("unlock", "He may sign in again", [](const Asked& of) { return set_active(of, true); }));
}

}  // namespace dimona::app
