// Every program of the enterprise, and new ones.
#include "channel/web/pages/channels.hpp"

#include "access/programs.hpp"
#include "access/token_service.hpp"
#include "channel/web/access_words.hpp"
#include "channel/web/pages/access.hpp"
#include "channel/web/proof.hpp"

namespace dimona::web::pages {

namespace {

// The soonest end of a program's keys, which matters most.
std::string keys_text(const Words& words, const std::vector<access::RegisteredKey>& keys, Instant now) {
    if (keys.empty()) return words("none");
    std::string text = std::to_string(keys.size());
    std::optional<Instant> soonest;
    for (const auto& key : keys)
        if (key.not_after && (!soonest || *key.not_after < *soonest)) soonest = key.not_after;
    if (!soonest) return text;
    return text + "; " +
           words(*soonest <= now ? DIMONA_MESSAGE("one has expired on {day}")
                                 : DIMONA_MESSAGE("the first expires on {day}"),
                 {{"day", words.day(brussels_date(*soonest))}});
}

Html clients_table(const Visit& visit, const std::vector<access::Client>& clients, Instant now) {
    const auto& t = visit.t;
    if (clients.empty()) return paragraph(t("Your enterprise has no client of the web service yet."));
    std::vector<std::vector<Cell>> rows;
    for (const auto& client : clients)
        rows.push_back({{link(visit.url("/channels/" + client.registered.client_id),
                              client.name.empty() ? client.registered.client_id : client.name)},
                        {client.registered.client_id},
                        {keys_text(t, client.keys, now)},
                        {client.registered.active ? t("active") : t("revoked")}});
    return scrolling_table({.caption = t("Clients of the web service"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("Name")}, {t("Client id")}, {t("Keys")}, {t("State")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

Result<std::vector<access::RegisteredKey>> keys_of(const access::Sender& sender) {
    std::vector<access::RegisteredKey> keys;
    for (const auto& pem : sender.certificates_pem) keys.push_back(DIMONA_TRY(access::read_registered_key(pem)));
    return keys;
}

Result<Html> senders_table(const Visit& visit, const std::vector<access::Sender>& senders, Instant now) {
    const auto& t = visit.t;
    if (senders.empty()) return paragraph(t("Your enterprise has no sender number yet."));
    std::vector<std::vector<Cell>> rows;
    for (const auto& sender : senders) {
        const auto keys = DIMONA_TRY(keys_of(sender));
        const auto state = !sender.active ? t("revoked") : keys.empty() ? t("has no certificate yet") : t("prepared");
        rows.push_back({{link(visit.url("/channels/" + sender.number), sender.number)},
                        {sender.name},
                        {keys_text(t, keys, now)},
                        {state}});
    }
    return scrolling_table({.caption = t("Senders of batches"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("Sender number")}, {t("Name")}, {t("Certificates")}, {t("State")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

struct Typed {
    std::string name, key;
    std::vector<std::string> scopes;
};

std::string error_at(const std::vector<ErrorLink>& errors, const char* href) {
    for (const auto& error : errors)
        if (error.href == href) return error.text;
    return {};
}

Html name_field(const Visit& visit, const Typed& typed, const std::vector<ErrorLink>& errors) {
    return input({.id = "name",
                  .name = "name",
                  .label = {visit.t("Name"), "govuk-label--s"},
                  .group = {.hint = visit.t("As you call the program, for example after the software"),
                            .error = error_at(errors, "#name"),
                            .error_prefix = visit.t("Error")},
                  .value = typed.name,
                  .autocomplete = "off",
                  .spellcheck = "false"});
}

http::Response show_new_client(const Visit& visit, const Typed& typed, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    return show(
        visit,
        {.title = t("A new client of the web service"),
         .main = form(visit, visit.url("/channels/new-client"),
                      name_field(visit, typed, errors) + scope_fields(visit, typed.scopes, error_at(errors, "#scope")) +
                          key_fields(visit, typed.key, error_at(errors, "#key")) + submit(t("Make the client")),
                      true),
         .errors = errors,
         .back = visit.url("/channels"),
         .status = errors.empty() ? 200 : 422});
}

http::Response show_new_sender(const Visit& visit, const Typed& typed, const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    return show(
        visit,
        {.title = t("A new sender of batches"),
         .main = paragraph(t("A sender has a number of six digits, which stands in the names of its files, and a "
                             "certificate that signs them.")) +
                 form(visit, visit.url("/channels/new-sender"),
                      name_field(visit, typed, errors) + key_fields(visit, typed.key, error_at(errors, "#key")) +
                          submit(t("Make the sender")),
                      true),
         .errors = errors,
         .back = visit.url("/channels"),
         .status = errors.empty() ? 200 : 422});
}

std::vector<ErrorLink> mistakes_in(const Visit& visit, const Typed& typed) {
    std::vector<ErrorLink> errors;
    if (typed.name.empty() || code_points(typed.name) > access::program_name_max)
        errors.push_back({visit.t("Enter a name of at most 60 characters"), "#name"});
    return errors;
}

}  // namespace

std::string key_text_of(const FormData& form) {
    const auto* file = form.file("key-file");
    if (file && !file->value.empty()) return file->value;
    // A form that came back after a proof has the file as a field.
    const auto again = form["key-file"];
    return again.empty() ? form["key"] : again;
}

Html key_fields(const Visit& visit, const std::string& typed, const std::string& error) {
    const auto& t = visit.t;
    // A private key that came by mistake goes nowhere else, not even back.
    const bool is_private = typed.find("PRIVATE KEY") != std::string::npos;
    return file_upload({.id = "key-file",
                        .name = "key-file",
                        .label = {t("File with a certificate or public key"), "govuk-label--s"},
                        .group = {.hint = t("PEM certificate, PEM public key, or JWK; RSA of at least 2048 bits, or "
                                            "P-256. Never the private key.")}}) +
           textarea({.id = "key",
                     .name = "key",
                     .label = {t("Or paste it here"), "govuk-label--s"},
                     .group = {.error = error, .error_prefix = t("Error")},
                     .value = is_private ? std::string() : typed,
                     .classes = "dimona-code",
                     .spellcheck = "false",
                     .rows = 6});
}

Html scope_fields(const Visit& visit, const std::vector<std::string>& chosen, const std::string& error) {
    const auto& t = visit.t;
    const auto is_chosen = [&](std::string_view scope) {
        return std::find(chosen.begin(), chosen.end(), scope) != chosen.end();
    };
    return checkboxes({.name = "scope",
                       .fieldset = Fieldset{.legend = {t("What may the program do?"), "govuk-fieldset__legend--s"}},
                       .items = {{.value = std::string(access::scope_declare),
                                  .text = t("Declare"),
                                  .hint = std::string(access::scope_declare),
                                  .checked = is_chosen(access::scope_declare)},
                                 {.value = std::string(access::scope_consult),
                                  .text = t("Look into the personnel file"),
                                  .hint = std::string(access::scope_consult),
                                  .checked = is_chosen(access::scope_consult)}},
                       .group = {.error = error, .error_prefix = t("Error")},
                       .id_prefix = "scope"});
}

std::vector<std::string> scopes_in(const FormData& form) { return form.all("scope"); }

http::Response channels(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto enterprise = visit.who->account.enterprise;
    const auto now = desk.sessions.now();
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto clients = access::clients_of(**reader, enterprise);
    if (!clients) return trouble(visit, clients.error());
    const auto senders = access::senders_of(**reader, enterprise);
    if (!senders) return trouble(visit, senders.error());
    const auto table_of_senders = senders_table(visit, *senders, now);
    if (!table_of_senders) return trouble(visit, table_of_senders.error());
    return show(visit, {.title = t("Channels: programs and their keys"),
                        .main = clients_table(visit, *clients, now) +
                                button({.text = t("Add a client"), .href = visit.url("/channels/new-client")}) +
                                *table_of_senders +
                                button({.text = t("Add a sender"), .href = visit.url("/channels/new-sender")}) +
                                paragraph(link(visit.url("/access"), t("Access: people and what they may do"))),
                        .back = visit.url("/"),
                        .wide = true});
}

http::Response new_client(Desk&, Visit& visit) {
    return show_new_client(visit, {{}, {}, {std::string(access::scope_declare), std::string(access::scope_consult)}},
                           {});
}

http::Response take_new_client(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const Typed typed{visit.form["name"], key_text_of(visit.form), scopes_in(visit.form)};
    auto errors = mistakes_in(visit, typed);
    if (typed.scopes.empty()) errors.push_back({t("Choose at least one"), "#scope"});
    const auto key = access::admit_key(typed.key, desk.certificates, desk.sessions.now());
    if (!key && !is_refusal(key.error())) return trouble(visit, key.error());
    if (!key) errors.push_back({refusal_text(t, key.error()), "#key"});
    if (!errors.empty()) return show_new_client(visit, typed, errors);
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto made = change<access::Made>(desk, [&](registry::Writer& writer) {
        return access::make_client(writer, actor, typed.name, typed.scopes, *key);
    });
    if (!made && made.error().kind == ErrorKind::invalid)
        return show_new_client(visit, typed, {{refusal_text(t, made.error()), "#scope"}});
    if (!made) return trouble(visit, made.error());
    return done(desk, visit, made->outcome, t("The client is made; its id is {id}", {{"id", made->name}}),
                "/channels/" + made->name);
}

http::Response new_sender(Desk&, Visit& visit) { return show_new_sender(visit, {}, {}); }

http::Response take_new_sender(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const Typed typed{visit.form["name"], key_text_of(visit.form), {}};
    auto errors = mistakes_in(visit, typed);
    const auto key = access::admit_key(typed.key, desk.certificates, desk.sessions.now());
    if (!key && !is_refusal(key.error())) return trouble(visit, key.error());
    if (!key) errors.push_back({refusal_text(t, key.error()), "#key"});
    if (!errors.empty()) return show_new_sender(visit, typed, errors);
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto made = change<access::Made>(
        desk, [&](registry::Writer& writer) { return access::make_sender(writer, actor, typed.name, *key); });
    if (!made && is_refusal(made.error()) && made.error().kind != ErrorKind::forbidden)
        return show_new_sender(visit, typed, {{refusal_text(t, made.error()), "#key"}});
    if (!made) return trouble(visit, made.error());
    return done(desk, visit, made->outcome, t("The sender has number {number}", {{"number", made->name}}),
                "/channels/" + made->name);
}

}  // namespace dimona::web::pages
