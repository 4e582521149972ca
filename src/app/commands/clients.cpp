// dimona admin client list | add | revoke
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "access/certificates.hpp"
#include "access/token_service.hpp"
#include "app/clocks.hpp"
#include "app/commands.hpp"
#include "app/store_place.hpp"
#include "register/acts.hpp"

namespace dimona::app {

namespace {

namespace json = boost::json;

struct Asked {
    StorePlace place;
    std::string client_id, enterprise, key_file;
    bool as_json = false, only_key = false;
    std::vector<std::string> scopes{std::string(access::scope_declare), std::string(access::scope_consult)};
};

json::object to_json(const registry::OAuthClient& client) {
    json::array scopes, keys;
    for (const auto& scope : client.scopes) scopes.emplace_back(scope);
    for (const auto& key : client.public_keys_pem) keys.emplace_back(key);
    return {{"clientId", client.client_id},
            {"enterpriseNumber", client.enterprise.to_text()},
            {"scopes", scopes},
            {"publicKeys", keys},
            {"active", client.active}};
}

Status list(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto reader = DIMONA_TRY(store->read());
    const auto clients = DIMONA_TRY(reader->oauth_clients());
    if (asked.as_json) {
        json::array all;
        for (const auto& client : clients) all.push_back(to_json(client));
        std::cout << json::serialize(all) << '\n';
        return {};
    }
    for (const auto& client : clients)
        std::cout << fmt::format("{}  enterprise {}  {} keys  {}\n", client.client_id, client.enterprise.to_text(),
                                 client.public_keys_pem.size(), client.active ? "active" : "revoked");
    return {};
}

bool has_key(const std::vector<std::string>& pems, const access::RegisteredKey& wanted) {
    return std::any_of(pems.begin(), pems.end(), [&](const std::string& pem) {
        const auto key = access::read_registered_key(pem);
        return key && key->thumbprint == wanted.thumbprint;
    });
}

registry::Act act_about(const registry::OAuthClient& client, const char* code, const std::string& thumbprint) {
    registry::Act act{
        .at = SystemClock().now(),
        .code = code,
        .by = "operator",
        .by_enterprise = std::nullopt,
        .reason = {},
        .about = {registry::subject(client.enterprise), registry::subject_of("program", client.client_id)},
        .details = {{"program", client.client_id}}};
    if (!thumbprint.empty()) act.details.push_back({"key", thumbprint});
    return act;
}

// A second key beside the first lets a client change keys without a gap.
Status add(const Asked& asked) {
    const auto enterprise = domain::EnterpriseNumber::parse(asked.enterprise);
    if (!enterprise)
        return fail(ErrorKind::invalid, "this is no enterprise number", asked.enterprise, "check the digits");
    std::ifstream stream(asked.key_file);
    std::ostringstream key;
    key << stream.rdbuf();
    if (!stream) return fail(ErrorKind::not_found, "the key file can't be read", asked.key_file);
    const auto added = DIMONA_TRY(access::read_registered_key(key.str()));
    const auto store = DIMONA_TRY(open_or_make_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    auto client = DIMONA_TRY(writer->oauth_client(asked.client_id));
    if (client && client->enterprise != *enterprise)
        return fail(ErrorKind::conflict, "this client belongs to another enterprise", asked.client_id,
                    "choose another id");
    const bool is_new = !client;
    if (!client) client = registry::OAuthClient{asked.client_id, *enterprise, {}, {}, true};
    client->scopes = asked.scopes;
    client->active = true;
    auto& keys = client->public_keys_pem;
    if (asked.only_key) keys.clear();
    if (!has_key(keys, added)) keys.push_back(added.pem);
    DIMONA_TRY_VOID(writer->put_oauth_client(*client));
    DIMONA_TRY_VOID(record_act(*writer, act_about(*client, is_new ? "client.made" : "key.added", added.thumbprint)));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << fmt::format("{} has {} keys\n", asked.client_id, keys.size());
    return {};
}

Status revoke(const Asked& asked) {
    const auto store = DIMONA_TRY(open_existing_store(asked.place));
    const auto writer = DIMONA_TRY(store->write());
    auto client = DIMONA_TRY(writer->oauth_client(asked.client_id));
    if (!client)
        return fail(ErrorKind::not_found, "there is no such client", asked.client_id, "see `dimona admin client list`");
    client->active = false;
    client->public_keys_pem.clear();
    DIMONA_TRY_VOID(writer->put_oauth_client(*client));
    DIMONA_TRY_VOID(record_act(*writer, act_about(*client, "program.revoked", {})));
    DIMONA_TRY_VOID(writer->commit());
    std::cout << asked.client_id << " is revoked; its tokens stop within seconds\n";
    return {};
}

}  // namespace

void add_client_commands(CLI::App& admin, Outcome& outcome) {
    auto* client = admin.add_subcommand("client", "Programs that may ask for tokens");
    client->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    const auto add_command = [&](const char* name, const char* about, Status (*run)(const Asked&)) {
        auto* command = client->add_subcommand(name, about);
        add_store_options(*command, asked->place);
        command->callback([asked, &outcome, run] { outcome.plan([asked, run] { return run(*asked); }); });
        return command;
    };
    add_command("list", "All clients", list)->add_flag("--json", asked->as_json, "Print JSON");
    auto* adding = add_command("add", "Register a client, or one more key of it", add);
    adding->add_option("CLIENT", asked->client_id, "Client id")->required();
    adding->add_option("--enterprise", asked->enterprise, "Enterprise number that it acts for")->required();
    adding->add_option("--key", asked->key_file, "PEM public key or certificate, or JWK")->required();
    adding->add_flag("--only", asked->only_key, "Remove its other keys: the end of a change of keys");
    adding->add_option("--scope", asked->scopes, "Scopes that it may have")
        ->check(CLI::IsMember({std::string(access::scope_declare), std::string(access::scope_consult)}))
        ->capture_default_str();
    add_command("revoke", "Take all keys away, at once", revoke)
        ->add_option("CLIENT", asked->client_id, "Client id")
        ->required();
}

}  // namespace dimona::app
