// What happens when the database server refuses, goes away, or belongs to somebody else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "store/postgresql/postgresql_store.hpp"
#include "store/postgresql/trouble.hpp"
#include "store/support/must.hpp"
#include "store/support/postgresql.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

using testing::HasSubstr;

// Ends the connections of the store, as an administrator, a restart or a network would.
constexpr const char* end_all_others =
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()";

class PostgresqlTrouble : public testing::Test {
protected:
    [[nodiscard]] std::unique_ptr<registry::Store> open() const { return must(open_postgresql({.uri = uri_})); }
    void sever() const { run_on_postgresql(uri_, end_all_others); }

    Folder folder_;
    std::string uri_ = postgresql_uri_of(folder_);
};

void expect(const Status& status, ErrorKind kind) {
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, kind) << status.error().message;
    EXPECT_FALSE(status.error().remedy.empty());
}

TEST_F(PostgresqlTrouble, ALostConnectionFailsItsTransactionAndNoOther) {
    const auto store = open();
    {
        const auto writer = must(store->write());
        must(writer->put_enterprise(enterprise_number(1), "lost"));
        sever();
        auto done = writer->put_enterprise(enterprise_number(2), "lost too");
        if (done) done = writer->commit();
        expect(done, ErrorKind::unavailable);
        expect(writer->commit(), ErrorKind::unavailable);  // it stays so
    }
    const auto writer = must(store->write());
    must(writer->put_enterprise(enterprise_number(3), "kept"));
    must(writer->commit());
    const auto reader = must(store->read());
    EXPECT_FALSE(must(reader->enterprise_exists(enterprise_number(1))));
    EXPECT_TRUE(must(reader->enterprise_exists(enterprise_number(3))));
}

TEST_F(PostgresqlTrouble, PooledConnectionsThatDiedAreReplaced) {
    const auto store = open();
    must(store->probe());
    must(must(store->read())->journal_head());
    sever();
    EXPECT_TRUE(must(store->read())->journal_head());
    EXPECT_TRUE(store->probe());
}

TEST_F(PostgresqlTrouble, AServerThatDiesBeforeTheCommitLeavesNothing) {
    const auto store = open();
    run_on_postgresql(uri_,
                      "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                      "PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$; "
                      "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED "
                      "FOR EACH ROW EXECUTE FUNCTION cut()");
    const auto entry = an_entry(std::nullopt, "{}");
    {
        const auto writer = must(store->write());
        must(writer->append(entry));
        expect(writer->commit(), ErrorKind::unavailable);
    }
    EXPECT_FALSE(must(must(store->read())->journal_head()));
    run_on_postgresql(uri_, "DROP TRIGGER cut ON journal");
    const auto writer = must(store->write());
    must(writer->append(entry));
    must(writer->commit());
    EXPECT_EQ(must(must(store->read())->journal_head()), entry);
}

TEST_F(PostgresqlTrouble, OneTurnForAllProcesses) {
    const auto one = open(), other = open();
    auto first = must(one->write());
    must(first->append(an_entry(std::nullopt, "{}")));
    std::jthread second([&] {
        const auto writer = must(other->write());  // waits here
        const auto head = must(writer->journal_head());
        ASSERT_TRUE(head) << "what the first one wrote is seen";
        must(writer->append(an_entry(head, "{}")));
        must(writer->commit());
    });
    must(first->commit());
    first.reset();
    second.join();
    EXPECT_EQ(must(must(one->read())->journal_head())->sequence, 2);
}

TEST_F(PostgresqlTrouble, ADatabaseOfAnotherProgramIsLeftAlone) {
    run_on_postgresql(uri_, "CREATE TABLE invoices (number BIGINT)");
    const auto refused = open_postgresql({.uri = uri_});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
    EXPECT_THAT(refused.error().message, HasSubstr("another program"));
    run_on_postgresql(uri_, "DROP TABLE invoices; CREATE TABLE counter (name TEXT)");  // it made none of its own
}

TEST_F(PostgresqlTrouble, ANewerStoreIsLeftAlone) {
    ASSERT_TRUE(open());
    run_on_postgresql(uri_, "UPDATE dimona_store SET version = version + 1");
    const auto refused = open_postgresql({.uri = uri_});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
    EXPECT_THAT(refused.error().message, HasSubstr("version " + std::to_string(postgresql_schema_version() + 1)));
    EXPECT_THAT(refused.error().remedy, HasSubstr("newer program"));
}

TEST_F(PostgresqlTrouble, AMissingIndexIsNamedByTheCheck) {
    const auto store = open();
    EXPECT_TRUE(store->check());
    run_on_postgresql(uri_, "DROP INDEX period_by_person");
    const auto found = store->check();
    expect(found, ErrorKind::internal);
    EXPECT_EQ(found.error().place, "period_by_person");
}

TEST_F(PostgresqlTrouble, SeveralProcessesMayStartOnTheSameNewDatabase) {
    std::vector<Status> opened(4);
    {
        std::vector<std::jthread> starters;
        for (auto& result : opened)
            starters.emplace_back([this, &result] {
                const auto store = open_postgresql({.uri = uri_});
                if (!store) result = tl::unexpected(store.error());
            });
    }
    for (const auto& result : opened) EXPECT_TRUE(result) << result.error().message;
    EXPECT_TRUE(open()->check());
}

TEST_F(PostgresqlTrouble, CopiesAreLeftToTheToolsOfTheServer) {
    expect(open()->backup_to(folder_.file("copy")), ErrorKind::unsupported);
}

TEST(PostgresqlPlace, AServerThatCannotBeReachedIsNamedWithoutThePassword) {
    const auto refused = open_postgresql({.uri = "postgresql://me:secret@127.0.0.1:1/nowhere?x=1", .patience_ms = 0});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_THAT(refused.error().message + refused.error().place, testing::Not(HasSubstr("secret")));
    const auto away = open_postgresql({.uri = "postgresql://me:secret@127.0.0.1:1/nowhere", .patience_ms = 0});
    ASSERT_FALSE(away);
    EXPECT_EQ(away.error().place, "postgresql://127.0.0.1:1/nowhere");
    EXPECT_THAT(away.error().message, testing::Not(HasSubstr("secret")));
    EXPECT_FALSE(away.error().remedy.empty());
}

TEST(PostgresqlStates, SayWhetherToTryAgainAndWhatToDo) {
    for (const char* state : {"", "08006", "57P01", "57P03", "53100", "53300", "55P03", "40001", "40P01", "25006",
                              "28P01", "3D000", "42501", "58030"}) {
        EXPECT_EQ(trouble_of_state(state).kind, ErrorKind::unavailable) << state;
        EXPECT_STRNE(trouble_of_state(state).remedy, "") << state;
    }
    for (const char* state : {"23505", "42601", "XX001"})
        EXPECT_EQ(trouble_of_state(state).kind, ErrorKind::internal) << state;
    EXPECT_THAT(trouble_of_state("53100").remedy, HasSubstr("free space"));
    EXPECT_TRUE(ends_the_connection("57P01"));
    EXPECT_TRUE(ends_the_connection("25006")) << "it has become a standby";
    EXPECT_FALSE(ends_the_connection("23505"));
}

}  // namespace

}  // namespace dimona::store::test
