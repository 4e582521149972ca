#include "app/demo/population.hpp"

#include <array>

namespace dimona::app {

namespace {

using namespace domain;
using Category = EmployerCategory;

struct Blueprint {
    const char* kind;
    const char* name;
    std::set<Category> categories;
};

// Invented names; any likeness to a real firm is chance.
const std::vector<Blueprint>& employers() {
    static const std::vector<Blueprint> list = {
        {"ordinary", "Drukkerij De Zilveren Letter", {Category::ordinary}},
        {"ordinary", "Sportclub Les Hirondelles", {Category::ordinary, Category::non_profit}},
        {"horeca", "Brasserie Het Vrolijke Anker", {Category::horeca}},
        {"horeca", "Café du Vieux Tilleul", {Category::horeca}},
        {"construction", "Bouwwerken Steenhuyse en Zoon", {Category::construction}},
        {"agency", "Intérim Passerelle", {Category::agency}},
        {"agriculture", "Hoeve Leeuwerikveld", {Category::agriculture}},
        {"horticulture", "Serres du Val Fleuri", {Category::horticulture}},
        {"public", "Bundesamt für Feiertage und Brücken", {Category::public_body}},
        {"public", "Stad Waterloop", {Category::public_body, Category::provincial_local}},
        {"public", "Radio-Télévision des Collines", {Category::public_body, Category::public_broadcaster}},
        {"public", "Assemblée des Trois Rivières", {Category::public_body, Category::parliament}},
        {"secretariat", "Sociaal Secretariaat Kompas", {Category::secretariat}},
    };
    return list;
}

constexpr std::array family_names = {"Peeters", "Dubois",   "Müller", "Janssens", "Lambert",  "Schmitz",   "Maes",
                                     "Dupont",  "Özdemir",  "Claes",  "Leroy",    "Wouters",  "El Amrani", "Vermeulen",
                                     "Martin",  "Goossens", "Nguyen", "Jacobs",   "François", "D'Hondt"};
constexpr std::array men = {"Lucas", "Mathéo", "Jonas",   "Bram", "Étienne",
                            "Yusuf", "Pieter", "Olivier", "Karl", "Samir"};
constexpr std::array women = {"Emma", "Chloé", "Anna", "Noor", "Aurélie", "Lena", "Sofie", "Fatima", "Greta", "Manon"};

// Sixty birth years: mostly of working age, students at one end, pensioners at the other.
int birth_year_of(int number) {
    constexpr int students = 12, pensioners = 4;
    if (number < students) return 2003 + number % 6;
    if (number < students + pensioners) return 1952 + number % 6;
    return 1962 + (number * 7) % 40;
}

Person person_of(int number) {
    const auto index = static_cast<std::size_t>(number);
    const bool woman = number % 2 == 1;
    const auto birth = make_date(birth_year_of(number), static_cast<unsigned>(1 + (number * 5) % 12),
                                 static_cast<unsigned>(1 + (number * 11) % 28));
    constexpr int bis_every = 15, bis_offset = 40;  // some people from abroad have a BIS number
    const int month_offset = number % bis_every == bis_every - 1 ? bis_offset : 0;
    const std::chrono::year_month_day date{birth};
    return {.key = {},
            .ssin = Ssin::make(birth, month_offset, 101 + 2 * number + (woman ? 1 : 0)),
            .replaced = {},
            .family_name = family_names[index % family_names.size()],
            .given_name = woman ? women[(index / 2) % women.size()] : men[(index / 2) % men.size()],
            .birth_date =
                IncompleteDate{static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                               static_cast<int>(static_cast<unsigned>(date.day()))},
            .sex = woman ? Sex::woman : Sex::man,
            .nationality = month_offset == 0 ? "150" : "129"};
}

// One in two has a career on record: full time elsewhere, half time, or a pension.
void add_career(std::size_t person, const Population& population, std::vector<DemoCareer>& careers) {
    if (person % 2 == 1) return;
    const bool pensioner = person % 10 == 8;
    const int percent = pensioner ? 0 : (person % 6 == 0 ? 50 : 100);
    const auto& employer = population.employers[person % 4 == 0 ? 0 : 4].employer;
    for (int year = 2024; year <= 2028; ++year)
        for (int number = 1; number <= 4; ++number) {
            CareerQuarter row{
                .quarter = {year, number}, .employer = employer.number, .percent = percent, .pensioner = pensioner};
            if (pensioner) row.employer.reset();
            careers.push_back({person, row});
        }
}

}  // namespace

Population demo_population() {
    Population population;
    constexpr std::int64_t first_employer = 1'701'001, first_enterprise = 8'700'101;
    std::int64_t number = 0;
    for (const auto& blueprint : employers()) {
        population.employers.push_back({blueprint.kind,
                                        {.number = EmployerNumber::make_definitive(first_employer + 137 * number),
                                         .enterprise = EnterpriseNumber::make(first_enterprise + 1'009 * number),
                                         .name = blueprint.name,
                                         .categories = blueprint.categories,
                                         .active = {{make_date(2015, 1, 1), std::nullopt}},
                                         .sub_entities = {},
                                         .blocks_unsecured = false,
                                         .registers_days_here = blueprint.categories.contains(Category::horeca)}});
        ++number;
    }
    constexpr std::size_t with_sub_entities = 8;
    population.employers[with_sub_entities].employer.sub_entities = {"0000000101", "0000000102", "0000000103"};

    constexpr int workers = 60;
    for (int person = 0; person < workers; ++person) population.persons.push_back(person_of(person));
    for (std::size_t person = 0; person < population.persons.size(); ++person)
        add_career(person, population, population.careers);

    const auto secretariat = *population.employers.back().employer.enterprise;
    for (const std::size_t mandator : {0U, 2U})
        population.mandates.push_back({.mandator = *population.employers[mandator].employer.enterprise,
                                       .mandatary = secretariat,
                                       .valid = {make_date(2020, 1, 1), std::nullopt},
                                       .revoked = false});
    return population;
}

}  // namespace dimona::app
