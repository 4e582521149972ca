#include "access/programs.hpp"

#include <algorithm>

#include "access/token_service.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "register/codec/filed.hpp"

namespace dimona::registry::codec {

template <class V, Is<access::Sender> T>
void members(V& v, T& r) {
    v("number", r.number), v("enterprise", r.enterprise), v("name", r.name);
    v("certificates", r.certificates_pem), v("active", r.active), v("madeAt", r.made_at);
}

}  // namespace dimona::registry::codec

namespace dimona::access {

namespace {

using registry::Act;
using registry::Approval;
using registry::OAuthClient;
using registry::Reader;
using registry::Writer;

constexpr const char* card_drawer = "client-card";     // CLIENT -> the name that the enterprise gave it
constexpr const char* sender_drawer = "sender";        // NUMBER
constexpr const char* sender_of_drawer = "sender-of";  // ENTERPRISE/NUMBER
constexpr const char* counter_drawer = "counter";
constexpr const char* sender_counter = "sender";
constexpr std::int64_t first_sender_number = 100'001, last_sender_number = 999'999;
constexpr int sender_digits = 6, senders_max = 500;
constexpr std::size_t random_letters = 10;

constexpr const char* client_action = "client.made";
constexpr const char* sender_action = "sender.made";
constexpr const char* key_action = "key.added";

std::string subject_of_program(const std::string& program) { return registry::subject_of("program", program); }
bool is_sender_number(const std::string& program) { return program.size() == sender_digits; }

// Who did it; the other, when a second person was asked, stands in the details.
struct Doing {
    Actor actor;  // whoever acts now
    std::string by, confirmed_by;
};
Doing doing_as(const Actor& actor) { return {actor, actor.login, {}}; }

Act act_of(const Doing& doing, const char* code, const std::string& program) {
    Act act{.at = doing.actor.at,
            .code = code,
            .by = doing.by,
            .by_enterprise = doing.actor.enterprise,
            .reason = {},
            .about = {registry::subject(doing.actor.enterprise), subject_of_program(program)},
            .details = {{"program", program}}};
    if (!doing.confirmed_by.empty()) act.details.push_back({"confirmedBy", doing.confirmed_by});
    return act;
}

tl::unexpected<Error> not_there(const std::string& program) {
    return fail(ErrorKind::not_found, "your enterprise has no such program", program);
}
tl::unexpected<Error> conflict(std::string message, const std::string& place, std::string remedy) {
    return fail(ErrorKind::conflict, std::move(message), place, std::move(remedy));
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

Status check_scopes(const std::vector<std::string>& scopes) {
    for (const auto& scope : scopes)
        if (scope != scope_declare && scope != scope_consult)
            return fail(ErrorKind::invalid, "there is no such scope", scope);
    if (scopes.empty()) return fail(ErrorKind::invalid, "a client has at least one scope", "scopes", "choose one");
    return {};
}

Status check_name(const std::string& name) {
    if (!name.empty() && code_points(name) <= program_name_max && is_clean_text(name)) return {};
    return fail(ErrorKind::invalid, "a program has a name of at most 60 characters", "name", "give it a name");
}

// Letters and digits that are not taken for each other.
std::string random_name() {
    constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";
    std::string name;
    for (const char byte : random_bytes(random_letters)) name += letters[static_cast<unsigned char>(byte) % 32U];
    return name;
}

Result<std::string> next_sender_number(Writer& writer) {
    const auto paper = DIMONA_TRY(writer.paper(counter_drawer, sender_counter));
    const auto number = paper ? parse_digits(paper->text).value_or(0) + 1 : first_sender_number;
    if (number < first_sender_number || number > last_sender_number)
        return fail(ErrorKind::internal, "there are no sender numbers left", sender_counter);
    DIMONA_TRY_VOID(writer.put_paper({counter_drawer, sender_counter, std::to_string(number), std::nullopt}));
    return zero_padded(number, sender_digits);
}

Status put_sender(Writer& writer, const Sender& sender) {
    DIMONA_TRY_VOID(registry::codec::file(writer, sender_drawer, sender.number, sender));
    return writer.put_paper({sender_of_drawer, sender.enterprise.to_text() + "/" + sender.number, {}, std::nullopt});
}

Result<Sender> new_sender(Writer& writer, const Doing& doing, const std::string& name,
                          std::vector<std::string> certificates) {
    Sender made{.number = DIMONA_TRY(next_sender_number(writer)),
                .enterprise = doing.actor.enterprise,
                .name = name,
                .certificates_pem = std::move(certificates),
                .active = true,
                .made_at = doing.actor.at};
    DIMONA_TRY_VOID(put_sender(writer, made));
    auto act = act_of(doing, sender_action, made.number);
    act.details.push_back({"name", name});
    DIMONA_TRY_VOID(record_act(writer, act));
    return made;
}

// Client ids hold the number of the enterprise's first sender; it gets one with its first client.
Result<std::string> sender_number_for_clients(Writer& writer, const Doing& doing, const std::string& name) {
    const auto senders = DIMONA_TRY(senders_of(writer, doing.actor.enterprise));
    if (!senders.empty()) return senders.front().number;
    return DIMONA_TRY(new_sender(writer, doing, name, {})).number;
}

Result<std::string> put_new_client(Writer& writer, const Doing& doing, const std::string& name,
                                   const std::vector<std::string>& scopes, const RegisteredKey& key) {
    const auto client_id =
        "self_service_dimona_" + DIMONA_TRY(sender_number_for_clients(writer, doing, name)) + "_" + random_name();
    DIMONA_TRY_VOID(writer.put_oauth_client({client_id, doing.actor.enterprise, scopes, {key.pem}, true}));
    DIMONA_TRY_VOID(writer.put_paper({card_drawer, client_id, name, std::nullopt}));
    auto act = act_of(doing, client_action, client_id);
    act.details.push_back({"name", name});
    act.details.push_back({"scopes", joined(scopes)});
    act.details.push_back({"key", key.thumbprint});
    DIMONA_TRY_VOID(record_act(writer, act));
    return client_id;
}

// A program with its keys, whichever it is.
struct Program {
    std::optional<OAuthClient> client;
    std::optional<Sender> sender;
    [[nodiscard]] std::vector<std::string>& keys() {
        return client ? client->public_keys_pem : sender->certificates_pem;
    }
    [[nodiscard]] bool active() const { return client ? client->active : sender->active; }
};
Result<Program> program_of(Reader& reader, domain::EnterpriseNumber enterprise, const std::string& name) {
    if (is_sender_number(name)) return Program{std::nullopt, DIMONA_TRY(sender_of(reader, enterprise, name))};
    return Program{DIMONA_TRY(client_of(reader, enterprise, name)).registered, std::nullopt};
}
Result<Program> active_program_of(Reader& reader, domain::EnterpriseNumber enterprise, const std::string& name) {
    auto program = DIMONA_TRY(program_of(reader, enterprise, name));
    if (!program.active()) return conflict("this program was revoked", name, "make a new one");
    return program;
}
Status put_program(Writer& writer, const Program& program) {
    return program.client ? writer.put_oauth_client(*program.client) : put_sender(writer, *program.sender);
}

bool has_key(Program& program, const std::string& thumbprint) {
    return std::any_of(program.keys().begin(), program.keys().end(), [&](const std::string& pem) {
        const auto key = read_registered_key(pem);
        return key && key->thumbprint == thumbprint;
    });
}

Status check_new_key(Program& program, const std::string& name, const RegisteredKey& key) {
    if (has_key(program, key.thumbprint))
        return conflict("the program has this key already", name, "make a new pair of keys");
    if (program.keys().size() >= keys_max)
        return conflict("the program has as many keys as it may have", name, "remove one that is not used any more");
    if (program.sender && !key.is_certificate())
        return fail(ErrorKind::invalid, "a sender of batches is known by a certificate", name,
                    "register a certificate, not a bare key");
    return {};
}

Status put_new_key(Writer& writer, const Doing& doing, const std::string& name, const RegisteredKey& key) {
    auto program = DIMONA_TRY(active_program_of(writer, doing.actor.enterprise, name));
    DIMONA_TRY_VOID(check_new_key(program, name, key));
    program.keys().push_back(key.pem);
    DIMONA_TRY_VOID(put_program(writer, program));
    auto act = act_of(doing, key_action, name);
    act.details.push_back({"key", key.thumbprint});
    return record_act(writer, act);
}

Result<Client> client_with_card(Reader& reader, OAuthClient registered) {
    Client client{.registered = std::move(registered), .name = {}, .keys = {}};
    if (const auto card = DIMONA_TRY(reader.paper(card_drawer, client.registered.client_id))) client.name = card->text;
    for (const auto& pem : client.registered.public_keys_pem)
        client.keys.push_back(DIMONA_TRY(read_registered_key(pem)));
    return client;
}

}  // namespace

Result<std::vector<Client>> clients_of(Reader& reader, domain::EnterpriseNumber enterprise) {
    std::vector<Client> own;
    for (auto& client : DIMONA_TRY(reader.oauth_clients()))
        if (client.enterprise == enterprise) own.push_back(DIMONA_TRY(client_with_card(reader, std::move(client))));
    return own;
}

Result<Client> client_of(Reader& reader, domain::EnterpriseNumber enterprise, const std::string& client_id) {
    auto found = DIMONA_TRY(reader.oauth_client(client_id));
    if (!found || found->enterprise != enterprise) return not_there(client_id);
    return client_with_card(reader, *std::move(found));
}

Result<std::optional<Sender>> sender(Reader& reader, std::string_view number) {
    return registry::codec::filed<Sender>(reader, sender_drawer, number);
}

Result<std::vector<Sender>> senders_of(Reader& reader, domain::EnterpriseNumber enterprise) {
    std::vector<Sender> own;
    const auto prefix = enterprise.to_text() + "/";
    for (const auto& paper : DIMONA_TRY(reader.papers(sender_of_drawer, prefix, "", senders_max)))
        if (auto found = DIMONA_TRY(sender(reader, paper.name.substr(prefix.size())))) own.push_back(*std::move(found));
    return own;
}

Result<Sender> sender_of(Reader& reader, domain::EnterpriseNumber enterprise, const std::string& number) {
    auto found = DIMONA_TRY(sender(reader, number));
    if (!found || found->enterprise != enterprise) return not_there(number);
    return *std::move(found);
}

Result<Made> make_client(Writer& writer, const Actor& actor, const std::string& name,
                         const std::vector<std::string>& scopes, const RegisteredKey& key) {
    DIMONA_TRY(acting_account(writer, actor, Right::manage));
    DIMONA_TRY_VOID(check_name(name));
    DIMONA_TRY_VOID(check_scopes(scopes));
    Approval asked{.code = client_action,
                   .details = {{"name", name}, {"scopes", joined(scopes)}, {"pem", key.pem}, {"key", key.thumbprint}}};
    if (DIMONA_TRY(ask_second_person(writer, actor, std::move(asked))) == Outcome::waits)
        return Made{Outcome::waits, {}};
    return Made{Outcome::done, DIMONA_TRY(put_new_client(writer, doing_as(actor), name, scopes, key))};
}

Result<Made> make_sender(Writer& writer, const Actor& actor, const std::string& name,
                         const RegisteredKey& certificate) {
    DIMONA_TRY(acting_account(writer, actor, Right::manage));
    DIMONA_TRY_VOID(check_name(name));
    if (!certificate.is_certificate())
        return fail(ErrorKind::invalid, "a sender of batches is known by a certificate", "key",
                    "register a certificate, not a bare key");
    Approval asked{.code = sender_action,
                   .details = {{"name", name}, {"pem", certificate.pem}, {"key", certificate.thumbprint}}};
    if (DIMONA_TRY(ask_second_person(writer, actor, std::move(asked))) == Outcome::waits)
        return Made{Outcome::waits, {}};
    return Made{Outcome::done, DIMONA_TRY(new_sender(writer, doing_as(actor), name, {certificate.pem})).number};
}

Result<Outcome> add_key(Writer& writer, const Actor& actor, const std::string& program, const RegisteredKey& key) {
    DIMONA_TRY(acting_account(writer, actor, Right::manage));
    auto known = DIMONA_TRY(active_program_of(writer, actor.enterprise, program));
    DIMONA_TRY_VOID(check_new_key(known, program, key));
    Approval asked{.code = key_action,
                   .about = subject_of_program(program),
                   .details = {{"program", program}, {"pem", key.pem}, {"key", key.thumbprint}}};
    if (DIMONA_TRY(ask_second_person(writer, actor, std::move(asked))) == Outcome::waits) return Outcome::waits;
    DIMONA_TRY_VOID(put_new_key(writer, doing_as(actor), program, key));
    return Outcome::done;
}

Status remove_key(Writer& writer, const Actor& actor, const std::string& program, const std::string& thumbprint) {
    DIMONA_TRY(acting_account(writer, actor, Right::manage));
    auto known = DIMONA_TRY(active_program_of(writer, actor.enterprise, program));
    if (!has_key(known, thumbprint))
        return fail(ErrorKind::not_found, "the program does not have this key", thumbprint);
    if (known.keys().size() == 1)
        return conflict("this is the last key of the program", program, "add the new one first, or revoke the program");
    std::erase_if(known.keys(), [&](const std::string& pem) {
        const auto key = read_registered_key(pem);
        return key && key->thumbprint == thumbprint;
    });
    DIMONA_TRY_VOID(put_program(writer, known));
    auto act = act_of(doing_as(actor), "key.removed", program);
    act.details.push_back({"key", thumbprint});
    return record_act(writer, act);
}

Status change_scopes(Writer& writer, const Actor& actor, const std::string& client_id,
                     const std::vector<std::string>& scopes) {
    DIMONA_TRY(acting_account(writer, actor, Right::manage));
    DIMONA_TRY_VOID(check_scopes(scopes));
    auto known = DIMONA_TRY(active_program_of(writer, actor.enterprise, client_id));
    if (!known.client) return not_there(client_id);
    if (known.client->scopes == scopes) return {};
    auto act = act_of(doing_as(actor), "client.changed", client_id);
    act.details.push_back({"scopesBefore", joined(known.client->scopes)});
    act.details.push_back({"scopes", joined(scopes)});
    known.client->scopes = scopes;
    DIMONA_TRY_VOID(put_program(writer, known));
    return record_act(writer, act);
}

Status revoke_program(Writer& writer, const Actor& actor, const std::string& program, const std::string& reason) {
    DIMONA_TRY(acting_account(writer, actor, Right::manage));
    auto known = DIMONA_TRY(active_program_of(writer, actor.enterprise, program));
    known.keys().clear();
    if (known.client) known.client->active = false;
    if (known.sender) known.sender->active = false;
    DIMONA_TRY_VOID(put_program(writer, known));
    auto act = act_of(doing_as(actor), "program.revoked", program);
    act.reason = reason;
    return record_act(writer, act);
}

Result<bool> carry_out_for_programs(Writer& writer, const Actor& confirming, const Approval& approval) {
    if (approval.code != client_action && approval.code != sender_action && approval.code != key_action) return false;
    DIMONA_TRY(acting_account(writer, {approval.asked_by, confirming.enterprise, confirming.at}, Right::manage));
    const Doing doing{confirming, approval.asked_by, confirming.login};
    const auto key = DIMONA_TRY(read_registered_key(approval["pem"]));
    if (!key.holds(confirming.at))
        return conflict("the certificate has expired in the meantime", approval.id,
                        "refuse it, and ask with a new one");
    if (approval.code == key_action) {
        DIMONA_TRY_VOID(put_new_key(writer, doing, approval["program"], key));
    } else if (approval.code == client_action) {
        std::vector<std::string> scopes;
        for (const auto& scope : split(approval["scopes"], ' ')) scopes.push_back(scope);
        DIMONA_TRY(put_new_client(writer, doing, approval["name"], scopes, key));
    } else {
        DIMONA_TRY(new_sender(writer, doing, approval["name"], {key.pem}));
    }
    return true;
}

}  // namespace dimona::access
