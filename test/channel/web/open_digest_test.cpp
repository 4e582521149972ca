#include "channel/web/open_digest.hpp"

#include <gtest/gtest.h>

#include "access/account.hpp"
#include "register/letters.hpp"
#include "register/repertory.hpp"
#include "register/support/world.hpp"

namespace dimona::web {
namespace {

using registry::test::must;
using registry::test::World;

const auto monday = registry::test::brussels(2026, 5, 4, 10, 0);

class Box final : public registry::Postman {
public:
    Status send(const registry::Letter& letter) override {
        letters.push_back(letter);
        return {};
    }
    std::vector<registry::Letter> letters;
};

struct OpenDigest : testing::Test {
    World world;
    registry::Lanes lanes{*world.store, {}};
    Box box;

    template <class Work>
    void write(Work work) {
        const auto writer = must(world.store->write());
        work(*writer);
        must(writer->commit());
    }
    void add_manager(const std::string& login, domain::EnterpriseNumber enterprise) {
        access::Account account;
        account.login = login;
        account.enterprise = enterprise;
        account.grant = {.role = access::Role::access_manager};
        write([&](registry::Writer& writer) { must(access::put_account(writer, account)); });
    }
    registry::Answer declare_openly(domain::DeclarationRequest request) {
        return world.declare(
            {.request = std::move(request),
             .caller = {.channel = domain::Channel::web_unsecured, .id = "anonymous", .enterprise = {}, .trace_id = {}},
             .idempotency_key = std::nullopt},
            monday);
    }
    int tell() {
        const auto words = [](domain::Language language) {
            return Words(language, read_catalogue(domain::to_code(language), {}));
        };
        const int written = must(write_open_digests(*world.store, lanes, words, "https://dimona.example", monday));
        must(registry::deliver_letters(*world.store, lanes, box, monday));
        return written;
    }
};

TEST_F(OpenDigest, TellsTheManagersOfTheEmployerOnce) {
    const auto& employer = world.employers[0];
    add_manager("boss@firm.example", *employer.enterprise);
    add_manager("boss@other.example", *world.employers[1].enterprise);
    const auto answer = declare_openly(registry::test::an_in(employer, world.persons[0], "OTH", "XXX", "2026-05-05"));
    EXPECT_EQ(tell(), 1);
    ASSERT_EQ(box.letters.size(), 1u);
    EXPECT_EQ(box.letters[0].to, "boss@firm.example");
    EXPECT_NE(box.letters[0].text.find(std::to_string(answer.id.value())), std::string::npos);
    EXPECT_EQ(tell(), 0);
}

TEST_F(OpenDigest, FindsTheManagersAfterADefinitiveNumber) {
    domain::Employer employer{.number = domain::EmployerNumber::from_stored(0),
                              .enterprise = domain::EnterpriseNumber::make(5'001),
                              .name = "Zagerij De Nerf",
                              .categories = {domain::EmployerCategory::ordinary},
                              .active = {{make_date(2026, 5, 1), std::nullopt}},
                              .sub_entities = {}};
    registry::Act act{.at = monday,
                      .code = "employer.entered",
                      .by = "operator@authority.example",
                      .by_enterprise = std::nullopt,
                      .reason = "complete",
                      .about = {},
                      .details = {}};
    write([&](registry::Writer& writer) {
        employer.number = must(registry::next_provisional_number(writer));
        must(registry::enter_employer(writer, employer, act));
    });
    add_manager("boss@nerf.example", *employer.enterprise);
    auto request = registry::test::an_in(employer, world.persons[0], "OTH", "XXX", "2026-05-05");
    request.employer.emplace().provisional_number = std::to_string(employer.number.value());
    declare_openly(std::move(request));
    write([&](registry::Writer& writer) { must(registry::give_definitive_number(writer, employer.number, act)); });
    EXPECT_EQ(tell(), 1);
    ASSERT_EQ(box.letters.size(), 1u);
    EXPECT_EQ(box.letters[0].to, "boss@nerf.example");
}

}  // namespace
}  // namespace dimona::web
