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

// Sixty workers: students first, then pensioners, then people of every working age.
constexpr int workers = 60, students = 12, pensioners = 4;
bool is_student(int number) { return number < students; }
bool is_pensioner(int number) { return number >= students && number < students + pensioners; }

int birth_year_of(int number) {
    if (is_student(number)) return 2003 + number % 6;
    if (is_pensioner(number)) return 1952 + number % 6;
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

// Pensioners, and one in two of the people of working age, have a career on record: half time, four fifths or
// full time with somebody else, so that each outcome of the conditions for flexi-jobs can be tried.
void add_career(int number, Population& population) {
    if (is_student(number) || (!is_pensioner(number) && number % 2 == 1)) return;
    constexpr std::array percents = {50, 80, 100};
    const auto& elsewhere = population.employers[number % 4 == 0 ? 0 : 4].employer;
    for (int year = 2024; year <= 2028; ++year)
        for (int quarter = 1; quarter <= 4; ++quarter) {
            CareerQuarter row{.quarter = {year, quarter}, .pensioner = is_pensioner(number)};
            if (!row.pensioner) {
                row.employer = elsewhere.number;
                row.percent = percents[static_cast<std::size_t>(number / 2) % percents.size()];
            }
            population.careers.push_back({static_cast<std::size_t>(number), row});
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

    for (int person = 0; person < workers; ++person) {
        population.persons.push_back(person_of(person));
        add_career(person, population);
    }

    const auto secretariat = *population.employers.back().employer.enterprise;
    for (const std::size_t mandator : {0U, 2U})
        population.mandates.push_back({.mandator = *population.employers[mandator].employer.enterprise,
                                       .mandatary = secretariat,
                                       .valid = {make_date(2020, 1, 1), std::nullopt},
                                       .revoked = false});
    return population;
}

}  // namespace dimona::app
