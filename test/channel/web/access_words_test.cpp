// What an enterprise reads of what happened to its people, rights and programs.
#include "channel/web/access_words.hpp"

#include <gtest/gtest.h>

#include "access/invitation.hpp"
#include "register/support/world.hpp"

namespace dimona::web {
namespace {

using domain::Language;
using registry::test::must;
using registry::test::World;

const auto monday = registry::test::brussels(2026, 5, 4, 10, 0);

Words words(Language language) {
    const std::string code(domain::to_code(language));
    for (const auto& file : embedded_files())
        if (file.path == "locale/" + code + ".mo") return {language, read_catalogue(code, file.content)};
    return {language, read_catalogue(code, {})};
}

struct AccessHistory : testing::Test {
    World world;
    domain::EnterpriseNumber enterprise = *world.employers[0].enterprise;
    std::string about = registry::subject(enterprise);

    template <class Work>
    auto write(Work work) {
        const auto writer = must(world.store->write());
        auto result = must(work(*writer));
        must(writer->commit());
        return result;
    }
    void record(const char* code, int times) {
        write([&](registry::Writer& writer) -> Result<int> {
            for (int time = 0; time < times; ++time)
                DIMONA_TRY_VOID(registry::record_act(writer, {.at = monday,
                                                              .code = code,
                                                              .by = "manager@firm.example",
                                                              .by_enterprise = enterprise,
                                                              .reason = {},
                                                              .about = {about},
                                                              .details = {}}));
            return times;
        });
    }
    registry::Approval ask_desk(const char* code, const std::string& by,
                                std::optional<domain::EnterpriseNumber> by_enterprise) {
        return write([&](registry::Writer& writer) {
            return registry::ask_approval(writer, {.id = {},
                                                   .code = code,
                                                   .subject = registry::desk_approvals,
                                                   .about = about,
                                                   .details = {{"login", "noor@firm.example"}},
                                                   .reason = "their accounts look wrong",
                                                   .asked_by = by,
                                                   .by_enterprise = by_enterprise,
                                                   .asked_at = monday,
                                                   .expires = {}});
        });
    }
    std::vector<ToldActs> pages(const Words& in) const {
        const auto reader = must(world.store->read());
        std::vector<ToldActs> all = {must(told_acts(*reader, in, about, 0))};
        while (all.back().older_before > 0) all.push_back(must(told_acts(*reader, in, about, all.back().older_before)));
        return all;
    }
};

TEST_F(AccessHistory, DoesNotTellWhatTheAuthorityConsiders) {
    const auto asked = ask_desk("employer.keep", "one@authority.example", std::nullopt);
    write([&](registry::Writer& writer) {
        return registry::confirm_approval(writer, registry::desk_approvals, asked.id,
                                          {"two@authority.example", std::nullopt, monday});
    });
    EXPECT_TRUE(pages(words(Language::en)).front().acts.empty());
}

TEST_F(AccessHistory, TellsInWordsThatAccessWasAskedFor) {
    const auto asked = ask_desk(access::access_requested, "service", enterprise);
    write([&](registry::Writer& writer) {
        return registry::agree_as_first(writer, registry::desk_approvals, asked.id,
                                        {"one@authority.example", std::nullopt, monday});
    });
    for (const auto language : {Language::nl, Language::fr, Language::de, Language::en}) {
        const auto t = words(language);
        const auto told = pages(t).front().acts;
        ASSERT_EQ(told.size(), 1U) << "not that one of two has agreed";
        EXPECT_EQ(act_text(t, told[0].act), t("Asked of the authority"));
        const auto details = act_details(t, told[0].act);
        EXPECT_TRUE(details.starts_with(t("Access for the legal representative of an enterprise"))) << details;
    }
}

TEST_F(AccessHistory, GoesOnAfterForeignActsHoweverManyThereAre) {
    record("account.invited", 3);
    record("employer.profile.changed", 1'500);
    record("account.changed", 45);
    const auto all = pages(words(Language::en));
    std::vector<std::size_t> told;
    for (const auto& page : all) told.push_back(page.acts.size());
    // The second one has seen a thousand acts and stops there.
    EXPECT_EQ(told, (std::vector<std::size_t>{30, 15, 3}));
    EXPECT_EQ(all.back().acts.back().act.code, "account.invited");
}

}  // namespace
}  // namespace dimona::web
