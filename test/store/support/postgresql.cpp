#include "store/support/postgresql.hpp"

#include <libpq-fe.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace dimona::store::test {

namespace {

std::string server_uri() {
    if (const char* uri = std::getenv("DIMONA_TEST_POSTGRESQL")) return uri;
    std::string uri;
    std::getline(std::ifstream(DIMONA_TEST_POSTGRESQL_FILE), uri);
    if (uri.empty())
        throw std::runtime_error(
            "no PostgreSQL server for the tests: ctest starts one; for this program alone start it with "
            "test/support/postgresql.sh and put its address into DIMONA_TEST_POSTGRESQL");
    return uri;
}

std::string schema_of(const Folder& folder) {
    std::string name = "t_" + std::filesystem::path(folder.path()).filename().string();
    for (char& letter : name) letter = std::isalnum(static_cast<unsigned char>(letter)) ? letter : '_';
    return name;
}

}  // namespace

void run_on_postgresql(const std::string& uri, const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> server(PQconnectdb(uri.c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(server.get(), sql.c_str()), &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(server.get()));
}

std::string postgresql_uri_of(const Folder& folder) {
    const auto uri = server_uri();
    const auto schema = schema_of(folder);
    run_on_postgresql(uri, "SET client_min_messages = error; CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
    return uri + (uri.find('?') == std::string::npos ? "?" : "&") + "application_name=" + schema +
           "&options=-csearch_path%3D%22" + schema + "%22";
}

}  // namespace dimona::store::test
