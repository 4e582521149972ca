// A small world for tests of the register: an in-memory store with a few employers and workers.
#pragma once

#include <gtest/gtest.h>

#include "app/embedded.hpp"
#include "domain/rules/rulebook.hpp"
#include "register/intake.hpp"
#include "register/law_library.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace dimona::registry::test {

// A value, or a failed test that says why.
template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message + " (" + result.error().place + ")");
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

inline std::shared_ptr<const domain::Rulebook> shipped_rulebook() {
    static const auto rulebook = [] {
        constexpr std::string_view root = "reference/";
        std::vector<LawFile> files;
        for (const auto& file : embedded_files())
            if (file.path.starts_with(root)) files.push_back({file.path.substr(root.size()), file.content});
        return must(load_rulebook(files));
    }();
    return rulebook;
}

struct World {
    std::unique_ptr<Store> store;
    std::shared_ptr<const domain::Rulebook> rulebook = shipped_rulebook();
    std::vector<domain::Employer> employers;
    std::vector<domain::Person> persons;

    explicit World(std::unique_ptr<Store> place = must(store::open_sqlite({.path = ":memory:"})))
        : store(std::move(place)) {
        auto writer = must(store->write());
        add_employer(*writer, 1'001, "Bakkerij Morgen", {domain::EmployerCategory::ordinary});
        add_employer(*writer, 1'002, "Café du Canal", {domain::EmployerCategory::horeca});
        add_employer(*writer, 1'003, "Werk Nu", {domain::EmployerCategory::agency});
        add_employer(*writer, 1'004, "Les Amis du Stade",
                     {domain::EmployerCategory::non_profit, domain::EmployerCategory::public_body});
        for (int serial = 1; serial <= 8; ++serial) {
            const auto birth = make_date(1985 + 2 * serial, 3, 10 + static_cast<unsigned>(serial));
            domain::Person person{.key = {},
                                  .ssin = domain::Ssin::make(birth, 0, 100 + serial),
                                  .replaced = {},
                                  .family_name = "Peeters" + std::string(1, static_cast<char>('a' + serial)),
                                  .given_name = "Noor",
                                  .birth_date = domain::IncompleteDate{1985 + 2 * serial, 3, 10 + serial},
                                  .sex = std::nullopt,
                                  .nationality = "150"};
            person.key = must(writer->put_person(person));
            persons.push_back(person);
        }
        must(writer->commit());
    }

    void add_employer(Writer& writer, std::int64_t base, std::string name,
                      std::set<domain::EmployerCategory> categories) {
        domain::Employer employer{.number = domain::EmployerNumber::make_definitive(base),
                                  .enterprise = domain::EnterpriseNumber::make(base),
                                  .name = std::move(name),
                                  .categories = std::move(categories),
                                  .active = {{make_date(2010, 1, 1), std::nullopt}},
                                  .sub_entities = {},
                                  .registers_days_here = base == 1'002};
        must(writer.put_employer(employer));
        employers.push_back(std::move(employer));
    }

    [[nodiscard]] Caller caller_of(const domain::Employer& employer) const {
        return {
            .channel = domain::Channel::web_service, .id = "client", .enterprise = employer.enterprise, .trace_id = {}};
    }

    Answer declare(const Submission& submission, Instant at) {
        auto writer = must(store->write());
        auto answer = must(decide_and_record(*writer, submission, *rulebook, at));
        must(writer->commit());
        return answer;
    }
};

// "2026-05-04 10:00" on a clock in Brussels.
inline Instant brussels(int year, unsigned month, unsigned day, int hour, int minute) {
    return brussels_instant(at(make_date(year, month, day), ClockTime{hour * 60 + minute}));
}

inline domain::DeclarationRequest an_in(const domain::Employer& employer, const domain::Person& person,
                                        std::string type, std::string joint_committee, std::string start) {
    domain::DeclarationRequest request;
    request.kind = domain::Kind::in;
    request.employer.emplace().enterprise_number = employer.enterprise->to_text();
    request.worker.emplace().ssin = person.ssin.to_text();
    request.features.emplace().worker_type = std::move(type);
    request.features->joint_committee = std::move(joint_committee);
    request.start_date = std::move(start);
    return request;
}

}  // namespace dimona::registry::test
