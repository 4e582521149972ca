#include "register/employer_identification.hpp"

#include <gmock/gmock.h>

#include "register/desk_actions.hpp"
#include "register/employer_profile.hpp"
#include "register/repertory.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using domain::EmployerCategory;
using domain::EmployerKind;
using test::must;
using test::World;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

const Instant now = test::brussels(2026, 5, 4, 10, 0);
const auto number = domain::EnterpriseNumber::make(4'711'001);
const auto nobody = visiting("a-browser");

struct Desk : World {
    template <class Work>
    auto run(Work work) {
        const auto writer = must(store->write());
        auto result = work(*writer);
        if (result) must(writer->commit());
        return result;
    }
    Desk() {
        const auto writer = must(store->write());
        must(put_enterprise_record(*writer, record()));
        must(writer->commit());
    }
    static Enterprise record() {
        return {.number = number,
                .legal_form = "610",
                .legal_form_names = {},
                .names = {{domain::Language::nl, "Brood & Zonen"}},
                .commercial_names = {},
                .address = EnterpriseAddress{.street = {{domain::Language::nl, "Molenstraat"}},
                                             .municipality = {{domain::Language::nl, "Gent"}},
                                             .house_number = "22",
                                             .box = {},
                                             .post_code = "9000",
                                             .country = {},
                                             .extra = {}},
                .activities = {{"2008", "10712", true}},
                .establishments = {},
                .start_day = make_date(2020, 1, 1),
                .email = {},
                .phone = {},
                .web = {}};
    }
    Identification draft(const std::optional<domain::EnterpriseNumber>& enterprise = number) {
        auto begun = must(run([](Writer& writer) { return begin_identification(writer, nobody, now); }));
        auto& answers = begun.answers;
        for (const auto step : identification_steps()) answers.mark(step);
        answers.kind = EmployerKind::other;
        answers.enterprise = enterprise;
        answers.name = "Told Name";
        answers.contact_mail = "noor@firm.example";
        answers.nace = "10712";
        answers.committees = {"118.03"};
        answers.first_hire = make_date(2026, 5, 10);
        return begun;
    }
    Result<Identification> identify(const Identification& draft) {
        return run([&](Writer& writer) { return identify_employer(writer, nobody, draft, *rulebook, now); });
    }
};

TEST(EmployerIdentification, ACompleteEnterpriseGetsADefinitiveNumberAndCanDeclareAtOnce) {
    Desk desk;
    const auto done = must(desk.identify(desk.draft()));
    ASSERT_TRUE(done.number);
    EXPECT_FALSE(done.number->is_provisional());
    EXPECT_EQ(done.state(), IdentificationState::numbered);
    EXPECT_EQ(done.name, "Brood & Zonen");
    EXPECT_THAT(done.categories, UnorderedElementsAre(EmployerCategory::ordinary));

    const auto employer = *must(must(desk.store->read())->employer_of(number));
    EXPECT_EQ(employer.number, *done.number);
    EXPECT_TRUE(employer.active_on(make_date(2026, 4, 1)));
    EXPECT_FALSE(employer.active_on(make_date(2026, 3, 31)));
    const auto answer = desk.declare({.request = test::an_in(employer, desk.persons[0], "OTH", "XXX", "2026-05-10"),
                                      .caller = desk.caller_of(employer)},
                                     now);
    EXPECT_EQ(answer.decision.result, domain::Verdict::accepted);
    const auto acts = must(acts_about(*must(desk.store->read()), subject(number), 0, 10));
    ASSERT_EQ(acts.size(), 1u);
    EXPECT_EQ(acts[0].act.code, "employer.identified");
    EXPECT_EQ(acts[0].act.by, "visitor");
}

TEST(EmployerIdentification, WhatTheRegisterLacksMakesTheNumberProvisional) {
    const std::pair<std::vector<std::string>, std::function<void(Enterprise&)>> cases[] = {
        {{"active"}, [](Enterprise& record) { record.active = false; }},
        {{"legalForm", "address"}, [](Enterprise& record) {
             record.legal_form.clear();
             record.address.reset();
         }}};
    for (const auto& [gaps, spoil] : cases) {
        Desk desk;
        auto record = Desk::record();
        spoil(record);
        must(desk.run([&](Writer& writer) { return put_enterprise_record(writer, record); }));
        const auto done = must(desk.identify(desk.draft()));
        EXPECT_TRUE(done.number->is_provisional());
        EXPECT_EQ(done.register_gaps, gaps);
    }
    Desk desk;
    const auto unknown = domain::EnterpriseNumber::make(4'711'002);
    const auto done = must(desk.identify(desk.draft(unknown)));
    EXPECT_TRUE(done.number->is_provisional());
    EXPECT_EQ(done.name, "Told Name");
    EXPECT_THAT(done.register_gaps, ElementsAre("unknown"));
}

