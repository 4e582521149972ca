// The public files of the Crossroads Bank for Enterprises ("KBO/BCE Open Data", full extract), as they are unpacked
// from its archive:
//
//   code.csv           Category, Code, Language, Description: legal forms by name
//   enterprise.csv     EnterpriseNumber, Status, JuridicalSituation, TypeOfEnterprise, JuridicalForm,
//                      JuridicalFormCAC, StartDate
//   establishment.csv  EstablishmentNumber, StartDate, EnterpriseNumber
//   denomination.csv   EntityNumber, Language, TypeOfDenomination, Denomination
//   address.csv        EntityNumber, TypeOfAddress, CountryNL, CountryFR, Zipcode, MunicipalityNL, MunicipalityFR,
//                      StreetNL, StreetFR, HouseNumber, Box, ExtraAddressInfo, DateStrikingOff
//   contact.csv        EntityNumber, EntityContact, ContactType, Value
//   activity.csv       EntityNumber, ActivityGroup, NaceVersion, NaceCode, Classification
//   meta.csv           Variable, Value: optional; an update extract is refused
//
// Numbers are written 0200.065.765 and 2.000.000.042, days dd-mm-yyyy. Files are read row by row; what stays in memory
// are the numbers of enterprises and establishment units.
#pragma once

#include <functional>
#include <string>

#include "register/port/store.hpp"

namespace dimona::app {

struct CrossroadsImport {
    std::string folder;
    Instant at{};
    std::string by, reason;       // of the acts of employers who follow
    bool whole_register = false;  // enterprises that are not in the files have stopped
};
struct CrossroadsReport {
    std::int64_t rows = 0, problems = 0;
    std::int64_t enterprises = 0, establishments = 0, stopped = 0, employers_changed = 0;
};

// Writes the records into the transaction, and an act and the change for each employer whose enterprise has another
// name, legal form, address or state than before. Leaves the commit to the caller, who must not commit when there are
// problems. `tell` is called for each bad line, `progress` now and then with the number of rows.
[[nodiscard]] Result<CrossroadsReport> import_crossroads_bank(registry::Writer& writer, const CrossroadsImport& asked,
                                                              const std::function<void(const Error&)>& tell,
                                                              const std::function<void(std::int64_t)>& progress);

}  // namespace dimona::app
