#include "scenario/world.hpp"

#include "app/embedded.hpp"
#include "register/law_library.hpp"
#include "store/postgresql/postgresql_store.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/postgresql.hpp"

namespace dimona::scenario {

namespace {

using domain::EmployerCategory;

constexpr std::int64_t warehouse_base = 9'100;

struct EmployerSeed {
    const char* name;
    std::int64_t base;
    std::set<EmployerCategory> categories;
};
const EmployerSeed employer_seeds[] = {
    {"cafe", 2'001, {EmployerCategory::horeca}},
    {"bistro", 2'002, {EmployerCategory::horeca}},
    {"shop", 2'003, {EmployerCategory::ordinary}},
    {"builder", 2'004, {EmployerCategory::construction}},
    {"agency", 2'005, {EmployerCategory::agency}},
    {"farm", 2'006, {EmployerCategory::agriculture}},
    {"nursery", 2'007, {EmployerCategory::horticulture}},
    {"undertaker", 2'008, {EmployerCategory::undertaker}},
    {"ministry", 2'009, {EmployerCategory::public_body}},
    {"chancellery", 2'010, {EmployerCategory::public_body}},
    {"town", 2'011, {EmployerCategory::provincial_local}},
    {"broadcaster", 2'012, {EmployerCategory::public_broadcaster}},
    {"assembly", 2'013, {EmployerCategory::parliament}},
    {"club", 2'014, {EmployerCategory::non_profit}},
    {"secretariat", 2'015, {EmployerCategory::secretariat}},
    {"closed", 2'016, {EmployerCategory::ordinary}},
    {"newcomer", 2'017, {EmployerCategory::ordinary}},
};

struct WorkerSeed {
    const char* name;
    const char* family_name;
    const char* given_name;
    LocalDate birth_day;
    int serial;
    domain::Sex sex;
};
const WorkerSeed worker_seeds[] = {
    {"An", "Janssens", "An", make_date(1988, 3, 14), 102, domain::Sex::woman},
    {"Bart", "Peeters", "Bart", make_date(1975, 7, 2), 103, domain::Sex::man},
    {"Cem", "Yılmaz", "Cem", make_date(1992, 11, 30), 105, domain::Sex::man},
    {"Dina", "D'Hoore", "Dina", make_date(2005, 1, 20), 106, domain::Sex::woman},
    {"Emma", "Dubois", "Emma", make_date(2006, 9, 9), 108, domain::Sex::woman},
    {"Farid", "Benali", "Farid", make_date(1999, 12, 31), 109, domain::Sex::man},
    {"Greta", "Schmitz", "Greta", make_date(1957, 2, 28), 110, domain::Sex::woman},
    {"Hugo", "Lambert", "Hugo", make_date(2004, 2, 29), 111, domain::Sex::man},
    {"JanOne", "Maes", "Jan", make_date(1990, 5, 5), 113, domain::Sex::man},
    {"JanTwo", "Maes", "Jan", make_date(1990, 5, 5), 115, domain::Sex::man},
};

domain::Employer employer_of(const EmployerSeed& seed) {
    domain::Employer employer{.number = domain::EmployerNumber::make_definitive(seed.base),
                              .enterprise = domain::EnterpriseNumber::make(seed.base),
                              .name = seed.name,
                              .categories = seed.categories,
                              .active = {{make_date(2005, 1, 1), std::nullopt}},
                              .sub_entities = {}};
    const std::string_view name = seed.name;
    if (name == "cafe") employer.registers_days_here = true;
    if (name == "chancellery") employer.sub_entities = {"0000000101", "0000000202"};
    if (name == "closed") employer.active = {{make_date(2005, 1, 1), make_date(2024, 12, 31)}};
    if (name == "newcomer") employer.number = domain::EmployerNumber::make_provisional(50'000'777);
    return employer;
}

domain::Person person_of(const WorkerSeed& seed) {
    const std::chrono::year_month_day birth{std::chrono::sys_days{seed.birth_day.time_since_epoch()}};
    domain::Person person{.key = {},
                          .ssin = domain::Ssin::make(seed.birth_day, 0, seed.serial),
                          .replaced = {},
                          .family_name = seed.family_name,
                          .given_name = seed.given_name,
                          .birth_date = domain::IncompleteDate{static_cast<int>(birth.year()),
                                                               static_cast<int>(static_cast<unsigned>(birth.month())),
                                                               static_cast<int>(static_cast<unsigned>(birth.day()))},
                          .sex = seed.sex,
                          .nationality = "150"};
    // Cem came with a BIS number and got a national number later.
    if (std::string_view(seed.name) == "Cem") person.replaced = {domain::Ssin::make(seed.birth_day, 40, 777)};
    return person;
}

// With DIMONA_SCENARIO_POSTGRESQL in the environment the law is tried on the other engine.
constexpr const char* not_waiting_for_the_disk = "%20-csynchronous_commit%3Doff";
std::unique_ptr<registry::Store> open_stage_store(const store::test::Folder& folder) {
    if (!std::getenv("DIMONA_SCENARIO_POSTGRESQL")) return must(store::open_sqlite({.path = ":memory:"}));
    return must(store::open_postgresql({.uri = store::test::postgresql_uri_of(folder) + not_waiting_for_the_disk}));
}

}  // namespace

std::shared_ptr<const domain::Rulebook> shipped_rulebook() {
    static const auto rulebook = [] {
        constexpr std::string_view root = "reference/";
        std::vector<registry::LawFile> files;
        for (const auto& file : embedded_files())
            if (file.path.starts_with(root)) files.push_back({file.path.substr(root.size()), file.content});
        return must(registry::load_rulebook(files));
    }();
    return rulebook;
}

World::World() : store_(open_stage_store(folder_)) {
    auto writer = must(store_->write());
    add_employers(*writer);
    add_workers(*writer);
    must(writer->commit());
}

void World::add_employers(registry::Writer& writer) {
    for (const auto& seed : employer_seeds) {
        const auto employer = employer_of(seed);
        must(writer.put_employer(employer));
        must(writer.put_enterprise(*employer.enterprise, employer.name));
        employers_.emplace(seed.name, employer);
    }
    must(writer.put_enterprise(domain::EnterpriseNumber::make(warehouse_base), "warehouse"));
    for (const auto* mandator : {"cafe", "shop"})
        must(writer.put_mandate({.mandator = *employer(mandator).enterprise,
                                 .mandatary = *employer("secretariat").enterprise,
                                 .valid = {make_date(2010, 1, 1), std::nullopt}}));
}

void World::add_workers(registry::Writer& writer) {
    for (const auto& seed : worker_seeds) {
        auto person = person_of(seed);
        person.key = must(writer.put_person(person));
        workers_.emplace(seed.name, person);
    }
}

const domain::Employer& World::employer(const std::string& name) const {
    const auto found = employers_.find(name);
    if (found == employers_.end()) throw ScenarioError("there is no employer called " + name);
    return found->second;
}

const domain::Person& World::worker(const std::string& name) const {
    const auto found = workers_.find(name);
    if (found == workers_.end()) throw ScenarioError("there is no worker called " + name);
    return found->second;
}

domain::EnterpriseNumber World::enterprise(const std::string& name) const {
    if (name == "warehouse") return domain::EnterpriseNumber::make(warehouse_base);
    return *employer(name).enterprise;
}

void World::change(const std::string& name, domain::Employer employer) {
    auto writer = must(store_->write());
    must(writer->put_employer(employer));
    must(writer->commit());
    employers_.insert_or_assign(name, std::move(employer));
}

}  // namespace dimona::scenario