TEST(EmployerIdentification, TheAuthorityAssignsNumbersToThoseWhoHaveNone) {
    Desk desk;
    auto draft = desk.draft(std::nullopt);
    draft.answers.kind = EmployerKind::domestic_staff;
    const auto one = must(desk.identify(draft)), other = must(desk.identify(draft));
    EXPECT_TRUE(one.enterprise_assigned);
    EXPECT_NE(one.enterprise, other.enterprise);
    EXPECT_TRUE(one.number->is_provisional());
    const auto record = must(find_enterprise(*must(desk.store->read()), *one.enterprise));
    ASSERT_TRUE(record);
    EXPECT_EQ(record->name(domain::Language::nl), "Told Name");
}

TEST(EmployerIdentification, ASecondOneIsRefused) {
    Desk desk;
    must(desk.identify(desk.draft()));
    const auto again = desk.identify(desk.draft());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::conflict);
    const auto known = desk.identify(desk.draft(desk.employers[0].enterprise));
    ASSERT_FALSE(known);
    EXPECT_EQ(known.error().kind, ErrorKind::conflict);
}

TEST(EmployerIdentification, AnOpenQuestionAndAProvincialAdministrationAreRefused) {
    Desk desk;
    auto draft = desk.draft();
    draft.answers.unmark(IdentificationStep::insurer);
    const auto open = desk.identify(draft);
    ASSERT_FALSE(open);
    EXPECT_EQ(open.error().place, "insurer");

    auto town = Desk::record();
    town.legal_form = "411";
    must(desk.run([&](Writer& writer) { return put_enterprise_record(writer, town); }));
    const auto refused = desk.identify(desk.draft());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
}

TEST(EmployerIdentification, ADraftIsFoundByItsOwnerAndByItsCodeUntilItExpires) {
    Desk desk;
    const auto begun = must(desk.run([](Writer& writer) { return begin_identification(writer, nobody, now); }));
    const auto stranger = visiting("another-browser");
    const auto found = [&](const IdentificationOwner& owner, Instant at) {
        return must(identification_of(*must(desk.store->read()), owner, at));
    };
    EXPECT_EQ(found(nobody, now), begun);
    EXPECT_FALSE(found(stranger, now));
    const auto later = now + identification_lifetime + std::chrono::seconds{1};
    EXPECT_FALSE(found(nobody, later));

    const auto code = make_resume_code(), newer = make_resume_code();
    const auto resume = [&](const std::string& typed, Instant at) {
        return desk.run([&](Writer& writer) { return resume_identification(writer, stranger, typed, at); });
    };
    must(desk.run([&](Writer& writer) { return put_resume_code(writer, begun, code, now); }));
    must(desk.run([&](Writer& writer) { return put_resume_code(writer, begun, newer, now); }));
    EXPECT_FALSE(resume(code, now)) << "a new code replaces the former one";
    EXPECT_FALSE(resume(newer, later));
    EXPECT_EQ(must(resume(newer, now)).id, begun.id);
    EXPECT_EQ(found(stranger, now), begun);

    bool is_kept = false;
    must(must(desk.store->read())->each_paper([&](const Paper& paper) {
        is_kept = is_kept || (paper.name + paper.text).find(newer) != std::string::npos;
        return true;
    }));
    EXPECT_FALSE(is_kept) << "only the digest of a code is kept";
}

TEST(EmployerIdentification, AResumeCodeIsReadAsPeopleWriteIt) {
    const auto code = make_resume_code();
    EXPECT_EQ(code.size(), 24u);
    EXPECT_EQ(parse_resume_code(code), code);
    EXPECT_EQ(parse_resume_code("oi1l 2345 6789 abcd efgh"), "0111-2345-6789-ABCD-EFGH");
    for (const char* typed : {"", "ABCD", "ABCD-EFGH-JKMN-PQRS-TVW!", "ABCD-EFGH-JKMN-PQRS-TVWXY"})
        EXPECT_FALSE(parse_resume_code(typed)) << typed;
}

