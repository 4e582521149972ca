#include "access/invitation.hpp"

#include <boost/json.hpp>

#include "access/grant_details.hpp"
#include "access/invitation_letter.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "register/enterprise_register.hpp"
#include "register/letters.hpp"

namespace dimona::access {

namespace {

namespace json = boost::json;
using registry::Reader;
using registry::Writer;

constexpr const char* drawer = "invitation";
constexpr std::size_t code_bytes = 32, number_digits = 10;
constexpr int invitations_max = 500;
constexpr std::chrono::days desk_time{30};
constexpr const char* nobody = "service";

std::string prefix_of(domain::EnterpriseNumber enterprise) { return enterprise.to_text() + "/"; }

// ENTERPRISE-RANDOM -> ENTERPRISE/DIGEST; empty when it has another form.
std::string id_of(std::string_view code) {
    if (code.size() <= number_digits || code[number_digits] != '-') return {};
    return std::string(code.substr(0, number_digits)) + "/" + to_hex(sha256(code));
}

std::string to_text(const Invitation& invitation) {
    std::vector<registry::ActDetail> given;
    add_details(given, invitation.grant);
    json::object grant;
    for (const auto& detail : given) grant.emplace(detail.name, detail.value);
    return json::serialize(json::object{{"enterprise", invitation.enterprise.value()},
                                        {"enterpriseName", invitation.enterprise_name},
                                        {"login", invitation.login},
                                        {"name", invitation.name},
                                        {"grant", grant},
                                        {"language", domain::to_code(invitation.language)},
                                        {"by", invitation.by},
                                        {"at", invitation.at.time_since_epoch().count()},
                                        {"expires", invitation.expires.time_since_epoch().count()},
                                        {"passwordHash", invitation.password_hash},
                                        {"codeSecret", invitation.code_secret}});
}

Result<Invitation> read(const registry::Paper& paper) {
    try {
        const auto value = json::parse(paper.text);
        const auto& object = value.as_object();
        const auto text = [&](const char* name) { return std::string(object.at(name).as_string()); };
        const auto moment = [&](const char* name) {
            return Instant{std::chrono::milliseconds{object.at(name).as_int64()}};
        };
        std::vector<registry::ActDetail> given;
        for (const auto& member : object.at("grant").as_object())
            given.push_back({member.key(), std::string(member.value().as_string())});
        return Invitation{.id = paper.name,
                          .enterprise = domain::EnterpriseNumber::from_stored(object.at("enterprise").as_int64()),
                          .enterprise_name = text("enterpriseName"),
                          .login = text("login"),
                          .name = text("name"),
                          .grant = grant_of(given).value(),
                          .language = domain::parse_language(text("language")).value_or(domain::Language::en),
                          .by = text("by"),
                          .at = moment("at"),
                          .expires = moment("expires"),
                          .password_hash = text("passwordHash"),
                          .code_secret = text("codeSecret")};
    } catch (const std::exception&) {
        return fail(ErrorKind::internal, "an invitation can't be read", paper.name, "invite again");
    }
}

registry::Act act_about(const Invitation& invitation, const char* code, const std::string& by, Instant at) {
    // Who represents an enterprise is let in by the register or by the operator's desk; only logins have an "@".
    const bool is_own = by.find('@') != std::string::npos && !invitation.grant.represents;
    registry::Act act{.at = at,
                      .code = code,
                      .by = by,
                      .by_enterprise = is_own ? std::optional(invitation.enterprise) : std::nullopt,
                      .reason = {},
                      .about = {registry::subject(invitation.enterprise), subject_of_account(invitation.login)},
                      .details = {{"login", invitation.login}}};
    add_details(act.details, invitation.grant);
    return act;
}

Status end_earlier_ones(Writer& writer, const Invitation& invitation) {
    for (const auto& paper : DIMONA_TRY(writer.papers(drawer, prefix_of(invitation.enterprise), "", invitations_max)))
        if (DIMONA_TRY(read(paper)).login == invitation.login) DIMONA_TRY_VOID(writer.remove_paper(drawer, paper.name));
    return {};
}

std::string name_of_enterprise(const std::optional<registry::Enterprise>& known, domain::EnterpriseNumber number,
                               domain::Language language) {
    const auto name = known ? known->name(language) : std::string();
    return name.empty() ? number.to_text() : name;
}

Result<bool> has_main_manager(Reader& reader, domain::EnterpriseNumber enterprise) {
    for (const auto& account : DIMONA_TRY(accounts_of(reader, enterprise)))
        if (account.active && account.grant.role == Role::main_manager) return true;
    return false;
}

// There is one main manager: whoever had the role helps his successor.
Status step_down_others(Writer& writer, const Account& main, Instant now) {
    for (auto other : DIMONA_TRY(accounts_of(writer, main.enterprise))) {
        if (other.login == main.login || other.grant.role != Role::main_manager) continue;
        registry::Act act{.at = now,
                          .code = "account.changed",
                          .by = main.login,
                          .by_enterprise = main.enterprise,
                          .reason = {},
                          .about = {registry::subject(main.enterprise), subject_of_account(other.login)},
                          .details = {{"login", other.login}}};
        add_details(act.details, other.grant, "Before");
        other.grant.role = Role::co_manager;
        add_details(act.details, other.grant);
        DIMONA_TRY_VOID(put_account(writer, other));
        DIMONA_TRY_VOID(record_act(writer, act));
    }
    return {};
}

Account new_account(const Invitation& invitation, std::int64_t code_step) {
    return {.login = invitation.login,
            .name = invitation.name,
            .enterprise = invitation.enterprise,
            .grant = invitation.grant,
            .language = invitation.language,
            .password_hash = invitation.password_hash,
            .code_secret = invitation.code_secret,
            .last_code_step = code_step,
            .subject = {},
            .locked_until = std::nullopt};
}

// An invitation never takes away what somebody has.
Account changed_account(Account account, const Invitation& invitation) {
    account.grant.represents = account.grant.represents || invitation.grant.represents;
    if (invitation.grant.role > account.grant.role) {
        const bool represents = account.grant.represents;
        account.grant = invitation.grant;
        account.grant.represents = represents;
    }
    return account;
}

}  // namespace

Result<Invitation> invite_also_known(Writer& writer, Invitation wanted, const Inviting& inviting) {
    wanted.grant = DIMONA_TRY(settled(wanted.grant));
    const auto code = wanted.enterprise.to_text() + "-" + base64url(random_bytes(code_bytes));
    wanted.id = id_of(code);
    wanted.at = inviting.now;
    wanted.expires = inviting.now + invitation_lifetime;
    DIMONA_TRY_VOID(end_earlier_ones(writer, wanted));
    DIMONA_TRY_VOID(keep_invitation(writer, wanted));
    const auto link = inviting.base_url + "/" + std::string(domain::to_code(wanted.language)) + "/invitation/" + code;
    DIMONA_TRY_VOID(queue_letter(writer, invitation_letter(wanted, link), inviting.now));
    DIMONA_TRY_VOID(record_act(writer, act_about(wanted, "account.invited", wanted.by, inviting.now)));
    return wanted;
}

Result<Invitation> invite(Writer& writer, Invitation wanted, const Inviting& inviting) {
    const auto known = DIMONA_TRY(account(writer, wanted.login));
    if (known && known->active && known->enterprise == wanted.enterprise)
        return fail(ErrorKind::conflict, "this address has an account of the enterprise already", wanted.login,
                    "change what the account may do");
    return invite_also_known(writer, std::move(wanted), inviting);
}

Result<std::optional<Invitation>> invitation_of_code(Reader& reader, std::string_view code, Instant now) {
    const auto id = id_of(code);
    if (id.empty()) return std::nullopt;
    const auto paper = DIMONA_TRY(reader.paper(drawer, id));
    if (!paper) return std::nullopt;
    auto invitation = DIMONA_TRY(read(*paper));
    if (invitation.expires <= now) return std::nullopt;
    return invitation;
}

Result<std::vector<Invitation>> invitations_of(Reader& reader, domain::EnterpriseNumber enterprise, Instant now) {
    std::vector<Invitation> open;
    for (const auto& paper : DIMONA_TRY(reader.papers(drawer, prefix_of(enterprise), "", invitations_max))) {
        auto invitation = DIMONA_TRY(read(paper));
        if (invitation.expires > now) open.push_back(std::move(invitation));
    }
    return open;
}

Status keep_invitation(Writer& writer, const Invitation& invitation) {
    return writer.put_paper({drawer, invitation.id, to_text(invitation), invitation.expires});
}

Status withdraw_invitation(Writer& writer, const Invitation& invitation, const std::string& by, Instant now) {
    DIMONA_TRY_VOID(writer.remove_paper(drawer, invitation.id));
    return record_act(writer, act_about(invitation, "account.invitation.withdrawn", by, now));
}

Result<Account> accept_invitation(Writer& writer, const Invitation& invitation, std::int64_t code_step, Instant now) {
    if (!DIMONA_TRY(writer.paper(drawer, invitation.id)))
        return fail(ErrorKind::not_found, "the invitation was used or withdrawn", {}, "ask for a new one");
    const auto known = DIMONA_TRY(account(writer, invitation.login));
    if (known && known->enterprise != invitation.enterprise)
        return fail(ErrorKind::conflict, "this address has an account of another enterprise", invitation.login,
                    "ask to be invited under another address");
    const bool is_active = known && known->active;
    if (!is_active && (invitation.password_hash.empty() || invitation.code_secret.empty()))
        return fail(ErrorKind::invalid, "password and one-time codes are not chosen yet", {}, "choose them first");
    const auto joined = is_active ? changed_account(*known, invitation) : new_account(invitation, code_step);
    DIMONA_TRY_VOID(put_account(writer, joined));
    DIMONA_TRY_VOID(writer.remove_paper(drawer, invitation.id));
    auto act = act_about(invitation, "account.joined", joined.login, now);
    act.by_enterprise = invitation.enterprise;
    DIMONA_TRY_VOID(record_act(writer, act));
    if (joined.grant.role == Role::main_manager) DIMONA_TRY_VOID(step_down_others(writer, joined, now));
    return joined;
}

Result<AccessRequest> request_access(Writer& writer, const Inviting& inviting, domain::EnterpriseNumber enterprise,
                                     const std::string& name, const std::string& email, domain::Language language) {
    if (DIMONA_TRY(has_main_manager(writer, enterprise))) return AccessRequest::managed;
    for (const auto& open : DIMONA_TRY(invitations_of(writer, enterprise, inviting.now)))
        if (open.grant.represents) return AccessRequest::waiting;
    const auto known = DIMONA_TRY(registry::find_enterprise(writer, enterprise));
    const auto login = known ? parse_login(known->email) : std::nullopt;
    if (!login) {
        const auto desk_now = inviting.desk_now.value_or(inviting.now);
        for (const auto& waiting : DIMONA_TRY(registry::open_approvals(writer, registry::desk_approvals, desk_now)))
            if (waiting.code == access_requested && waiting.about == registry::subject(enterprise))
                return AccessRequest::asked;
        DIMONA_TRY(registry::ask_approval(writer, {.id = {},
                                                   .code = access_requested,
                                                   .subject = registry::desk_approvals,
                                                   .about = registry::subject(enterprise),
                                                   .details = {{"enterprise", enterprise.to_text()},
                                                               {"name", name},
                                                               {"login", email},
                                                               {"language", std::string(domain::to_code(language))}},
                                                   .reason = {},
                                                   .asked_by = nobody,
                                                   .by_enterprise = enterprise,
                                                   .asked_at = desk_now,
                                                   .expires = desk_now + desk_time}));
        return AccessRequest::asked;
    }
    DIMONA_TRY(invite_also_known(writer,
                                 {.id = {},
                                  .enterprise = enterprise,
                                  .enterprise_name = name_of_enterprise(known, enterprise, language),
                                  .login = *login,
                                  .name = name,
                                  .grant = {.represents = true},
                                  .language = language,
                                  .by = nobody},
                                 inviting));
    return AccessRequest::invited;
}

Result<Invitation> grant_access(Writer& writer, const Inviting& inviting, const registry::Approval& request,
                                const std::string& by) {
    const auto enterprise = domain::EnterpriseNumber::parse(request["enterprise"]);
    const auto login = parse_login(request["login"]);
    if (request.code != access_requested || !enterprise || !login)
        return fail(ErrorKind::invalid, "this is no request for access with an e-mail address", request.id,
                    "refuse it, and ask for an address");
    const auto language = domain::parse_language(request["language"]).value_or(domain::Language::en);
    const auto known = DIMONA_TRY(registry::find_enterprise(writer, *enterprise));
    return invite_also_known(writer,
                             {.id = {},
                              .enterprise = *enterprise,
                              .enterprise_name = name_of_enterprise(known, *enterprise, language),
                              .login = *login,
                              .name = request["name"],
                              .grant = {.represents = true},
                              .language = language,
                              .by = by},
                             inviting);
}

}  // namespace dimona::access
