// The life of a mandate, and that the one test of a mandate follows each step of it at once.
#include "register/mandates.hpp"

#include <gtest/gtest.h>

#include "register/consultation.hpp"
#include "register/situation_loader.hpp"
#include "support/world.hpp"

namespace dimona::registry {
namespace {

using domain::MandataryKind;
using domain::MandateState;
using test::must;
using test::World;

Instant ten_on(const std::string& day) { return brussels_instant(at(*parse_date(day), ClockTime{600})); }

constexpr Quarter this_quarter{2026, 2}, next_quarter{2026, 3}, last_quarter{2026, 1};

struct Mandates : testing::Test {
    World world;
    const domain::Employer& employer = world.employers[0];
    const domain::EnterpriseNumber mandator = *world.employers[0].enterprise;
    const domain::EnterpriseNumber provider = *world.employers[1].enterprise;
    const domain::EnterpriseNumber second = *world.employers[2].enterprise;
    const domain::EnterpriseNumber third = *world.employers[3].enterprise;
    std::string day = "2026-05-04";

    [[nodiscard]] Doer by(domain::EnterpriseNumber enterprise) const {
        return {ten_on(day), "manager@" + enterprise.to_text() + ".example", enterprise, {}};
    }
    [[nodiscard]] Doer staff(std::string reason = "signed on paper") const {
        return {ten_on(day), "desk", std::nullopt, std::move(reason)};
    }
    [[nodiscard]] MandateRequest request() const {
        return {.group = "DmfA-Dimona",
                .mandator = mandator,
                .mandatary = provider,
                .kind = MandataryKind::service_provider,
                .licence = {},
                .first = this_quarter,
                .last = std::nullopt,
                .parent = {}};
    }
    template <class Change>
    auto change(Change what) {
        const auto writer = must(world.store->write());
        auto result = what(*writer);
        if (result) must(writer->commit());
        return result;
    }
    Result<MandateRecord> ask(const MandateRequest& asked, const Doer& doer) {
        return change([&](Writer& writer) { return ask_mandate(writer, *world.rulebook, asked, doer); });
    }
    Result<MandateRecord> confirm(const std::string& id, const Doer& doer, const std::string& licence = {}) {
        return change([&](Writer& writer) { return confirm_mandate(writer, *world.rulebook, id, licence, doer); });
    }
    Result<MandateRecord> refuse(const std::string& id, const Doer& doer) {
        return change([&](Writer& writer) { return refuse_mandate(writer, *world.rulebook, id, doer); });
    }
    Result<MandateRecord> end(const std::string& id, Quarter last, const Doer& doer) {
        return change([&](Writer& writer) { return end_mandate(writer, *world.rulebook, id, last, doer); });
    }
    Result<MandateRecord> revoke(const std::string& id, const Doer& doer) {
        return change([&](Writer& writer) { return revoke_mandate(writer, *world.rulebook, id, doer); });
    }
    Result<MandateRecord> enter(const MandateRequest& asked, const Doer& doer) {
        return change([&](Writer& writer) { return enter_mandate(writer, *world.rulebook, asked, doer); });
    }
    std::string active() { return must(confirm(must(ask(request(), by(mandator))).id, by(provider))).id; }
    // The provider hands his mandate on.
    MandateRequest handed_on(const std::string& parent, domain::EnterpriseNumber to) const {
        auto asked = request();
        asked.mandatary = to;
        asked.parent = parent;
        return asked;
    }
    [[nodiscard]] bool acts(domain::EnterpriseNumber enterprise, const std::string& on = {}) const {
        const auto reader = must(world.store->read());
        return must(acts_for(*reader, enterprise, employer, *parse_date(on.empty() ? day : on)));
    }
    [[nodiscard]] MandateState state(const std::string& id) const {
        const auto reader = must(world.store->read());
        return mandate_state(*must(find_mandate(*reader, id)), *world.rulebook, *parse_date(day));
    }
    [[nodiscard]] std::vector<std::string> acts_of(const std::string& about) const {
        std::vector<std::string> codes;
        for (const auto& recorded : must(acts_about(*must(world.store->read()), about, 0, 100)))
            codes.push_back(recorded.act.code);
        return codes;
    }
};

#define EXPECT_FAILS(expression, wanted, at)                                \
    do {                                                                    \
        const auto outcome = (expression);                                  \
        ASSERT_FALSE(outcome);                                              \
        EXPECT_EQ(outcome.error().kind, wanted) << outcome.error().message; \
        EXPECT_EQ(outcome.error().place, at) << outcome.error().message;    \
    } while (false)

TEST_F(Mandates, AreAskedByEitherSideAndHoldOnceTheOtherConfirms) {
    const auto given = must(ask(request(), by(mandator)));
    EXPECT_EQ(given.state, MandateState::asked_by_mandator);
    EXPECT_FALSE(acts(provider));
    EXPECT_FAILS(confirm(given.id, by(mandator)), ErrorKind::forbidden, "mandate");
    EXPECT_FALSE(acts(provider));
    must(confirm(given.id, by(provider)));
    EXPECT_EQ(state(given.id), MandateState::active);
    EXPECT_TRUE(acts(provider));

    auto asked = request();
    asked.mandatary = second;
    const auto wanted = must(ask(asked, by(second)));
    EXPECT_EQ(wanted.state, MandateState::asked_by_mandatary);
    EXPECT_FAILS(confirm(wanted.id, by(second)), ErrorKind::forbidden, "mandate");
    EXPECT_FALSE(acts(second));
    must(confirm(wanted.id, by(mandator)));
    EXPECT_TRUE(acts(second));
}

TEST_F(Mandates, ConcernTheirPartiesAndNobodyElse) {
    const auto id = active();
    for (const auto& failed :
         {confirm(id, by(third)), refuse(id, by(third)), end(id, next_quarter, by(third)), revoke(id, by(third))})
        EXPECT_FAILS(failed, ErrorKind::not_found, id);
    EXPECT_FAILS(ask(request(), by(third)), ErrorKind::not_found, "");
    EXPECT_FAILS(revoke("nonsense", by(mandator)), ErrorKind::not_found, "nonsense");
    EXPECT_TRUE(acts(provider));
    EXPECT_FALSE(acts(third));
}

TEST_F(Mandates, AreRefusedOnceAndStayRefused) {
    const auto id = must(ask(request(), by(mandator))).id;
    EXPECT_EQ(must(refuse(id, by(provider))).state, MandateState::refused);
    EXPECT_FAILS(confirm(id, by(provider)), ErrorKind::conflict, "mandate");
    EXPECT_FALSE(acts(provider));
    // Asked again it is another mandate.
    const auto again = must(ask(request(), by(mandator)));
    EXPECT_EQ(again.id, id + "-2");
    must(confirm(again.id, by(provider)));
    EXPECT_EQ(state(id), MandateState::refused);
    EXPECT_EQ(state(again.id), MandateState::active);
}

TEST_F(Mandates, RevokedByEitherSideEndAtOnce) {
    for (const auto revoking : {mandator, provider}) {
        const auto id = active();
        ASSERT_TRUE(acts(provider));
        must(revoke(id, by(revoking)));
        EXPECT_EQ(state(id), MandateState::revoked);
        EXPECT_FALSE(acts(provider));
        EXPECT_FAILS(revoke(id, by(revoking)), ErrorKind::conflict, "mandate");
    }
    EXPECT_EQ(must(mandates_received(*must(world.store->read()), provider)).size(), 2u);
}

TEST_F(Mandates, EndWithTheQuarterThatIsChosen) {
    const auto id = active();
    EXPECT_FAILS(end(id, last_quarter, by(mandator)), ErrorKind::invalid, "last");
    must(end(id, next_quarter, by(mandator)));
    EXPECT_FAILS(end(id, next_quarter, by(provider)), ErrorKind::invalid, "last");
    EXPECT_EQ(state(id), MandateState::active);
    EXPECT_TRUE(acts(provider, "2026-09-30"));
    EXPECT_FALSE(acts(provider, "2026-10-01"));
    day = "2026-10-01";
    EXPECT_EQ(state(id), MandateState::ended);
    EXPECT_FAILS(end(id, {2026, 4}, by(mandator)), ErrorKind::conflict, "mandate");
}

TEST_F(Mandates, ThatBeginLaterDoNotHoldBefore) {
    auto later = request();
    later.first = next_quarter;
    later.last = next_quarter;
    must(confirm(must(ask(later, by(mandator))).id, by(provider)));
    for (const auto& [on, holds] : {std::pair("2026-06-30", false), std::pair("2026-07-01", true),
                                    std::pair("2026-09-30", true), std::pair("2026-10-01", false)})
        EXPECT_EQ(acts(provider, on), holds) << on;
}

TEST_F(Mandates, RequestsThatNobodyAnswersExpire) {
    const auto id = must(ask(request(), by(mandator))).id;
    day = "2026-07-03";  // sixty days
    EXPECT_EQ(state(id), MandateState::asked_by_mandator);
    day = "2026-07-04";
    EXPECT_EQ(state(id), MandateState::expired);
    EXPECT_FAILS(confirm(id, by(provider)), ErrorKind::conflict, "mandate");
    EXPECT_FALSE(acts(provider));
}

TEST_F(Mandates, RequestsAreTakenBackByWhoAsked) {
    const auto id = must(ask(request(), by(mandator))).id;
    EXPECT_FAILS(revoke(id, by(provider)), ErrorKind::conflict, "mandate");
    EXPECT_EQ(must(revoke(id, by(mandator))).state, MandateState::revoked);
    EXPECT_FAILS(confirm(id, by(provider)), ErrorKind::conflict, "mandate");
    EXPECT_TRUE(must(must(world.store->read())->mandates_to(provider)).empty());
}

TEST_F(Mandates, SayWhatIsWrongWithARequest) {
    struct Case {
        const char* what;
        std::function<void(MandateRequest&)> spoil;
        ErrorKind kind;
        const char* place;
    };
    const Case cases[] = {
        {"no such group", [](auto& asked) { asked.group = "DmfA"; }, ErrorKind::invalid, "group"},
        {"oneself", [&](auto& asked) { asked.mandatary = mandator; }, ErrorKind::invalid, "party"},
        {"nobody", [](auto& asked) { asked.mandatary = domain::EnterpriseNumber::make(7'777'777); }, ErrorKind::invalid,
         "party"},
        {"the past", [](auto& asked) { asked.first = last_quarter; }, ErrorKind::invalid, "first"},
        {"ends before", [](auto& asked) { asked.last = last_quarter; }, ErrorKind::invalid, "last"},
        {"a licence in letters",
         [](auto& asked) {
             asked.kind = MandataryKind::social_secretariat;
             asked.licence = "L-9";
         },
         ErrorKind::invalid, "licence"},
        {"handing on what is not there", [](auto& asked) { asked.parent = "x"; }, ErrorKind::not_found, "x"},
    };
    for (const auto& spoiled : cases) {
        SCOPED_TRACE(spoiled.what);
        auto asked = request();
        spoiled.spoil(asked);
        EXPECT_FAILS(ask(asked, by(mandator)), spoiled.kind, spoiled.place);
    }
    EXPECT_FALSE(must(must(world.store->read())->journal_head()));
}

TEST_F(Mandates, OfSocialSecretariatsHaveALicenceBeforeTheyHold) {
    auto asked = request();
    asked.kind = MandataryKind::social_secretariat;
    EXPECT_FAILS(ask(asked, by(provider)), ErrorKind::invalid, "licence");
    const auto id = must(ask(asked, by(mandator))).id;
    EXPECT_FAILS(confirm(id, by(provider)), ErrorKind::invalid, "licence");
    EXPECT_FAILS(confirm(id, by(provider), "x"), ErrorKind::invalid, "licence");
    EXPECT_EQ(must(confirm(id, by(provider), "950")).licence, "950");
}

TEST_F(Mandates, BetweenTheSameTwoDoNotOverlap) {
    const auto id = must(ask(request(), by(mandator))).id;
    EXPECT_FAILS(ask(request(), by(mandator)), ErrorKind::conflict, "party");
    EXPECT_FAILS(ask(request(), by(provider)), ErrorKind::conflict, "party");
    must(confirm(id, by(provider)));
    EXPECT_FAILS(ask(request(), by(provider)), ErrorKind::conflict, "party");
    EXPECT_FAILS(enter(request(), staff()), ErrorKind::conflict, "party");
    must(end(id, this_quarter, by(mandator)));
    auto following = request();
    following.first = next_quarter;
    must(ask(following, by(mandator)));
}

TEST_F(Mandates, AreNoMoreAtOnceThanTheirGroupAllows) {
    auto law = *world.rulebook;
    law.mandate_groups.front().mandataries = 1;
    const auto first = active();
    auto another = request();
    another.mandatary = second;
    const auto asking = [&](const MandateRequest& asked) {
        return change([&](Writer& writer) { return ask_mandate(writer, law, asked, by(mandator)); });
    };
    EXPECT_FAILS(asking(another), ErrorKind::conflict, "party");
    must(end(first, this_quarter, by(mandator)));
    another.first = next_quarter;
    must(asking(another));
}

TEST_F(Mandates, ForOtherApplicationsOpenNothingInDimona) {
    auto law = *world.rulebook;
    law.mandate_groups.push_back({.code = "Unemployment",
                                  .covers_dimona = false,
                                  .mandataries = std::nullopt,
                                  .delegations = 0,
                                  .delegating = {},
                                  .answer_days = 60,
                                  .valid = {make_date(2000, 1, 1), std::nullopt},
                                  .source = "test",
                                  .mark = "?"});
    auto other = request();
    other.group = "Unemployment";
    const auto id = must(change([&](Writer& writer) { return ask_mandate(writer, law, other, by(mandator)); })).id;
    must(change([&](Writer& writer) { return confirm_mandate(writer, law, id, "", by(provider)); }));
    EXPECT_EQ(must(mandates_received(*must(world.store->read()), provider)).size(), 1u);
    EXPECT_FALSE(acts(provider));
    EXPECT_TRUE(must(must(world.store->read())->mandates_to(provider)).empty());
    // And it stands in nobody's way.
    active();
    EXPECT_TRUE(acts(provider));
    must(change([&](Writer& writer) { return revoke_mandate(writer, law, id, by(mandator)); }));
    EXPECT_TRUE(acts(provider));
}

TEST_F(Mandates, AreHandedOnByAProviderAndSeenByTheMandator) {
    const auto root = active();
    EXPECT_FAILS(ask(handed_on(root, second), by(mandator)), ErrorKind::not_found, root);
    const auto below = must(ask(handed_on(root, second), by(provider)));
    EXPECT_FALSE(acts(second));
    must(confirm(below.id, by(second)));
    EXPECT_TRUE(acts(second));
    const auto reader = must(world.store->read());
    EXPECT_EQ(must(mandates_given(*reader, mandator)).size(), 2u);
    EXPECT_EQ(must(mandates_given(*reader, provider)).size(), 1u);
    EXPECT_EQ(must(mandates_received(*reader, second)).front().handed_on_by, provider);
    EXPECT_EQ(must(mandate_chain(*reader, must(mandates_received(*reader, second)).front())),
              (std::vector{mandator, provider, second}));
    // No further than the law says, and to nobody who has it.
    EXPECT_FAILS(ask(handed_on(below.id, third), by(second)), ErrorKind::forbidden, "mandate");
    EXPECT_FAILS(ask(handed_on(root, provider), by(provider)), ErrorKind::invalid, "party");
}

TEST_F(Mandates, HandedOnEndWithTheirRoot) {
    for (const bool at_once : {true, false}) {
        const auto root = active();
        const auto below = must(confirm(must(ask(handed_on(root, second), by(provider))).id, by(second))).id;
        auto later = handed_on(root, third);
        later.first = next_quarter;
        const auto open = must(ask(later, by(provider))).id;
        if (at_once) {
            must(revoke(root, by(mandator)));
            EXPECT_FALSE(acts(second));
            EXPECT_EQ(state(below), MandateState::revoked);
        } else {
            must(end(root, this_quarter, by(mandator)));
            EXPECT_TRUE(acts(second, "2026-06-30"));
            EXPECT_FALSE(acts(second, "2026-07-01"));
        }
        EXPECT_EQ(state(open), MandateState::revoked);
        EXPECT_FAILS(confirm(open, by(third)), ErrorKind::conflict, "mandate");
    }
}

TEST_F(Mandates, HandedOnAreTakenAwayByWhoeverStandsAbove) {
    const auto root = active();
    for (const auto above : {mandator, provider, second}) {
        const auto below = must(confirm(must(ask(handed_on(root, second), by(provider))).id, by(second))).id;
        must(revoke(below, by(above)));
        EXPECT_FALSE(acts(second));
        EXPECT_TRUE(acts(provider));
    }
}

TEST_F(Mandates, OfSecretariatsAreNotHandedOn) {
    auto asked = request();
    asked.kind = MandataryKind::social_secretariat;
    asked.licence = "950";
    const auto root = must(confirm(must(ask(asked, by(provider))).id, by(mandator))).id;
    EXPECT_FAILS(ask(handed_on(root, second), by(provider)), ErrorKind::forbidden, "mandate");
}

TEST_F(Mandates, HandedOnLieWithinTheOneTheyComeFrom) {
    const auto root = active();
    must(end(root, next_quarter, by(mandator)));
    auto asked = handed_on(root, second);
    asked.last = Quarter{2026, 4};
    EXPECT_FAILS(ask(asked, by(provider)), ErrorKind::invalid, "last");
    asked.last.reset();
    EXPECT_EQ(must(ask(asked, by(provider))).valid.last, last_day(next_quarter));
}

TEST_F(Mandates, OnPaperAreEnteredByTheAuthorityWithAReason) {
    EXPECT_FAILS(enter(request(), staff("")), ErrorKind::invalid, "reason");
    auto before = request();
    before.first = last_quarter;
    const auto entered = must(enter(before, staff()));
    EXPECT_EQ(entered.form, domain::MandateForm::procuration);
    EXPECT_TRUE(acts(provider));
    EXPECT_FAILS(revoke(entered.id, staff(" ")), ErrorKind::invalid, "reason");
    must(revoke(entered.id, staff("the employer wrote on 4 May")));
    EXPECT_FALSE(acts(provider));
    EXPECT_FAILS(enter(request(), by(mandator)), ErrorKind::not_found, "");
}

TEST_F(Mandates, OnPaperAnswerARequestThatIsOpen) {
    const auto id = must(ask(request(), by(mandator))).id;
    EXPECT_EQ(must(enter(request(), staff())).id, id);
    EXPECT_EQ(state(id), MandateState::active);
    EXPECT_EQ(acts_of(subject_of("mandate", id)), (std::vector<std::string>{"mandate.entered", "mandate.asked"}));
}

TEST_F(Mandates, FromTheRegistersAreShownAndChangedLikeOthers) {
    change([&](Writer& writer) {
        return writer.put_mandate({mandator, provider, {make_date(2020, 2, 1), std::nullopt}, false});
    });
    const auto reader = must(world.store->read());
    const auto received = must(mandates_received(*reader, provider));
    ASSERT_EQ(received.size(), 1u);
    EXPECT_EQ(received, must(mandates_given(*reader, mandator)));
    EXPECT_EQ(received.front(), must(find_mandate(*reader, received.front().id)));
    EXPECT_EQ(received.front().form, domain::MandateForm::imported);
    EXPECT_FAILS(ask(request(), by(mandator)), ErrorKind::conflict, "party");

    const auto below = must(confirm(must(ask(handed_on(received.front().id, second), by(provider))).id, by(second)));
    EXPECT_TRUE(acts(second));
    must(revoke(received.front().id, by(mandator)));
    EXPECT_FALSE(acts(provider));
    EXPECT_FALSE(acts(second));
    EXPECT_EQ(state(received.front().id), MandateState::revoked);
    EXPECT_EQ(must(mandates_received(*must(world.store->read()), provider)).size(), 1u);
}

TEST_F(Mandates, FollowAnImportThatChangesTheirRow) {
    const auto id = active();
    change([&](Writer& writer) {
        return writer.put_mandate({mandator, provider, {first_day(this_quarter), std::nullopt}, true});
    });
    EXPECT_EQ(state(id), MandateState::revoked);
    EXPECT_EQ(must(mandates_given(*must(world.store->read()), mandator)).size(), 1u);
}

TEST_F(Mandates, HandedOnEndWhenAnImportEndsTheirRoot) {
    for (const bool revoked : {true, false}) {
        const auto root = active();
        must(confirm(must(ask(handed_on(root, second), by(provider))).id, by(second)));
        change([&](Writer& writer) {
            return put_imported_mandate(
                writer, *world.rulebook,
                {mandator, provider, {first_day(this_quarter), last_day(this_quarter)}, revoked}, ten_on(day));
        });
        EXPECT_EQ(acts(second), !revoked);
        EXPECT_FALSE(acts(second, "2026-07-01"));
    }
}

TEST_F(Mandates, ThatAreRevokedStaySoWhenAnImportKnowsNothingOfIt) {
    const auto id = active();
    must(revoke(id, by(mandator)));
    change([&](Writer& writer) {
        return put_imported_mandate(writer, *world.rulebook,
                                    {mandator, provider, {first_day(this_quarter), std::nullopt}, false}, ten_on(day));
    });
    EXPECT_FALSE(acts(provider));
    EXPECT_EQ(state(id), MandateState::revoked);
}

TEST_F(Mandates, LeaveAnActForEachChange) {
    const auto root = active();
    const auto below = must(confirm(must(ask(handed_on(root, second), by(provider))).id, by(second))).id;
    must(revoke(root, by(mandator)));
    using Codes = std::vector<std::string>;
    EXPECT_EQ(acts_of(subject_of("mandate", root)), (Codes{"mandate.revoked", "mandate.confirmed", "mandate.asked"}));
    EXPECT_EQ(acts_of(subject_of("mandate", below)),
              (Codes{"mandate.revoked", "mandate.confirmed", "mandate.handedOn"}));
    EXPECT_EQ(acts_of(subject(mandator)).size(), 6u);
    EXPECT_EQ(acts_of(subject(provider)).size(), 6u);
    EXPECT_EQ(acts_of(subject(second)).size(), 3u);
    const auto newest = must(acts_about(*must(world.store->read()), subject(second), 0, 1)).front().act;
    EXPECT_EQ(newest.by, by(mandator).by);
    EXPECT_EQ(newest.by_enterprise, mandator);
    EXPECT_EQ(newest.details.back(), (ActDetail{"becauseOf", root}));
}

}  // namespace
}  // namespace dimona::registry