TEST(EmployerIdentification, ActivitiesAreFoundByCodeAndByWords) {
    Desk desk;
    const auto codes = [&](const char* typed) {
        std::vector<std::string> list;
        for (const auto* entry : find_activities(*desk.rulebook, typed, make_date(2026, 5, 4), 50))
            list.push_back(entry->code);
        return list;
    };
    EXPECT_THAT(codes("56.301"), ElementsAre("56301"));
    EXPECT_THAT(codes("56 30"), ElementsAre("56301", "56302", "56309"));
    EXPECT_THAT(codes("cafes BARS"), ElementsAre("56301"));
    EXPECT_THAT(codes("uitzendbureaus"), ElementsAre("78200"));
    EXPECT_THAT(codes("zzz"), ElementsAre());
    EXPECT_THAT(codes(""), ElementsAre());
}

// --- afterwards

struct Employed : Desk {
    Identification done = must(identify(draft()));
    ProfileAuthor author{"manager@firm.example", number};

    IdentificationAnswers answers() { return must(employer_profile(*must(store->read()), number))->answers; }
    Result<ProfileOutcome> change(IdentificationStep step, const IdentificationAnswers& answers) {
        return run([&](Writer& writer) { return change_profile(writer, author, step, answers, *rulebook, now); });
    }
    domain::Employer employer() { return *must(must(store->read())->employer_of(number)); }
};

TEST(EmployerProfile, AChangeThatKeepsTheCategoriesHoldsAtOnce) {
    Employed at;
    auto answers = at.answers();
    EXPECT_EQ(must(at.change(IdentificationStep::contact, answers)), ProfileOutcome::unchanged);
    answers.contact_mail = "other@firm.example";
    EXPECT_EQ(must(at.change(IdentificationStep::contact, answers)), ProfileOutcome::changed);
    EXPECT_EQ(at.answers().contact_mail, "other@firm.example");
    const auto acts = must(acts_about(*must(at.store->read()), subject(number), 0, 1));
    EXPECT_EQ(acts[0].act.code, "employer.profile.changed");
    EXPECT_EQ(acts[0].act.by, "manager@firm.example");
    EXPECT_THAT(acts[0].act.details, ElementsAre(ActDetail{"contactMailBefore", "noor@firm.example"},
                                                 ActDetail{"contactMail", "other@firm.example"}));
}

TEST(EmployerProfile, AChangeOfCategoriesWaitsForTheAuthority) {
    Employed at;
    auto answers = at.answers();
    answers.committees = {"302"};
    EXPECT_EQ(must(at.change(IdentificationStep::committees, answers)), ProfileOutcome::asked);
    EXPECT_THAT(at.employer().categories, UnorderedElementsAre(EmployerCategory::ordinary));
    EXPECT_THAT(at.answers().committees, ElementsAre("118.03"));
    EXPECT_FALSE(at.change(IdentificationStep::committees, answers)) << "one at a time";

    const auto waiting = must(waiting_changes(*must(at.store->read()), 10));
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_THAT(waiting[0].after, UnorderedElementsAre(EmployerCategory::horeca));
    must(at.run(
        [&](Writer& writer) { return decide_change(writer, number, true, "desk@authority.example", "seen", now); }));
    EXPECT_THAT(at.employer().categories, UnorderedElementsAre(EmployerCategory::horeca));
    EXPECT_THAT(at.answers().committees, ElementsAre("302"));
    EXPECT_FALSE(must(waiting_change(*must(at.store->read()), number)));
    EXPECT_EQ(must(employer_history(*must(at.store->read()), *at.done.number)).size(), 2u);
}

TEST(EmployerProfile, OfAnEmployerThatNeverSaidWhatItDoesTheCategoriesAreComparedWithTheRepertory) {
    Desk desk;
    const auto& cafe = desk.employers[1];  // horeca, without profile
    const ProfileAuthor author{"manager@cafe.example", *cafe.enterprise};
    const auto change = [&](IdentificationStep step, const std::function<void(IdentificationAnswers&)>& edit) {
        return must(desk.run([&](Writer& writer) -> Result<ProfileOutcome> {
            const auto profile = DIMONA_TRY(employer_profile(writer, author.enterprise));
            auto answers = profile ? profile->answers : IdentificationAnswers{};
            edit(answers);
            answers.mark(step);
            return change_profile(writer, author, step, answers, *desk.rulebook, now);
        }));
    };
    EXPECT_EQ(change(IdentificationStep::contact, [](auto& answers) { answers.contact_name = "Sam"; }),
              ProfileOutcome::changed);
    EXPECT_EQ(change(IdentificationStep::committees, [](auto& answers) { answers.committees = {"302"}; }),
              ProfileOutcome::changed);
    EXPECT_EQ(change(IdentificationStep::committees, [](auto& answers) { answers.committees = {"200"}; }),
              ProfileOutcome::asked);
    EXPECT_THAT(must(waiting_change(*must(desk.store->read()), author.enterprise))->after,
                UnorderedElementsAre(EmployerCategory::ordinary));
}

