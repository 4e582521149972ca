#include "app/demo/enterprises.hpp"

#include <fmt/format.h>

namespace dimona::app {

namespace {

using namespace registry;
using domain::EnterpriseNumber;
using domain::Language;

struct Place {
    const char *post_code, *nl, *fr;
};
constexpr Place brussels{"1000", "Brussel", "Bruxelles"}, mechelen{"2800", "Mechelen", "Malines"},
    leuven{"3000", "Leuven", "Louvain"}, tongeren{"3700", "Tongeren", "Tongres"}, liege{"4000", "Luik", "Liège"},
    hannut{"4280", "Hannuit", "Hannut"}, eupen{"4700", "Eupen", "Eupen"}, namur{"5000", "Namen", "Namur"},
    mons{"7000", "Bergen", "Mons"}, ostend{"8400", "Oostende", "Ostende"}, ghent{"9000", "Gent", "Gand"};

// Codes of the Crossroads Bank.
struct Form {
    const char *code, *nl, *fr;
};
constexpr Form none{"", "", ""}, private_company{"610", "Besloten vennootschap", "Société à responsabilité limitée"},
    public_company{"014", "Naamloze vennootschap", "Société anonyme"},
    association{"017", "Vereniging zonder winstoogmerk", "Association sans but lucratif"},
    federal_service{"301", "Federale overheidsdienst", "Service public fédéral"},
    town{"411", "Stad / gemeente", "Ville / commune"},
    authority{"110", "Staat, Provincie, Gewest, Gemeenschap", "État, Province, Région, Communauté"};

struct Blueprint {
    Form form;
    Language language;
    const char *street, *house_number;
    Place place;
    const char* nace;
    const char* contact;  // the part of the mail address before the @; empty: none
};

// In the order of the population's employers.
const std::vector<Blueprint> of_employers = {
    {private_company, Language::nl, "Drukpersstraat", "14", mechelen, "18120", "zilverenletter"},
    {association, Language::fr, "Rue du Stade", "2", liege, "93121", "hirondelles"},
    {private_company, Language::nl, "Visserskaai", "31", ostend, "56101", "anker"},
    {private_company, Language::fr, "Place du Vieux", "5", namur, "56301", "tilleul"},
    {public_company, Language::nl, "Metselaarslaan", "101", ghent, "41201", "steenhuyse"},
    {public_company, Language::fr, "Avenue des Ponts", "77", brussels, "78200", "passerelle"},
    {private_company, Language::nl, "Leeuwerikweg", "8", tongeren, "01110", "leeuwerikveld"},
    {private_company, Language::fr, "Chemin des Serres", "19", hannut, "01191", "valfleuri"},
    {federal_service, Language::de, "Brückenplatz", "1", eupen, "84111", "feiertage"},
    {town, Language::nl, "Grote Markt", "1", leuven, "84114", "waterloop"},
    {authority, Language::fr, "Rue des Collines", "40", mons, "60200", "collines"},
    {authority, Language::fr, "Place des Rivières", "3", namur, "84112", "troisrivieres"},
    {association, Language::nl, "Kompasstraat", "60", brussels, "82110", "kompas"},
};

EnterpriseAddress address_of(const Blueprint& blueprint) {
    return {.street = {{blueprint.language, blueprint.street}},
            .municipality = {{Language::nl, blueprint.place.nl}, {Language::fr, blueprint.place.fr}},
            .house_number = blueprint.house_number,
            .box = "",
            .post_code = blueprint.place.post_code,
            .country = "",
            .extra = ""};
}

Enterprise enterprise_of(EnterpriseNumber number, const std::string& name, const Blueprint& blueprint,
                         std::int64_t unit_base, LocalDate start_day) {
    Enterprise enterprise{.number = number,
                          .active = true,
                          .natural_person = *blueprint.form.code == '\0',
                          .legal_form = blueprint.form.code,
                          .legal_form_names = {},
                          .names = {{blueprint.language, name}},
                          .commercial_names = {},
                          .address = address_of(blueprint),
                          .activities = {{"2008", blueprint.nace, true}},
                          .establishments = {},
                          .start_day = start_day,
                          .email = {},
                          .phone = {},
                          .web = {}};
    if (!enterprise.natural_person)
        enterprise.legal_form_names = {{Language::nl, blueprint.form.nl}, {Language::fr, blueprint.form.fr}};
    if (*blueprint.contact != '\0') {
        enterprise.email = std::string(blueprint.contact) + "@demo.example";
        enterprise.web = "https://" + std::string(blueprint.contact) + ".demo.example";
        enterprise.phone = fmt::format("02 555 01 {:02}", unit_base % 100);
    }
    enterprise.establishments.push_back({.number = domain::make_establishment_number(unit_base),
                                         .names = {{blueprint.language, name}},
                                         .address = enterprise.address,
                                         .start_day = start_day});
    return enterprise;
}

struct CandidateBlueprint {
    const char* kind;
    const char* name;
    Blueprint blueprint;
};
const std::vector<CandidateBlueprint> of_candidates = {
    {"complete",
     "Bakkerij Het Gulden Brood",
     {private_company, Language::nl, "Molenstraat", "22", ghent, "10712", "guldenbrood"}},
    {"complete",
     "Menuiserie Quatre Chênes",
     {private_company, Language::fr, "Rue du Chêne", "9", liege, "43320", "quatrechenes"}},
    {"complete",
     "Gasthof Zur Talbrücke",
     {public_company, Language::de, "Talstraße", "4", eupen, "55100", "talbruecke"}},
    {"noEmail", "Vrienden van de Trekharmonica", {association, Language::nl, "Dorpsplein", "3", leuven, "94992", ""}},
    {"naturalPerson", "Nele Vandersteen", {none, Language::nl, "Kapellestraat", "15", ostend, "96021", "nele.kapster"}},
    {"incomplete", "Studio Sans Adresse", {private_company, Language::fr, "", "", brussels, "62010", "sansadresse"}},
    {"inactive", "Ateliers d'Antan", {private_company, Language::fr, "Quai Fermé", "1", mons, "16100", "antan"}},
};

}  // namespace

std::vector<Enterprise> enterprises_of(const Population& population) {
    constexpr std::int64_t first_unit = 21'700'001;
    std::vector<Enterprise> enterprises;
    for (std::size_t index = 0; index < population.employers.size(); ++index) {
        const auto& employer = population.employers[index].employer;
        enterprises.push_back(enterprise_of(*employer.enterprise, employer.name, of_employers.at(index),
                                            first_unit + static_cast<std::int64_t>(index),
                                            employer.active.front().first));
    }
    return enterprises;
}

std::vector<Candidate> demo_candidates() {
    constexpr std::int64_t first_number = 8'800'201, first_unit = 21'800'001;
    std::vector<Candidate> candidates;
    for (const auto& [kind, name, blueprint] : of_candidates) {
        const auto index = static_cast<std::int64_t>(candidates.size());
        auto enterprise = enterprise_of(EnterpriseNumber::make(first_number + 1'013 * index), name, blueprint,
                                        first_unit + index, make_date(2019, 9, 1));
        if (std::string_view(kind) == "incomplete") {
            enterprise.address.reset();
            enterprise.activities.clear();
            enterprise.establishments.clear();
        }
        if (std::string_view(kind) == "inactive") enterprise.active = false;
        // Where natural persons live is not in the public files.
        if (enterprise.natural_person) enterprise.address.reset();
        candidates.push_back({kind, std::move(enterprise)});
    }
    return candidates;
}

std::string describe_candidates() {
    std::string text;
    for (const auto& [kind, enterprise] : demo_candidates())
        text += fmt::format("    {}  {:<30} {}\n", enterprise.number.to_text(), enterprise.names.front().text, kind);
    return text;
}

}  // namespace dimona::app
