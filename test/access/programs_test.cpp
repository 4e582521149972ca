// Clients and senders with their keys: changed without a gap, revoked at once.
#include "access/programs.hpp"

#include <gtest/gtest.h>

#include "access/support/authority.hpp"
#include "access/support/certificates.hpp"

namespace dimona::access {
namespace {

using registry::Reader;
using registry::Writer;
using store::test::must;

const Instant start = *parse_instant("2026-05-04T10:00:00Z");
const std::vector<std::string> both = {std::string(scope_declare), std::string(scope_consult)};

class Programs : public testing::Test {
protected:
    Programs() {
        add("manager@firm.example", own, {.role = Role::access_manager});
        add("other@firm.example", own, {.role = Role::main_manager});
        add("user@firm.example", own, {.rights = {Right::declare}, .qualities = {Quality::employer}});
        add("stranger@other.example", other, {.role = Role::main_manager});
    }
    template <class Work>
    auto write(Work work) -> decltype(work(std::declval<Writer&>())) {
        const auto writer = must(store->write());
        auto result = work(*writer);
        if (result) must(writer->commit());
        return result;
    }
    std::unique_ptr<Reader> read() { return must(store->read()); }
    void add(const std::string& login, domain::EnterpriseNumber enterprise, const Grant& grant) {
        must(write([&](Writer& writer) {
            return put_account(writer, {.login = login,
                                        .name = login,
                                        .enterprise = enterprise,
                                        .grant = must(settled(grant)),
                                        .subject = {},
                                        .locked_until = std::nullopt});
        }));
    }
    [[nodiscard]] Actor as(const std::string& login) const {
        return {login, login.ends_with("other.example") ? other : own, start};
    }
    static RegisteredKey key(const std::string& name) {
        return must(read_registered_key(test::p256_pair(name).public_pem));
    }
    static RegisteredKey certificate(const std::string& name) {
        return must(read_registered_key(test::certificate({.pair = name, .not_before = start, .days = 30})));
    }
    std::string client() {
        return must(write([&](Writer& writer) {
                   return make_client(writer, as("manager@firm.example"), "Payroll", both, key("first"));
               }))
            .name;
    }
    Result<Outcome> add_to(const std::string& program, const RegisteredKey& added,
                           const std::string& by = "manager@firm.example") {
        return write([&](Writer& writer) { return add_key(writer, as(by), program, added); });
    }
    Status remove_from(const std::string& program, const RegisteredKey& removed,
                       const std::string& by = "manager@firm.example") {
        return write([&](Writer& writer) { return remove_key(writer, as(by), program, removed.thumbprint); });
    }
    std::vector<std::string> acts(const std::string& program) {
        std::vector<std::string> codes;
        for (const auto& recorded :
             must(registry::acts_about(*read(), registry::subject_of("program", program), 0, 50)))
            codes.push_back(recorded.act.code);
        return codes;
    }