TEST(EmployerProfile, WhatWasChangedSinceAChangeWasAskedForStays) {
    Employed at;
    auto asked = at.answers();
    asked.committees = {"302"};
    must(at.change(IdentificationStep::committees, asked));
    auto other = at.answers();
    other.contact_mail = "other@firm.example";
    must(at.change(IdentificationStep::contact, other));
    // A colleague's page is older than that.
    auto older = asked;
    older.insurer = "Another one";
    must(at.change(IdentificationStep::insurer, older));
    must(at.run([&](Writer& writer) { return decide_change(writer, number, true, "desk", "seen", now); }));
    EXPECT_EQ(at.answers().contact_mail, "other@firm.example");
    EXPECT_EQ(at.answers().insurer, "Another one");
    EXPECT_THAT(at.answers().committees, ElementsAre("302"));
}

TEST(EmployerIdentification, ThatWasSentIsNotWrittenOverByAPageThatWasOpenBefore) {
    Employed at;
    auto before = at.done;
    before.number.reset();
    before.answers.name = "Another name";
    must(at.run([&](Writer& writer) { return keep_identification(writer, at.done, now); }));
    must(at.run([&](Writer& writer) { return keep_identification(writer, before, now); }));
    const auto papers =
        must(must(at.store->read())->papers("employer-identification", at.done.id.substr(0, 4), "", 10));
    ASSERT_EQ(papers.size(), 1u);
    EXPECT_THAT(papers[0].text, testing::Not(testing::HasSubstr("Another name")));
}

TEST(EmployerProfile, ARefusedChangeLeavesEverything) {
    Employed at;
    auto answers = at.answers();
    answers.committees = {"302"};
    must(at.change(IdentificationStep::committees, answers));
    must(at.run([&](Writer& writer) { return decide_change(writer, number, false, "desk", "no kitchen", now); }));
    EXPECT_THAT(at.employer().categories, UnorderedElementsAre(EmployerCategory::ordinary));
    EXPECT_THAT(at.answers().committees, ElementsAre("118.03"));
    EXPECT_FALSE(at.run([&](Writer& writer) { return decide_change(writer, number, true, "desk", "", now); }));
}

// --- at the operator's desk

DeskAction action_on(const char* code, domain::EnterpriseNumber enterprise) {
    return {.code = code,
            .about = subject(enterprise),
            .details = {{"enterprise", enterprise.to_text()}},
            .reason = "looked into",
            .by = "clerk@authority.example"};
}

TEST(EmployerAtTheDesk, AProvisionalNumberBecomesADefinitiveOneWithWhatStandsUnderIt) {
    Desk desk;
    const auto unknown = domain::EnterpriseNumber::make(4'711'003);
    const auto done = must(desk.identify(desk.draft(unknown)));
    const auto provisional = [&] { return must(provisional_employers(*must(desk.store->read()), 10)); };
    ASSERT_EQ(provisional().size(), 1u);
    EXPECT_EQ(provisional()[0].number, *done.number);
    const auto employer = *must(must(desk.store->read())->employer_of(unknown));
    const auto declared = desk.declare({.request = test::an_in(employer, desk.persons[0], "OTH", "XXX", "2026-05-10"),
                                        .caller = desk.caller_of(employer)},
                                       now);
    ASSERT_EQ(declared.decision.result, domain::Verdict::accepted);

    const auto act = [&] {
        return desk.run([&](Writer& writer) {
            auto action = action_on("employer.confirm", unknown);
            action.details = {{"employer", std::to_string(done.number->value())}};
            return act_at_desk(writer, action, false, *desk.rulebook, now);
        });
    };
    const auto outcome = must(act());
    ASSERT_EQ(outcome.notices.size(), 1u);
    EXPECT_EQ(outcome.notices[0].what, "employer.confirmed");
    const auto numbered = *must(must(desk.store->read())->employer_of(unknown));
    EXPECT_FALSE(numbered.number.is_provisional());
    EXPECT_TRUE(provisional().empty());
    EXPECT_EQ(must(periods_from(*must(desk.store->read()), numbered.number, make_date(2026, 5, 10), 10)), 1);
    EXPECT_FALSE(act()) << "it has one already";
}

