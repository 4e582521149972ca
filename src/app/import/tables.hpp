// CSV files of the registers: all or nothing, with every bad line named.
//
//   employers    employerNumber, enterpriseNumber, name, categories, activeFrom, activeTo, subEntities,
//                blocksUnsecured, registersDaysHere
//   persons      ssin, replacedSsins, familyName, givenName, birthDate, gender, nationality
//   enterprises  enterpriseNumber, name
//   mandates     mandator, mandatary, from, to, revoked
//   career       ssin, quarter, employerNumber, percent, pensioner
//   clients      clientId, enterpriseNumber, scopes, keyFile
//
// Lists in a cell are separated by blanks; yes and no stand for truth; days are YYYY-MM-DD, quarters 2026Q2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "register/port/store.hpp"

namespace dimona::app {

struct ImportReport {
    int rows = 0;
    std::vector<Error> problems;  // one or more a bad line; then nothing was written
};

[[nodiscard]] std::vector<std::string> importable_tables();
// Writes into the transaction and leaves the commit to the caller, who must not commit when there are problems.
// `base_directory`: where key files named in the table are looked for.
[[nodiscard]] Result<ImportReport> import_table(registry::Writer& writer, std::string_view table, std::string_view csv,
                                                std::string_view file_name, const std::string& base_directory);

}  // namespace dimona::app