    std::unique_ptr<registry::Store> store = must(store::open_sqlite({.path = ":memory:"}));
    const domain::EnterpriseNumber own = domain::EnterpriseNumber::make(1'001);
    const domain::EnterpriseNumber other = domain::EnterpriseNumber::make(1'002);
};

TEST_F(Programs, ChangeTheirKeysWithoutAGap) {
    const auto id = client();
    EXPECT_TRUE(id.starts_with("self_service_dimona_100001_")) << id;
    EXPECT_EQ(must(add_to(id, key("second"))), Outcome::done);
    EXPECT_EQ(must(client_of(*read(), own, id)).keys.size(), 2u);
    must(remove_from(id, key("first")));
    const auto left = must(client_of(*read(), own, id));
    ASSERT_EQ(left.keys.size(), 1u);
    EXPECT_EQ(left.keys[0].thumbprint, key("second").thumbprint);
    EXPECT_EQ(remove_from(id, key("second")).error().kind, ErrorKind::conflict) << "the last key stays";
    EXPECT_EQ(remove_from(id, key("first")).error().kind, ErrorKind::not_found);
    EXPECT_EQ(acts(id), (std::vector<std::string>{"key.removed", "key.added", "client.made"}));
}

TEST_F(Programs, HaveEachKeyOnceAndNotTooMany) {
    const auto id = client();
    EXPECT_EQ(add_to(id, key("first")).error().kind, ErrorKind::conflict);
    for (const char* name : {"second", "third", "fourth"}) must(add_to(id, key(name)));
    EXPECT_EQ(add_to(id, key("fifth")).error().kind, ErrorKind::conflict);
}

TEST_F(Programs, AreManagedByManagersOfTheirEnterpriseOnly) {
    const auto id = client();
    EXPECT_EQ(add_to(id, key("second"), "user@firm.example").error().kind, ErrorKind::forbidden);
    EXPECT_EQ(add_to(id, key("second"), "stranger@other.example").error().kind, ErrorKind::not_found);
    EXPECT_EQ(remove_from(id, key("first"), "stranger@other.example").error().kind, ErrorKind::not_found);
    EXPECT_EQ(client_of(*read(), other, id).error().kind, ErrorKind::not_found);
    EXPECT_EQ(sender_of(*read(), other, "100001").error().kind, ErrorKind::not_found);
    EXPECT_TRUE(must(clients_of(*read(), other)).empty());
}

TEST_F(Programs, AreRevokedForGood) {
    const auto id = client();
    must(
        write([&](Writer& writer) { return revoke_program(writer, as("manager@firm.example"), id, "stolen laptop"); }));
    const auto revoked = must(client_of(*read(), own, id));
    EXPECT_FALSE(revoked.registered.active);
    EXPECT_TRUE(revoked.keys.empty());
    EXPECT_EQ(add_to(id, key("second")).error().kind, ErrorKind::conflict);
    const auto act = must(registry::acts_about(*read(), registry::subject_of("program", id), 0, 1)).at(0).act;
    EXPECT_EQ(act.reason, "stolen laptop");
}

TEST_F(Programs, HaveTheScopesThatAreThere) {
    const auto make = [&](const std::vector<std::string>& scopes, const std::string& name) {
        return write([&](Writer& writer) {
            return make_client(writer, as("manager@firm.example"), name, scopes, key("first"));
        });
    };
    EXPECT_EQ(make({}, "x").error().kind, ErrorKind::invalid);
    EXPECT_EQ(make({"scope:everything"}, "x").error().kind, ErrorKind::invalid);
    EXPECT_EQ(make(both, "").error().kind, ErrorKind::invalid);
    EXPECT_EQ(make(both, std::string(61, 'x')).error().kind, ErrorKind::invalid);
    const auto id = must(make({both[0]}, "Payroll")).name;
    const auto change_to = [&](const std::vector<std::string>& scopes) {
        return write([&](Writer& writer) { return change_scopes(writer, as("manager@firm.example"), id, scopes); });
    };
    must(change_to(both));
    EXPECT_EQ(must(client_of(*read(), own, id)).registered.scopes, both);
    EXPECT_EQ(change_to({"scope:everything"}).error().kind, ErrorKind::invalid);
}

TEST_F(Programs, SendBatchesUnderANumberThatIsGivenOnce) {
    const auto make = [&](const std::string& by, const RegisteredKey& with) {
        return write([&](Writer& writer) { return make_sender(writer, as(by), "Payroll", with); });
    };
    EXPECT_EQ(make("manager@firm.example", key("first")).error().kind, ErrorKind::invalid) << "a bare key";
    EXPECT_EQ(must(make("manager@firm.example", certificate("first"))).name, "100001");
    EXPECT_EQ(must(make("stranger@other.example", certificate("second"))).name, "100002");
    EXPECT_EQ(must(make("manager@firm.example", certificate("third"))).name, "100003");
    EXPECT_EQ(must(senders_of(*read(), own)).size(), 2u);
    EXPECT_EQ(add_to("100001", key("fourth")).error().kind, ErrorKind::invalid);
    must(add_to("100001", certificate("fourth")));
    EXPECT_EQ(must(sender(*read(), "100001"))->certificates_pem.size(), 2u);
    must(write([&](Writer& writer) { return revoke_program(writer, as("manager@firm.example"), "100001", ""); }));
    EXPECT_FALSE(must(sender(*read(), "100001"))->active);
    EXPECT_EQ(must(make("manager@firm.example", certificate("fifth"))).name, "100004") << "never again";
}

TEST_F(Programs, GetNewKeysFromTwoPersonsWhereTheEnterpriseWantsIt) {
    const auto id = client();
    must(write([&](Writer& writer) { return choose_second_person(writer, as("manager@firm.example"), true); }));
    EXPECT_EQ(must(add_to(id, key("second"))), Outcome::waits);
    EXPECT_EQ(must(client_of(*read(), own, id)).keys.size(), 1u);
    const auto made = must(write([&](Writer& writer) {
        return make_client(writer, as("manager@firm.example"), "Another", both, key("third"));
    }));
    EXPECT_EQ(made.outcome, Outcome::waits);
    for (const auto& open : must(registry::open_approvals(*read(), registry::subject(own), start)))
        must(write([&](Writer& writer) -> Status {
            const auto approval = DIMONA_TRY(confirm_for_enterprise(writer, as("other@firm.example"), open.id));
            EXPECT_TRUE(must(carry_out_for_programs(writer, as("other@firm.example"), approval)));
            return {};
        }));
    EXPECT_EQ(must(client_of(*read(), own, id)).keys.size(), 2u);
    EXPECT_EQ(must(clients_of(*read(), own)).size(), 2u);
    // Taking away needs one person only.
    must(remove_from(id, key("first")));
}

}  // namespace
}  // namespace dimona::access
