#include "app/demo/demo.hpp"

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "access/keys.hpp"
#include "access/token_service.hpp"
#include "app/demo/enterprises.hpp"
#include "app/demo/population.hpp"
#include "app/demo/users.hpp"

namespace dimona::app {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string client_id_of(std::size_t index) { return "demo-client-" + std::to_string(index + 1); }
std::string key_file_of(std::size_t index) { return "keys/" + client_id_of(index) + ".pem"; }

// Half of the clients sign with RSA, half with P-256, so that both can be tried.
Status add_client(registry::Writer& writer, const DataDirectory& directory, std::size_t index,
                  domain::EnterpriseNumber enterprise) {
    const auto key = DIMONA_TRY(access::make_key(index % 2 == 0 ? access::Algorithm::RS256 : access::Algorithm::ES256));
    DIMONA_TRY_VOID(write_demo_file(directory.demo_directory() + "/" + key_file_of(index),
                                    DIMONA_TRY(access::write_private_key(key))));
    return writer.put_oauth_client({.client_id = client_id_of(index),
                                    .enterprise = enterprise,
                                    .scopes = {std::string(access::scope_declare), std::string(access::scope_consult)},
                                    .public_keys_pem = {DIMONA_TRY(access::write_public_key(key))},
                                    .active = true});
}

Result<bool> has_employers(registry::Store& store) {
    const auto reader = DIMONA_TRY(store.read());
    bool any = false;
    DIMONA_TRY_VOID(reader->each_employer([&](const domain::Employer&) {
        any = true;
        return false;
    }));
    return any;
}

json::array acts_for(const Population& population, const domain::Employer& employer) {
    json::array enterprises = {employer.enterprise->to_text()};
    for (const auto& mandate : population.mandates)
        if (mandate.mandatary == *employer.enterprise) enterprises.emplace_back(mandate.mandator.to_text());
    return enterprises;
}

json::object to_json(const Population& population, const std::string& base_url, const json::array& users) {
    json::array clients, employers, enterprises, workers;
    for (std::size_t index = 0; index < population.employers.size(); ++index) {
        const auto& [kind, employer] = population.employers[index];
        clients.push_back(json::object{{"clientId", client_id_of(index)},
                                       {"privateKeyFile", key_file_of(index)},
                                       {"actsFor", acts_for(population, employer)}});
        employers.push_back(json::object{{"enterpriseNumber", employer.enterprise->to_text()},
                                         {"employerId", employer.number.value()},
                                         {"name", employer.name},
                                         {"kind", kind}});
    }
    for (const auto& [kind, enterprise] : demo_candidates())
        enterprises.push_back(json::object{{"enterpriseNumber", enterprise.number.to_text()},
                                           {"name", enterprise.names.front().text},
                                           {"kind", kind}});
    for (const auto& person : population.persons)
        workers.push_back(json::object{{"ssin", person.ssin.to_text()},
                                       {"familyName", person.family_name},
                                       {"givenName", person.given_name},
                                       {"birthDate", domain::to_text(*person.birth_date)}});
    return {{"baseUrl", base_url},
            {"oauth", json::object{{"tokenUrl", base_url + "/REST/oauth/v5/token"}, {"clients", clients}}},
            {"employers", employers},
            {"enterprises", enterprises},
            {"workers", workers},
            {"users", users}};
}

}  // namespace

Status write_demo_file(const std::string& path, const std::string& text) {
    std::ofstream stream(path, std::ios::trunc);
    std::error_code problem;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, problem);
    stream << text;
    stream.close();
    if (!stream || problem)
        return fail(ErrorKind::unavailable, "a demo file can't be written", path, "check the directory and the disk");
    return {};
}

Status fill_with_demo(registry::Store& store, const DataDirectory& directory) {
    if (DIMONA_TRY(has_employers(store))) return {};
    std::error_code problem;
    fs::create_directories(directory.demo_directory() + "/keys", problem);
    if (problem) return fail(ErrorKind::unavailable, "the demo directory can't be made", directory.demo_directory());
    const auto population = demo_population();
    const auto writer = DIMONA_TRY(store.write());
    for (std::size_t index = 0; index < population.employers.size(); ++index) {
        const auto& employer = population.employers[index].employer;
        DIMONA_TRY_VOID(writer->put_employer(employer));
        DIMONA_TRY_VOID(add_client(*writer, directory, index, *employer.enterprise));
    }
    for (const auto& enterprise : enterprises_of(population))
        DIMONA_TRY_VOID(registry::put_enterprise_record(*writer, enterprise));
    for (const auto& candidate : demo_candidates())
        DIMONA_TRY_VOID(registry::put_enterprise_record(*writer, candidate.enterprise));
    std::vector<domain::PersonKey> keys;
    for (const auto& person : population.persons) keys.push_back(DIMONA_TRY(writer->put_person(person)));
    for (const auto& career : population.careers) DIMONA_TRY_VOID(writer->put_career(keys[career.person], career.row));
    for (const auto& mandate : population.mandates) DIMONA_TRY_VOID(writer->put_mandate(mandate));
    DIMONA_TRY_VOID(add_demo_users(*writer, directory, population));
    return writer->commit();
}

Status write_credentials(const DataDirectory& directory, const std::string& base_url) {
    std::error_code ignored;
    if (!fs::exists(directory.demo_directory(), ignored))
        return fail(ErrorKind::conflict, "this store was not filled by a demonstration", directory.demo_directory(),
                    "choose another directory with --data, or start without --demo");
    return write_demo_file(directory.demo_directory() + "/credentials.json",
                           json::serialize(to_json(demo_population(), base_url, demo_users(directory))) + "\n");
}

}  // namespace dimona::app
