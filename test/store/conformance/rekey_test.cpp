// An employer gets another number: everything of the personnel file goes with him.
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "register/repertory.hpp"
#include "register/transfer.hpp"
#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

const auto provisional = domain::EmployerNumber::make_provisional(50'000'001);
const auto definitive = domain::EmployerNumber::make_definitive(1'800'000);
constexpr std::int64_t first_period = 100;
constexpr int periods = 600;  // more than one step of the engine

class Rekey : public StoreTest {
protected:
    Rekey() {
        write([](Writer& writer) {
            put_parties(writer);
            must(writer.put_employer(provisional_employer()));
            for (int index = 0; index < periods; ++index) must(writer.put_period(period_of(index)));
            must(writer.put_registration(a_registration(first_period, first_period, make_date(2026, 7, 1))));
            auto declaration = a_full_declaration(first_period, 1'001, 1);
            declaration.employer = provisional;
            declaration.enterprise = std::nullopt;
            must(writer.put_declaration(declaration));
            must(writer.put_period(a_student_period(10, 1'001, 1, make_date(2026, 7, 1), {{10, 8}})));
            must(writer.add_employer_days({provisional.value(), 2025}, 2));
            must(writer.add_employer_days({provisional.value(), 2026}, 3));
            must(writer.put_career(domain::PersonKey{1}, {{2026, 1}, provisional, 80, false}));
            must(writer.put_career(domain::PersonKey{1}, {{2026, 1}, employer_number(1'001), 20, false}));
            must(writer.put_consultation({.employer = provisional}));
        });
    }
    static domain::Employer provisional_employer() {
        auto employer = a_full_employer(1'001);
        employer.number = provisional;
        employer.enterprise = std::nullopt;
        return employer;
    }
    static domain::Period period_of(int index) {
        auto period = a_student_period(first_period + index, 1'001, 1 + index % 3, make_date(2026, 7, 1),
                                       {{first_period + index, 8}});
        period.employer = provisional;
        period.enterprise = std::nullopt;
        return period;
    }
    void rekey(std::optional<domain::EnterpriseNumber> enterprise) {
        write([&](Writer& writer) {
            auto employer = provisional_employer();
            employer.number = definitive;
            employer.enterprise = enterprise;
            must(writer.put_employer(employer));
            must(writer.rekey_employer(provisional, definitive, enterprise));
        });
    }
    registry::FileQuery everything_at(domain::EmployerNumber employer) {
        registry::FileQuery query;
        query.employers = {employer};
        return query;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Rekey, testing::ValuesIn(all_engines()), name_of);

TEST_P(Rekey, TakesPeriodsRelationsQuotasAndDeclarationsAlong) {
    const auto enterprise = enterprise_number(1'750);
    rekey(enterprise);
    const auto view = reader();
    for (int index = 0; index < periods; ++index) {
        auto expected = period_of(index);
        expected.employer = definitive;
        expected.enterprise = enterprise;
        ASSERT_EQ(must(view->period(expected.id)), expected);
    }
    const registry::Page page{.number = 1, .size = 1'000};
    EXPECT_EQ(must(view->search_periods(everything_at(definitive), page)).items.size(), std::size_t{periods});
    EXPECT_TRUE(must(view->search_periods(everything_at(provisional), page)).items.empty());
    EXPECT_EQ(must(view->staff(definitive)).size(), 3U);
    EXPECT_TRUE(must(view->staff(provisional)).empty());
    EXPECT_EQ(must(view->search_relations(everything_at(definitive), page)).items.size(), 3U);
    for (const auto& entry :
         must(view->quota_entries(domain::PersonKey{2}, make_date(2026, 1, 1), make_date(2026, 12, 31))))
        EXPECT_EQ(entry.employer, definitive);
    const auto declaration = must(view->declaration(domain::DeclarationId{first_period}));
    ASSERT_TRUE(declaration);
    EXPECT_EQ(declaration->employer, definitive);
    EXPECT_EQ(declaration->enterprise, enterprise);
    EXPECT_EQ(must(view->search_declarations(everything_at(definitive), page)).items.size(), 1U);
    EXPECT_TRUE(must(view->registration(domain::RegistrationId{first_period})));
    EXPECT_FALSE(must(view->employer(provisional)));
    EXPECT_TRUE(must(view->employer(definitive)));
    EXPECT_TRUE(store().check());
}

TEST_P(Rekey, MovesTheAccountOfHorecaDays) {
    write([](Writer& writer) { must(writer.add_employer_days({definitive.value(), 2026}, 1)); });
    rekey(std::nullopt);
    const auto view = reader();
    EXPECT_EQ(must(view->employer_days({definitive.value(), 2025})), 2);
    EXPECT_EQ(must(view->employer_days({definitive.value(), 2026})), 4);
    EXPECT_EQ(must(view->employer_days({provisional.value(), 2026})), 0);
}

TEST_P(Rekey, MovesTheAccountToTheEnterpriseWhenThereIsOne) {
    const auto enterprise = enterprise_number(1'750);
    rekey(enterprise);
    EXPECT_EQ(must(reader()->employer_days({enterprise.value(), 2026})), 3);
    EXPECT_EQ(must(reader()->employer_days({definitive.value(), 2026})), 0);
}

TEST_P(Rekey, LeavesOthersAndTheConsultationLogAlone) {
    rekey(std::nullopt);
    const auto view = reader();
    EXPECT_EQ(must(view->period(domain::PeriodId{10}))->employer, employer_number(1'001));
    const auto career = must(view->career(domain::PersonKey{1}, {2026, 1}, {2026, 1}));
    ASSERT_TRUE(career);
    ASSERT_EQ(career->size(), 2U);
    EXPECT_TRUE((career->at(0).employer == employer_number(1'001) && career->at(1).employer == definitive) ||
                (career->at(1).employer == employer_number(1'001) && career->at(0).employer == definitive));
    EXPECT_EQ(must(view->consultations_at(provisional, 0, 10)).size(), 1U);
    EXPECT_TRUE(must(view->consultations_at(definitive, 0, 10)).empty());
}

TEST_P(Rekey, IsSeenAtOnceByTheSameTransactionAndForgottenWithIt) {
    {
        const auto writer = must(store().write());
        must(writer->employer(provisional));
        must(writer->period(domain::PeriodId{first_period}));
        auto employer = provisional_employer();
        employer.number = definitive;
        must(writer->put_employer(employer));
        must(writer->rekey_employer(provisional, definitive, std::nullopt));
        EXPECT_FALSE(must(writer->employer(provisional)));
        EXPECT_EQ(must(writer->period(domain::PeriodId{first_period}))->employer, definitive);
    }
    EXPECT_TRUE(must(reader()->employer(provisional)));
    EXPECT_EQ(must(reader()->period(domain::PeriodId{first_period}))->employer, provisional);
}

// The same with a journal: what it says must come to the same file.
class NumberedEmployer : public StoreTest {
protected:
    NumberedEmployer() {
        write([&](Writer& writer) {
            put_parties(writer);
            domain::Employer employer{.number = provisional, .name = "Café du Canal", .sub_entities = {}};
            employer.active = {{make_date(2026, 1, 1), std::nullopt}};
            must(writer.put_employer(employer));
            for (const std::int64_t id : {1'000, 1'001, 1'002}) declare(writer, id, provisional);
            employer.enterprise = enterprise_number(1'750);
            must(registry::change_employer(writer, employer, act()));
            definitive_ = must(registry::give_definitive_number(writer, provisional, act()));
            declare(writer, 1'003, definitive_);
        });
    }
    static registry::Act act() {
        return {.at = moment(10), .code = "employer.changed", .by = "operator", .reason = ""};
    }

    // An accepted IN of a day in the horeca.
    static void declare(Writer& writer, std::int64_t id, domain::EmployerNumber employer) {
        auto period = a_student_period(id, 1'001, 1 + id % 3, make_date(2026, 7, 1), {{id, 8}});
        period.employer = employer;
        period.enterprise = must(writer.employer(employer))->enterprise;
        const auto account = period.enterprise ? period.enterprise->value() : employer.value();
        registry::JournalDocument document{.id = domain::DeclarationId{id},
                                           .received_at = moment(id),
                                           .declarant = "client",
                                           .edition = "edition",
                                           .request = {},
                                           .employer = employer,
                                           .enterprise = period.enterprise,
                                           .person = period.person,
                                           .decision = {}};
        document.decision.result = domain::Verdict::accepted;
        document.decision.effects = {domain::PutPeriod{period}, domain::AdjustEmployerQuota{{account, 2026}, 1}};
        const auto sequence =
            must(registry::append_to_chain(writer, moment(id), "declaration", registry::to_document(document)));
        must(registry::apply(writer, document, sequence, moment(id)));
    }

    void expect_the_file_to_follow_from_the_journal(registry::Store& asked) {
        const auto view = must(asked.read());
        EXPECT_FALSE(must(registry::verify_chain(*view, {})).broken);
        const Folder scratch_folder;
        const auto scratch = must(GetParam().open(scratch_folder));
        const auto report = must(registry::rebuild_and_compare(*view, *scratch, {}));
        EXPECT_EQ(report.differences, std::vector<std::string>{});
        EXPECT_EQ(report.periods, 4);
    }

    domain::EmployerNumber definitive_ = domain::EmployerNumber::from_stored(0);
};
INSTANTIATE_TEST_SUITE_P(Engines, NumberedEmployer, testing::ValuesIn(all_engines()), name_of);

TEST_P(NumberedEmployer, HasAFileThatFollowsFromTheJournal) {
    expect_the_file_to_follow_from_the_journal(store());
    const auto view = reader();
    EXPECT_EQ(must(view->employer_days({enterprise_number(1'750).value(), 2026})), 4);
    EXPECT_EQ(must(view->employer_days({provisional.value(), 2026})), 0);
    EXPECT_EQ(must(view->period(domain::PeriodId{1'000}))->enterprise, enterprise_number(1'750));
}

TEST_P(NumberedEmployer, HasTheSameFileAfterARebuildInPlace) {
    const auto before = must(reader()->period(domain::PeriodId{1'000}));
    const auto report = must(registry::rebuild_in_place(store(), {}));
    EXPECT_EQ(report.periods, 4);
    EXPECT_EQ(must(reader()->period(domain::PeriodId{1'000})), before);
    expect_the_file_to_follow_from_the_journal(store());
}

TEST_P(NumberedEmployer, KeepsItsFlowAndItsFileInAnotherStore) {
    std::vector<std::string> lines;
    {
        const auto view = reader();
        must(registry::export_store(
            *view, [&](std::string_view line) -> Status { return lines.emplace_back(line), Status{}; }, {}));
    }
    const Folder other_folder;
    const auto other = must(GetParam().open(other_folder));
    std::size_t next = 0;
    must(registry::import_store(*other,
                                [&]() -> std::optional<std::string> {
                                    return next < lines.size() ? std::optional(lines[next++]) : std::nullopt;
                                },
                                {}));
    expect_the_file_to_follow_from_the_journal(*other);
    const auto view = must(other->read());
    const auto flow = must(registry::flow_from(*view, provisional));
    ASSERT_TRUE(flow);
    EXPECT_EQ(flow->definitive, definitive_);
    EXPECT_EQ(must(registry::employer_history(*view, definitive_)).size(), 3U);
    EXPECT_EQ(must(view->staff(definitive_)).size(), 3U);
}

TEST_P(NumberedEmployer, IsMissedByARebuildWhenTheFlowIsGone) {
    write([](Writer& writer) { must(writer.remove_paper("employer-flow", std::to_string(provisional.value()))); });
    const auto view = reader();
    const Folder scratch_folder;
    const auto scratch = must(GetParam().open(scratch_folder));
    EXPECT_FALSE(registry::rebuild_and_compare(*view, *scratch, {}));
}

}  // namespace

}  // namespace dimona::store::test
