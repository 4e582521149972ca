// One program: its keys side by side, its scopes, its end.
#include "access/programs.hpp"
#include "channel/web/access_words.hpp"
#include "channel/web/pages/access.hpp"
#include "channel/web/pages/channels.hpp"
#include "channel/web/proof.hpp"

namespace dimona::web::pages {

namespace {

constexpr int acts_shown = 20;

// Either of both, for the page.
struct Shown {
    std::string id, name;
    bool is_client = false, active = false;
    std::vector<std::string> scopes;
    std::vector<access::RegisteredKey> keys;
};

Result<Shown> find(registry::Reader& reader, const Visit& visit) {
    const auto& id = visit.part(0);
    const auto enterprise = visit.who->account.enterprise;
    if (auto client = access::client_of(reader, enterprise, id))
        return Shown{id, client->name, true, client->registered.active, client->registered.scopes, client->keys};
    else if (client.error().kind != ErrorKind::not_found)
        return tl::unexpected(client.error());
    const auto sender = DIMONA_TRY(access::sender_of(reader, enterprise, id));
    Shown shown{id, sender.name, false, sender.active, {}, {}};
    for (const auto& pem : sender.certificates_pem) shown.keys.push_back(DIMONA_TRY(access::read_registered_key(pem)));
    return shown;
}

Html state_of_key(const Visit& visit, const access::RegisteredKey& key, Instant now) {
    const auto& t = visit.t;
    if (!key.is_certificate()) return t("holds until it is removed");
    const auto until = t("until {moment}", {{"moment", t.moment(*key.not_after)}});
    return key.holds(now) ? Html(until) : tag(t("does not hold"), "govuk-tag--red") + " " + until;
}

Html keys_table(const Visit& visit, const Shown& shown, Instant now) {
    const auto& t = visit.t;
    if (shown.keys.empty()) return paragraph(t("It has no key."));
    std::vector<std::vector<Cell>> rows;
    for (const auto& key : shown.keys) {
        const auto remove =
            shown.keys.size() > 1
                ? form(visit, visit.url("/channels/" + shown.id + "/keys/remove"),
                       hidden("thumbprint", key.thumbprint) +
                           element("button", {{"type", "submit"}, {"class", "dimona-link-button"}},
                                   Html(t("Remove")) + element("span", "govuk-visually-hidden", " " + key.thumbprint)))
                : Html(t("the last one"));
        rows.push_back({{element("span", "dimona-code", key.thumbprint)},
                        {key.algorithm},
                        {key.is_certificate() ? key.subject : t("public key")},
                        {state_of_key(visit, key, now)},
                        {remove}});
    }
    return scrolling_table(
        {.caption = t("Keys"),
         .caption_classes = "govuk-table__caption--m",
         .head = {{t("Thumbprint (SHA-256)")}, {t("Algorithm")}, {t("Of whom")}, {t("Holds")}, {t("Action")}},
         .rows = std::move(rows)});
}

// How the program asks for a token, in a form that can be tried at once.
Html example(const Desk& desk, const Visit& visit, const Shown& shown) {
    const auto& t = visit.t;
    const auto algorithm = shown.keys.empty() ? std::string("ES256") : shown.keys.back().algorithm;
    const auto token_url = desk.base_url + "/REST/oauth/v5/token";
    std::string text = "POST " + token_url + "\nContent-Type: application/x-www-form-urlencoded\n\n";
    text +=
        "grant_type=client_credentials\n&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:"
        "jwt-bearer\n&client_assertion=HEADER.CLAIMS.SIGNATURE\n\n";
    text += "HEADER     {\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}\n";
    text += "CLAIMS     {\"iss\":\"" + shown.id + "\",\n            \"sub\":\"" + shown.id +
            "\",\n            \"aud\":\"" + token_url +
            "\",\n            \"jti\":\"a new one each time\",\"iat\":NOW,\"exp\":NOW+60}\n";
    text += "SIGNATURE  with your private key";
    return details(t("How the program gets a token"),
                   paragraph(t("The answer holds access_token; send it with each request in the header "
                               "Authorization, after the word Bearer. It holds for ten minutes.")) +
                       element("pre", {{"class", "dimona-listing"}, {"tabindex", "0"}}, text));
}

Html change_of_keys(const Visit& visit, const Shown& shown, const std::string& typed, const std::string& error) {
    const auto& t = visit.t;
    return heading(2, t("Change keys without a gap"), "m") +
           element("ol", "govuk-list govuk-list--number",
                   element("li", "", t("Add the new key here: both hold.")) +
                       element("li", "", t("Let the program use the new one.")) +
                       element("li", "",
                               t("Remove the old one: it is refused within seconds, with the tokens that came "
                                 "from it."))) +
           form(visit, visit.url("/channels/" + shown.id + "/keys"),
                key_fields(visit, typed, error) + submit(t("Add the key")), true);
}

Html end_of_program(const Visit& visit, const Shown& shown) {
    const auto& t = visit.t;
    return heading(2, t("Revoke"), "m") +
           paragraph(
               t("For good: all keys are taken away, and tokens that were given out are refused within seconds.")) +
           form(visit, visit.url("/channels/" + shown.id + "/revoke"),
                input({.id = "reason",
                       .name = "reason",
                       .label = {t("Reason, for the history"), "govuk-label--s"},
                       .autocomplete = "off"}) +
                    submit(t("Revoke"), "govuk-button--warning"));
}

http::Response show_program(Desk& desk, const Visit& visit, const std::string& typed_key,
                            const std::vector<ErrorLink>& errors) {
    const auto& t = visit.t;
    const auto reader = desk.store.read();
    if (!reader) return trouble(visit, reader.error());
    const auto shown = find(**reader, visit);
    if (!shown) return trouble(visit, shown.error());
    const auto acts = registry::acts_about(**reader, registry::subject_of("program", shown->id), 0, acts_shown);
    if (!acts) return trouble(visit, acts.error());
    const auto error_of = [&](const char* href) {
        for (const auto& error : errors)
            if (error.href == href) return error.text;
        return std::string();
    };
    auto content = summary_list({{shown->is_client ? t("Client id") : t("Sender number"),
                                  element("span", "dimona-code", shown->id)},
                                 {t("Name"), shown->name},
                                 {t("State"), shown->active ? t("active") : t("revoked")}}) +
                   keys_table(visit, *shown, desk.sessions.now());
    if (shown->active) {
        if (shown->is_client)
            content += form(visit, visit.url("/channels/" + shown->id + "/scopes"),
                            scope_fields(visit, shown->scopes, error_of("#scope")) +
                                submit(t("Keep"), "govuk-button--secondary")) +
                       example(desk, visit, *shown);
        else
            content += inset_text(t("The channel for batches will know the sender by this number and certificate."));
        content += change_of_keys(visit, *shown, typed_key, error_of("#key")) + end_of_program(visit, *shown);
    }
    return show(visit, {.title = shown->name.empty() ? shown->id : shown->name,
                        .main = content + history_table(visit, *acts, t("What happened")),
                        .errors = errors,
                        .back = visit.url("/channels"),
                        .status = errors.empty() ? 200 : 422,
                        .wide = true});
}

std::string address_of(const Visit& visit) { return "/channels/" + visit.part(0); }

}  // namespace

http::Response program(Desk& desk, Visit& visit) { return show_program(desk, visit, {}, {}); }

http::Response add_key(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto text = key_text_of(visit.form);
    const auto key = access::admit_key(text, desk.certificates, desk.sessions.now());
    if (!key && !is_refusal(key.error())) return trouble(visit, key.error());
    if (!key) return show_program(desk, visit, text, {{refusal_text(t, key.error()), "#key"}});
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto outcome = change<access::Outcome>(
        desk, [&](registry::Writer& writer) { return access::add_key(writer, actor, visit.part(0), *key); });
    if (!outcome && outcome.error().kind != ErrorKind::forbidden && is_refusal(outcome.error()))
        return show_program(desk, visit, text, {{refusal_text(t, outcome.error()), "#key"}});
    if (!outcome) return trouble(visit, outcome.error());
    return done(desk, visit, *outcome, t("The key is added; both hold now"), address_of(visit));
}

// Taking away must be quick: no proof is asked for.
http::Response remove_key(Desk& desk, Visit& visit) {
    const auto actor = actor_of(desk, visit);
    const auto status = desk.lanes.run(0, [&](registry::Writer& writer) {
        return access::remove_key(writer, actor, visit.part(0), visit.form["thumbprint"]);
    });
    if (!status && status.error().kind == ErrorKind::conflict)
        return show_program(desk, visit, {}, {{refusal_text(visit.t, status.error()), "#key"}});
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, address_of(visit), visit.t("The key is removed"));
}

