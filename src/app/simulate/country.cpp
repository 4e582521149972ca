#include "app/simulate/country.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "app/simulate/chance.hpp"

namespace dimona::app {

namespace {

using domain::EmployerCategory;

// A hundred employers: the first is a secretariat, so that each country has one.
constexpr std::array<std::pair<Sector, int>, 9> sectors = {{{Sector::secretariat, 1},
                                                            {Sector::ordinary, 54},
                                                            {Sector::horeca, 14},
                                                            {Sector::construction, 9},
                                                            {Sector::non_profit, 10},
                                                            {Sector::public_body, 4},
                                                            {Sector::agriculture, 3},
                                                            {Sector::horticulture, 3},
                                                            {Sector::agency, 2}}};

std::set<EmployerCategory> categories_of(Sector sector) {
    switch (sector) {
        case Sector::ordinary:
            return {EmployerCategory::ordinary};
        case Sector::horeca:
            return {EmployerCategory::horeca};
        case Sector::construction:
            return {EmployerCategory::construction};
        case Sector::agriculture:
            return {EmployerCategory::agriculture};
        case Sector::horticulture:
            return {EmployerCategory::horticulture};
        case Sector::agency:
            return {EmployerCategory::agency};
        case Sector::public_body:
            return {EmployerCategory::public_body};
        case Sector::non_profit:
            return {EmployerCategory::non_profit};
        case Sector::secretariat:
            return {EmployerCategory::secretariat};
    }
    return {};
}

constexpr std::array family_names = {"Aerts",   "Baert",    "Collard", "Declercq", "Evrard",  "Fontaine",
                                     "Geerts",  "Hermans",  "Istas",   "Jaspers",  "Kestens", "Laurent",
                                     "Mertens", "Noël",     "Özkan",   "Pauwels",  "Renard",  "Segers",
                                     "Thiry",   "Verbeeck", "Willems", "Yıldız",   "Zeevaert"};
constexpr std::array given_names = {"Amélie", "Bram",  "Céline", "Dries", "Elif", "Flor",  "Gaëlle", "Hugo",
                                    "Inès",   "Joris", "Kaat",   "Loïc",  "Maud", "Niels", "Odile",  "Pol",
                                    "Rune",   "Sara",  "Theo",   "Wout",  "Yana", "Zoé"};

constexpr LocalDate first_birth = make_date(1958, 1, 1);
constexpr std::int64_t birth_days = 18'250;  // fifty years
constexpr int records_a_transaction = 5'000;

LocalDate birth_of(std::int64_t person) { return first_birth + std::chrono::days{person % birth_days}; }

template <class Put>
Status in_transactions(registry::Store& store, std::int64_t count, Put put) {
    for (std::int64_t first = 0; first < count; first += records_a_transaction) {
        const auto writer = DIMONA_TRY(store.write());
        for (auto number = first; number < std::min(first + records_a_transaction, count); ++number)
            DIMONA_TRY_VOID(put(*writer, number));
        DIMONA_TRY_VOID(writer->commit());
    }
    return {};
}

}  // namespace

Country::Country(std::int64_t employers, std::int64_t persons, std::uint64_t seed)
    : employers_(employers), persons_(persons), seed_(seed) {}

std::uint64_t Country::property(std::int64_t of, std::uint64_t which) const {
    return Chance::mixed(seed_ ^ Chance::mixed(static_cast<std::uint64_t>(of) * 8 + which));
}

Sector Country::sector_of(std::int64_t employer) const {
    int place = static_cast<int>(employer % 100);
    for (const auto& [sector, share] : sectors) {
        place -= share;
        if (place < 0) return sector;
    }
    return Sector::ordinary;
}

int Country::staff_of(std::int64_t employer) const {
    const auto chance = property(employer, 1);
    const auto within = static_cast<int>((chance >> 16U) % 1'000);
    const auto of_hundred = chance % 100;
    if (of_hundred < 70) return 1 + within % 9;
    if (of_hundred < 90) return 10 + within % 40;
    if (of_hundred < 98) return 50 + within % 200;
    return 250 + within % 750;
}

domain::EnterpriseNumber Country::enterprise_of(std::int64_t employer) const {
    constexpr std::int64_t first = 2'000'000;
    return domain::EnterpriseNumber::make(first + employer);
}

domain::Employer Country::employer(std::int64_t number) const {
    constexpr std::int64_t first = 1'000;
    const auto sector = sector_of(number);
    return {.number = domain::EmployerNumber::make_definitive(first + number),
            .enterprise = enterprise_of(number),
            .name = std::string(family_names[static_cast<std::size_t>(number) % family_names.size()]) + " & Co " +
                    std::to_string(number),
            .categories = categories_of(sector),
            .active = {{make_date(2010, 1, 1), std::nullopt}},
            .sub_entities = {},
            .blocks_unsecured = false,
            .registers_days_here = sector == Sector::horeca};
}

domain::Ssin Country::ssin_of(std::int64_t person) const {
    return domain::Ssin::make(birth_of(person), 0, static_cast<int>(1 + person / birth_days));
}

domain::Person Country::person(std::int64_t number) const {
    const auto chance = property(number, 2);
    const std::chrono::year_month_day birth{birth_of(number)};
    return {.key = {},
            .ssin = ssin_of(number),
            .replaced = {},
            .family_name = family_names[chance % family_names.size()],
            .given_name = given_names[(chance >> 32U) % given_names.size()],
            .birth_date = domain::IncompleteDate{static_cast<int>(birth.year()),
                                                 static_cast<int>(static_cast<unsigned>(birth.month())),
                                                 static_cast<int>(static_cast<unsigned>(birth.day()))},
            .sex = (1 + number / birth_days) % 2 == 0 ? domain::Sex::woman : domain::Sex::man,
            .nationality = "150"};
}

std::optional<std::int64_t> Country::secretariat_of(std::int64_t employer) const {
    constexpr std::uint64_t declare_themselves = 40;  // of a hundred
    const auto chance = property(employer, 3);
    if (chance % 100 < declare_themselves || sector_of(employer) == Sector::secretariat) return std::nullopt;
    const auto secretariats = (employers_ + 99) / 100;
    return static_cast<std::int64_t>((chance >> 16U) % static_cast<std::uint64_t>(secretariats)) * 100;
}

std::int64_t Country::staff_member(std::int64_t employer, std::int64_t number) const {
    return static_cast<std::int64_t>(Chance::mixed(property(employer, 4) + static_cast<std::uint64_t>(number)) %
                                     static_cast<std::uint64_t>(persons_));
}

Status Country::register_all(registry::Store& store) const {
    DIMONA_TRY_VOID(in_transactions(store, employers_, [this](registry::Writer& writer, std::int64_t number) -> Status {
        const auto record = employer(number);
        DIMONA_TRY_VOID(writer.put_employer(record));
        DIMONA_TRY_VOID(writer.put_enterprise(*record.enterprise, record.name));
        if (const auto secretariat = secretariat_of(number))
            DIMONA_TRY_VOID(writer.put_mandate({.mandator = *record.enterprise,
                                                .mandatary = enterprise_of(*secretariat),
                                                .valid = {make_date(2015, 1, 1), std::nullopt},
                                                .revoked = false}));
        return {};
    }));
    return in_transactions(store, persons_, [this](registry::Writer& writer, std::int64_t number) -> Status {
        DIMONA_TRY(writer.put_person(person(number)));
        return {};
    });
}

}  // namespace dimona::app
