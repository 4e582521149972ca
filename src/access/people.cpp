#include "access/people.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "access/grant_details.hpp"
#include "access/sessions.hpp"

namespace dimona::access {

namespace {

namespace json = boost::json;
using registry::Act;
using registry::Approval;
using registry::Reader;
using registry::Writer;

constexpr const char* transfer_drawer = "transfer";
constexpr const char* choices_drawer = "access-choices";
constexpr std::chrono::days transfer_lifetime{7};

constexpr const char* invite_action = "account.invited";
constexpr const char* change_action = "account.changed";
constexpr const char* single_person_action = "second-person.ended";

tl::unexpected<Error> forbidden(std::string message, std::string remedy = "ask the main access manager") {
    return fail(ErrorKind::forbidden, std::move(message), {}, std::move(remedy));
}

// Who did it, when a second person was asked: the one who asked; the other stands in the details.
struct Hands {
    std::string by, confirmed_by;
};
Hands hands_of(const Actor& actor) { return {actor.login, {}}; }

Act act_of(const Actor& actor, const Hands& hands, const char* code, const std::string& login) {
    Act act{.at = actor.at,
            .code = code,
            .by = hands.by,
            .by_enterprise = actor.enterprise,
            .reason = {},
            .about = {registry::subject(actor.enterprise)},
            .details = {}};
    if (!login.empty()) {
        act.about.push_back(subject_of_account(login));
        act.details.push_back({"login", login});
    }
    if (!hands.confirmed_by.empty()) act.details.push_back({"confirmedBy", hands.confirmed_by});
    return act;
}

Status put_change(Writer& writer, const Actor& actor, const Hands& hands, Account account, const Grant& grant) {
    auto act = act_of(actor, hands, change_action, account.login);
    add_details(act.details, account.grant, "Before");
    add_details(act.details, grant);
    account.grant = grant;
    DIMONA_TRY_VOID(put_account(writer, account));
    return record_act(writer, act);
}

Result<Account> active_person_of(Reader& reader, domain::EnterpriseNumber enterprise, std::string_view login) {
    auto person = DIMONA_TRY(person_of(reader, enterprise, login));
    if (!person.active)
        return fail(ErrorKind::conflict, "this person has left the enterprise", person.login, "invite him again");
    return person;
}

// A legal representative stays one, whatever else is given to him.
Grant keeping_representation(Grant grant, const Account& account) {
    grant.represents = account.grant.represents;
    return grant;
}

Status check_change(const Account& giver, const Account& person, const Grant& grant) {
    if (giver.login == person.login) return forbidden("nobody changes what he may do himself", "ask another manager");
    DIMONA_TRY_VOID(may_change(giver.grant, person.grant));
    auto given = grant;
    given.represents = false;
    return may_give(giver.grant, given);
}

Status end_account(Writer& writer, const Actor& actor, Account person, const char* code, const std::string& reason) {
    if (person.grant.role == Role::main_manager)
        return fail(ErrorKind::conflict, "the main access manager hands his role over first", person.login,
                    "hand the role over, or let a legal representative name a successor");
    person.active = false;
    DIMONA_TRY_VOID(put_account(writer, person));
    DIMONA_TRY_VOID(end_sessions(writer, person.login));
    const auto transfer = DIMONA_TRY(transfer_of(writer, actor.enterprise, actor.at));
    if (transfer && transfer->to == person.login)
        DIMONA_TRY_VOID(writer.remove_paper(transfer_drawer, actor.enterprise.to_text()));
    auto act = act_of(actor, hands_of(actor), code, person.login);
    act.reason = reason;
    add_details(act.details, person.grant, "Before");
    return record_act(writer, act);
}

// The role goes over; whoever had it helps his successor.
Status make_main_manager(Writer& writer, const Actor& actor, const Account& successor) {
    const auto before = DIMONA_TRY(main_manager_of(writer, actor.enterprise));
    if (before && before->login == successor.login)
        return fail(ErrorKind::conflict, "this is the main access manager already", successor.login);
    if (before)
        DIMONA_TRY_VOID(put_change(writer, actor, hands_of(actor), *before,
                                   keeping_representation({.role = Role::co_manager}, *before)));
    DIMONA_TRY_VOID(put_change(writer, actor, hands_of(actor), successor,
                               keeping_representation({.role = Role::main_manager}, successor)));
    return writer.remove_paper(transfer_drawer, actor.enterprise.to_text());
}

Status put_second_person(Writer& writer, const Actor& actor, const Hands& hands, bool wanted) {
    DIMONA_TRY_VOID(writer.put_paper({choices_drawer, actor.enterprise.to_text(),
                                      json::serialize(json::object{{"secondPerson", wanted}}), std::nullopt}));
    return record_act(writer, act_of(actor, hands, wanted ? "second-person.wanted" : single_person_action, {}));
}

// Whoever manages the whole enterprise, or represents it. The one who asked is checked against what he may do.
bool may_confirm(const Account& account) { return may(account.grant, Right::manage) || account.grant.represents; }

}  // namespace

Result<Account> acting_account(Reader& reader, const Actor& actor, Right right) {
    auto found = DIMONA_TRY(account(reader, actor.login));
    if (!found || !found->active || found->enterprise != actor.enterprise || !may(found->grant, right))
        return forbidden("your account may not do this any more");
    return *std::move(found);
}

Result<Account> person_of(Reader& reader, domain::EnterpriseNumber enterprise, std::string_view login) {
    auto found = DIMONA_TRY(account(reader, login));
    if (!found || found->enterprise != enterprise)
        return fail(ErrorKind::not_found, "there is no such person at your enterprise", std::string(login));
    return *std::move(found);
}

Result<std::optional<Account>> main_manager_of(Reader& reader, domain::EnterpriseNumber enterprise) {
    for (auto& person : DIMONA_TRY(accounts_of(reader, enterprise)))
        if (person.active && person.grant.role == Role::main_manager) return std::move(person);
    return std::nullopt;
}

Result<Outcome> invite_person(Writer& writer, const Actor& actor, Invitation wanted, const std::string& base_url) {
    const auto giver = DIMONA_TRY(acting_account(writer, actor, Right::people));
    wanted.grant = DIMONA_TRY(settled(wanted.grant));
    wanted.enterprise = actor.enterprise;
    wanted.by = actor.login;
    DIMONA_TRY_VOID(may_give(giver.grant, wanted.grant));
    if (is_sensitive(wanted.grant)) {
        Approval asked{.code = invite_action,
                       .about = subject_of_account(wanted.login),
                       .details = {{"login", wanted.login},
                                   {"name", wanted.name},
                                   {"enterpriseName", wanted.enterprise_name},
                                   {"language", std::string(domain::to_code(wanted.language))}}};
        add_details(asked.details, wanted.grant);
        if (DIMONA_TRY(ask_second_person(writer, actor, std::move(asked))) == Outcome::waits) return Outcome::waits;
    }
    DIMONA_TRY(invite(writer, std::move(wanted), {base_url, actor.at}));
    return Outcome::done;
}

Result<Outcome> change_person(Writer& writer, const Actor& actor, const std::string& login, Grant grant) {
    const auto giver = DIMONA_TRY(acting_account(writer, actor, Right::people));
    const auto person = DIMONA_TRY(active_person_of(writer, actor.enterprise, login));
    grant = DIMONA_TRY(settled(keeping_representation(std::move(grant), person)));
    DIMONA_TRY_VOID(check_change(giver, person, grant));
    if (grant == person.grant) return Outcome::done;
    if (is_sensitive(grant)) {
        Approval asked{.code = change_action, .about = subject_of_account(login), .details = {{"login", login}}};
        add_details(asked.details, grant);
        if (DIMONA_TRY(ask_second_person(writer, actor, std::move(asked))) == Outcome::waits) return Outcome::waits;
    }
    DIMONA_TRY_VOID(put_change(writer, actor, hands_of(actor), person, grant));
    return Outcome::done;
}

Status remove_person(Writer& writer, const Actor& actor, const std::string& login, const std::string& reason) {
    const auto giver = DIMONA_TRY(acting_account(writer, actor, Right::people));
    const auto person = DIMONA_TRY(active_person_of(writer, actor.enterprise, login));
    if (giver.login == person.login) return leave(writer, actor);
    DIMONA_TRY_VOID(may_change(giver.grant, person.grant));
    return end_account(writer, actor, person, "account.removed", reason);
}

Status leave(Writer& writer, const Actor& actor) {
    const auto person = DIMONA_TRY(active_person_of(writer, actor.enterprise, actor.login));
    return end_account(writer, actor, person, "account.left", {});
}

// --- the main manager's role

Result<std::optional<Transfer>> transfer_of(Reader& reader, domain::EnterpriseNumber enterprise, Instant now) {
    const auto paper = DIMONA_TRY(reader.paper(transfer_drawer, enterprise.to_text()));
    if (!paper) return std::nullopt;
    try {
        const auto value = json::parse(paper->text);
        const auto moment = [&](const char* name) {
            return Instant{std::chrono::milliseconds{value.as_object().at(name).as_int64()}};
        };
        Transfer transfer{.from = std::string(value.as_object().at("from").as_string()),
                          .to = std::string(value.as_object().at("to").as_string()),
                          .at = moment("at"),
                          .expires = moment("expires")};
        if (transfer.expires <= now) return std::nullopt;
        return transfer;
    } catch (const std::exception&) {
        return fail(ErrorKind::internal, "a transfer of a role can't be read", paper->name, "ask for it again");
    }
}

Status ask_transfer(Writer& writer, const Actor& actor, const std::string& to) {
    const auto main = DIMONA_TRY(acting_account(writer, actor, Right::people));
    if (main.grant.role != Role::main_manager) return forbidden("only the main access manager hands his role over");
    const auto successor = DIMONA_TRY(active_person_of(writer, actor.enterprise, to));
    if (successor.login == main.login)
        return fail(ErrorKind::conflict, "this is the main access manager already", to, "choose somebody else");
    const Transfer transfer{main.login, successor.login, actor.at, actor.at + transfer_lifetime};
    const json::object text = {{"from", transfer.from},
                               {"to", transfer.to},
                               {"at", transfer.at.time_since_epoch().count()},
                               {"expires", transfer.expires.time_since_epoch().count()}};
    DIMONA_TRY_VOID(
        writer.put_paper({transfer_drawer, actor.enterprise.to_text(), json::serialize(text), transfer.expires}));
    return record_act(writer, act_of(actor, hands_of(actor), "main-manager.transfer.asked", to));
}

Status accept_transfer(Writer& writer, const Actor& actor) {
    const auto transfer = DIMONA_TRY(transfer_of(writer, actor.enterprise, actor.at));
    if (!transfer || transfer->to != actor.login)
        return fail(ErrorKind::not_found, "no role is offered to you", {}, "ask the main access manager");
    const auto main = DIMONA_TRY(main_manager_of(writer, actor.enterprise));
    if (!main || main->login != transfer->from)
        return fail(ErrorKind::not_found, "who offered the role does not have it any more", transfer->from);
    const auto successor = DIMONA_TRY(active_person_of(writer, actor.enterprise, actor.login));
    DIMONA_TRY_VOID(make_main_manager(writer, actor, successor));
    return record_act(writer, act_of(actor, hands_of(actor), "main-manager.transferred", actor.login));
}

Status end_transfer(Writer& writer, const Actor& actor) {
    const auto transfer = DIMONA_TRY(transfer_of(writer, actor.enterprise, actor.at));
    if (!transfer || (transfer->to != actor.login && transfer->from != actor.login))
        return fail(ErrorKind::not_found, "no role is offered by you or to you");
    DIMONA_TRY_VOID(writer.remove_paper(transfer_drawer, actor.enterprise.to_text()));
    return record_act(writer, act_of(actor, hands_of(actor), "main-manager.transfer.ended", transfer->to));
}

Status name_main_manager(Writer& writer, const Actor& actor, const std::string& login) {
    const auto representative = DIMONA_TRY(acting_account(writer, actor, Right::people));
    if (!representative.grant.represents) return forbidden("a legal representative names the main access manager");
    DIMONA_TRY_VOID(make_main_manager(writer, actor, DIMONA_TRY(active_person_of(writer, actor.enterprise, login))));
    return record_act(writer, act_of(actor, hands_of(actor), "main-manager.named", login));
}

Status invite_main_manager(Writer& writer, const Actor& actor, Invitation wanted, const std::string& base_url) {
    const auto representative = DIMONA_TRY(acting_account(writer, actor, Right::people));
    if (!representative.grant.represents) return forbidden("a legal representative names the main access manager");
    wanted.grant = {.role = Role::main_manager};
    wanted.enterprise = actor.enterprise;
    wanted.by = actor.login;
    DIMONA_TRY(invite(writer, std::move(wanted), {base_url, actor.at}));
    return {};
}

// --- two persons for sensitive changes

Result<bool> wants_second_person(Reader& reader, domain::EnterpriseNumber enterprise) {
    const auto paper = DIMONA_TRY(reader.paper(choices_drawer, enterprise.to_text()));
    if (!paper) return false;
    boost::system::error_code problem;
    const auto value = json::parse(paper->text, problem);
    const auto* wanted = problem || !value.is_object() ? nullptr : value.get_object().if_contains("secondPerson");
    if (!wanted || !wanted->is_bool())
        return fail(ErrorKind::internal, "the choices of an enterprise can't be read", paper->name);
    return wanted->get_bool();
}

Result<Outcome> choose_second_person(Writer& writer, const Actor& actor, bool wanted) {
    DIMONA_TRY(acting_account(writer, actor, Right::manage));
    if (DIMONA_TRY(wants_second_person(writer, actor.enterprise)) == wanted) return Outcome::done;
    if (!wanted) {
        Approval asked{.code = single_person_action};
        if (DIMONA_TRY(ask_second_person(writer, actor, std::move(asked))) == Outcome::waits) return Outcome::waits;
    } else {
        const auto people = DIMONA_TRY(accounts_of(writer, actor.enterprise));
        const bool another = std::any_of(people.begin(), people.end(), [&](const Account& person) {
            return person.active && person.login != actor.login && may_confirm(person);
        });
        if (!another)
            return fail(ErrorKind::conflict, "nobody else at your enterprise could confirm", {},
                        "invite another access manager first");
    }
    DIMONA_TRY_VOID(put_second_person(writer, actor, hands_of(actor), wanted));
    return Outcome::done;
}

Result<Outcome> ask_second_person(Writer& writer, const Actor& actor, Approval asked) {
    if (!DIMONA_TRY(wants_second_person(writer, actor.enterprise))) return Outcome::done;
    asked.subject = registry::subject(actor.enterprise);
    asked.asked_by = actor.login;
    asked.by_enterprise = actor.enterprise;
    asked.asked_at = actor.at;
    DIMONA_TRY(registry::ask_approval(writer, std::move(asked)));
    return Outcome::waits;
}

Result<Approval> confirm_for_enterprise(Writer& writer, const Actor& actor, const std::string& id) {
    const auto confirming = DIMONA_TRY(acting_account(writer, actor, Right::people));
    const auto subject = registry::subject(actor.enterprise);
    const auto approval = DIMONA_TRY(registry::open_approval(writer, subject, id, actor.at));
    if (!may_confirm(confirming))
        return forbidden("only managers of the whole enterprise and legal representatives confirm");
    const auto asking = DIMONA_TRY(account(writer, approval.asked_by));
    if (!asking || !asking->active)
        return fail(ErrorKind::conflict, "who asked for it has left the enterprise", approval.asked_by, "refuse it");
    return registry::confirm_approval(writer, subject, id, {actor.login, actor.enterprise, actor.at});
}

Status refuse_for_enterprise(Writer& writer, const Actor& actor, const std::string& id, const std::string& reason) {
    const auto refusing = DIMONA_TRY(acting_account(writer, actor, Right::people));
    const auto subject = registry::subject(actor.enterprise);
    const auto approval = DIMONA_TRY(registry::open_approval(writer, subject, id, actor.at));
    if (approval.asked_by != actor.login && !may_confirm(refusing))
        return forbidden("only managers of the whole enterprise and legal representatives refuse");
    return registry::refuse_approval(writer, subject, id, {actor.login, actor.enterprise, actor.at}, reason);
}

Result<bool> carry_out(Writer& writer, const Actor& confirming, const Approval& approval, const std::string& base_url) {
    const Hands hands{approval.asked_by, confirming.login};
    if (approval.code == single_person_action) {
        DIMONA_TRY_VOID(put_second_person(writer, confirming, hands, false));
        return true;
    }
    if (approval.code != invite_action && approval.code != change_action) return false;
    auto grant = grant_of(approval.details);
    if (!grant) return fail(ErrorKind::internal, "what was asked for can't be read", approval.id, "ask for it again");
    if (approval.code == change_action) {
        const auto person = DIMONA_TRY(active_person_of(writer, confirming.enterprise, approval["login"]));
        grant = keeping_representation(*grant, person);
        // As high as it was when it was asked for, or lower: the one who asked is looked at again.
        const auto asking = DIMONA_TRY(person_of(writer, confirming.enterprise, approval.asked_by));
        DIMONA_TRY_VOID(check_change(asking, person, *grant));
        DIMONA_TRY_VOID(put_change(writer, confirming, hands, person, *grant));
        return true;
    }
    const auto asking = DIMONA_TRY(person_of(writer, confirming.enterprise, approval.asked_by));
    DIMONA_TRY_VOID(may_give(asking.grant, *grant));
    DIMONA_TRY(invite(writer,
                      {.id = {},
                       .enterprise = confirming.enterprise,
                       .enterprise_name = approval["enterpriseName"],
                       .login = approval["login"],
                       .name = approval["name"],
                       .grant = *grant,
                       .language = domain::parse_language(approval["language"]).value_or(domain::Language::en),
                       .by = approval.asked_by},
                      {base_url, confirming.at}));
    return true;
}

}  // namespace dimona::access