http::Response change_scopes(Desk& desk, Visit& visit) {
    const auto scopes = scopes_in(visit.form);
    if (scopes.empty()) return show_program(desk, visit, {}, {{visit.t("Choose at least one"), "#scope"}});
    if (auto asked = ask_for_proof(desk, visit)) return *std::move(asked);
    const auto actor = actor_of(desk, visit);
    const auto status = desk.lanes.run(
        0, [&](registry::Writer& writer) { return access::change_scopes(writer, actor, visit.part(0), scopes); });
    if (!status && status.error().kind != ErrorKind::forbidden && is_refusal(status.error()))
        return show_program(desk, visit, {}, {{refusal_text(visit.t, status.error()), "#scope"}});
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, address_of(visit), visit.t("The scopes are changed"));
}

http::Response revoke_program(Desk& desk, Visit& visit) {
    const auto actor = actor_of(desk, visit);
    const auto reason = visit.form["reason"];
    const auto status = desk.lanes.run(
        0, [&](registry::Writer& writer) { return access::revoke_program(writer, actor, visit.part(0), reason); });
    if (!status && status.error().kind == ErrorKind::conflict) return see_other(visit.url(address_of(visit)));
    if (!status) return trouble(visit, status.error());
    return go_on(desk, visit, address_of(visit), visit.t("It is revoked"));
}

}  // namespace dimona::web::pages