TEST(EmployerAtTheDesk, AnotherCategoryIsDecidedByTwoWhenTheDeskWantsFourEyes) {
    Employed at;
    auto answers = at.answers();
    answers.committees = {"302"};
    must(at.change(IdentificationStep::committees, answers));
    const auto asked = must(at.run([&](Writer& writer) {
        return act_at_desk(writer, action_on("employer.change", number), true, *at.rulebook, now);
    }));
    EXPECT_TRUE(asked.waits);
    EXPECT_THAT(at.employer().categories, UnorderedElementsAre(EmployerCategory::ordinary));
    const auto waiting = must(waiting_action(*must(at.store->read()), subject(number), now));
    ASSERT_TRUE(waiting);
    const auto confirmed = must(at.run([&](Writer& writer) {
        return confirm_at_desk(writer, waiting->id, "other@authority.example", *at.rulebook, now);
    }));
    EXPECT_THAT(at.employer().categories, UnorderedElementsAre(EmployerCategory::horeca));
    ASSERT_EQ(confirmed.notices.size(), 1u);
    EXPECT_EQ(confirmed.notices[0].login, "manager@firm.example");
}

TEST(EmployerProfile, AQuarterWithoutStaffIsReportedUnlessSomebodyWorked) {
    Employed at;
    const auto report = [&](Quarter quarter) {
        return at.run([&](Writer& writer) { return report_no_staff(writer, at.author, quarter, now); });
    };
    must(report({2026, 1}));
    const auto profile = must(employer_profile(*must(at.store->read()), number));
    EXPECT_THAT(profile->quarters_without_staff, ElementsAre("2026Q1"));
    EXPECT_FALSE(report({2026, 3})) << "not begun";
    EXPECT_FALSE(report({2024, 1})) << "too long ago";
    at.declare({.request = test::an_in(at.employer(), at.persons[0], "OTH", "XXX", "2026-05-04"),
                .caller = at.caller_of(at.employer())},
               now);
    const auto worked = report({2026, 2});
    ASSERT_FALSE(worked);
    EXPECT_EQ(worked.error().kind, ErrorKind::conflict);
}

TEST(EmployerProfile, IsStruckOffAndTakenUpAgain) {
    Employed at;
    const auto strike = [&](LocalDate day) {
        return at.run([&](Writer& writer) { return strike_off(writer, at.author, day, "closed", now); });
    };
    const auto again = [&](LocalDate day) {
        return at.run([&](Writer& writer) { return take_up_again(writer, at.author, day, now); });
    };
    EXPECT_FALSE(strike(make_date(2026, 3, 31))) << "before its first day";
    EXPECT_FALSE(again(make_date(2026, 7, 1))) << "still active";
    must(strike(make_date(2026, 5, 31)));
    EXPECT_TRUE(at.employer().active_on(make_date(2026, 5, 31)));
    EXPECT_FALSE(at.employer().active_on(make_date(2026, 6, 1)));
    EXPECT_FALSE(strike(make_date(2026, 5, 31))) << "struck off already";
    const auto late = at.declare({.request = test::an_in(at.employer(), at.persons[0], "OTH", "XXX", "2026-06-02"),
                                  .caller = at.caller_of(at.employer())},
                                 now);
    EXPECT_EQ(late.decision.result, domain::Verdict::refused);
    must(again(make_date(2026, 9, 15)));
    EXPECT_TRUE(at.employer().active_on(make_date(2026, 7, 1)));
    EXPECT_FALSE(at.employer().active_on(make_date(2026, 6, 30)));
}

TEST(EmployerProfile, AnEnterpriseThatIsNoEmployerHasNothingToChange) {
    Desk desk;
    const ProfileAuthor author{"manager@firm.example", number};
    for (const auto& status :
         {desk.run([&](Writer& writer) { return report_no_staff(writer, author, {2026, 1}, now); }),
          desk.run([&](Writer& writer) { return strike_off(writer, author, make_date(2026, 5, 4), "", now); }),
          desk.run([&](Writer& writer) { return take_up_again(writer, author, make_date(2026, 5, 4), now); })}) {
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().kind, ErrorKind::not_found);
    }
}

}  // namespace
}  // namespace dimona::registry
