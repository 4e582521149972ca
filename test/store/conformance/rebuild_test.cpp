// Walks through the whole file, and emptying what is derived from the journal.
#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

class Rebuild : public StoreTest {
protected:
    Rebuild() {
        write([](Writer& writer) {
            put_parties(writer);
            for (const std::int64_t id : {30, 10, 20}) {
                const auto person = id / 10;
                must(writer.put_period(
                    a_student_period(id, 1'001, person, make_date(2026, 7, 1), {{id, 8}, {id + 1, 4}})));
                must(writer.put_registration(a_registration(id + 2, id, make_date(2026, 7, 1))));
                must(writer.put_declaration(a_full_declaration(id, 1'001, person)));
            }
            must(writer.append(an_entry(std::nullopt, "{}")));
            must(writer.add_employer_days({2'000, 2026}, 2));
            must(writer.add_employer_days({1'000, 2026}, 1));
            must(writer.put_case({.declaration = domain::DeclarationId{1}, .opened_at = moment(0)}));
            must(writer.put_idempotency({"client", digest_of("key"), digest_of("body"), domain::DeclarationId{1}}));
            must(writer.put_consultation({}));
        });
    }

    // The numbers that a walk meets, in its order.
    template <class Walk>
    std::vector<std::int64_t> numbers(Walk walk) {
        std::vector<std::int64_t> met;
        const auto view = reader();
        must(walk(*view, met));
        return met;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Rebuild, testing::ValuesIn(all_engines()), name_of);

using Numbers = std::vector<std::int64_t>;
constexpr std::size_t everything = 1'000;

template <class Number>
auto keep(Numbers& met, Number number, std::size_t count = everything) {
    return [&met, number, count](const auto&... record) {
        met.push_back(number(record...));
        return met.size() < count;
    };
}
const auto id_of = [](const auto& record) { return record.id.value(); };

TEST_P(Rebuild, WalksMeetEveryRecordInOrderOfNumber) {
    using registry::Reader;
    EXPECT_EQ(numbers([](Reader& view, Numbers& met) { return view.each_period(keep(met, id_of)); }),
              (Numbers{10, 20, 30}));
    EXPECT_EQ(numbers([](Reader& view, Numbers& met) { return view.each_registration(keep(met, id_of)); }),
              (Numbers{12, 22, 32}));
    EXPECT_EQ(numbers([](Reader& view, Numbers& met) { return view.each_declaration(keep(met, id_of)); }),
              (Numbers{10, 20, 30}));
    const auto key = [](const auto& person) { return person.key.value(); };
    EXPECT_EQ(numbers([&](Reader& view, Numbers& met) { return view.each_person(keep(met, key)); }),
              (Numbers{1, 2, 3, 4}));
    const auto number = [](const auto& employer) { return employer.number.value(); };
    EXPECT_EQ(
        numbers([&](Reader& view, Numbers& met) { return view.each_employer(keep(met, number)); }),
        (Numbers{employer_number(1'001).value(), employer_number(1'002).value(), employer_number(1'003).value()}));
    const auto order = [](domain::PersonKey, const domain::QuotaEntry& entry) { return entry.order; };
    EXPECT_EQ(numbers([&](Reader& view, Numbers& met) { return view.each_quota_entry(keep(met, order)); }),
              (Numbers{10, 11, 20, 21, 30, 31}));
    const auto days = [](domain::EmployerQuotaKey, int count) { return count; };
    EXPECT_EQ(numbers([&](Reader& view, Numbers& met) { return view.each_employer_quota(keep(met, days)); }),
              (Numbers{1, 2}));
    const auto person = [](const registry::Relation& relation) { return relation.person.value(); };
    EXPECT_EQ(numbers([&](Reader& view, Numbers& met) { return view.each_relation(keep(met, person)); }),
              (Numbers{1, 2, 3}));
}

TEST_P(Rebuild, AWalkStopsWhenItIsToldTo) {
    EXPECT_EQ(numbers([](registry::Reader& view, Numbers& met) { return view.each_period(keep(met, id_of, 2)); }),
              (Numbers{10, 20}));
}

TEST_P(Rebuild, AWriterCanWriteWhileItWalks) {
    write([](Writer& writer) {
        must(writer.each_period([&](const domain::Period& period) {
            auto changed = period;
            changed.cancelled = true;
            must(writer.put_period(changed));
            return true;
        }));
    });
    must(reader()->each_period([](const domain::Period& period) {
        EXPECT_TRUE(period.cancelled);
        return true;
    }));
}

TEST_P(Rebuild, AnAccountWhoseDaysWereAllTakenBackIsNotMet) {
    write([](Writer& writer) { must(writer.add_employer_days({1'000, 2026}, -1)); });
    const auto days = [](domain::EmployerQuotaKey, int count) { return count; };
    EXPECT_EQ(numbers([&](registry::Reader& view, Numbers& met) { return view.each_employer_quota(keep(met, days)); }),
              (Numbers{2}));
}

TEST_P(Rebuild, ClearingKeepsRegistersAndJournal) {
    write([](Writer& writer) { must(writer.clear_derived()); });
    const auto view = reader();
    Numbers met;
    const auto nothing = keep(met, [](const auto&...) { return std::int64_t{0}; });
    must(view->each_period(nothing));
    must(view->each_registration(nothing));
    must(view->each_declaration(nothing));
    must(view->each_relation(nothing));
    must(view->each_quota_entry(nothing));
    must(view->each_employer_quota(nothing));
    EXPECT_TRUE(met.empty());
    EXPECT_TRUE(must(view->open_cases()).empty());

    EXPECT_TRUE(must(view->journal_head()));
    EXPECT_TRUE(must(view->employer(employer_number(1'001))));
    EXPECT_TRUE(must(view->person(domain::PersonKey{1})));
    EXPECT_TRUE(must(view->idempotency("client", digest_of("key"))));
    EXPECT_EQ(must(view->consultations_before(0, 10)).size(), 1U);
    EXPECT_TRUE(store().check());
}

}  // namespace

}  // namespace dimona::store::test
