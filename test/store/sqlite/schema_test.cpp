// Files of every released version are brought up to date; files that are not ours, or newer, are left alone.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

std::string content_of(const std::string& path) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    return content.str();
}

void run_sql(const std::string& path, const std::string& sql) {
    const auto connection = must(SqliteConnection::open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0));
    must(connection->execute(sql.c_str()));
}

class Schema : public testing::Test {
protected:
    Folder folder_;
    std::string path_ = folder_.file("store.sqlite");
};

// Frozen at its release; what the records were then must come out now.
TEST_F(Schema, AFileOfVersionOneIsBroughtUpToDateWithEverythingInIt) {
    run_sql(path_, content_of(DIMONA_SOURCE_DIR "/test/store/fixtures/version_1.sql"));
    const auto store = must(open_sqlite({.path = path_}));
    must(store->check());

    const auto view = must(store->read());
    constexpr std::int64_t id = 600'000'000'101;
    auto person = a_full_person(2);
    person.key = domain::PersonKey{1};
    EXPECT_EQ(must(view->employer_of(enterprise_number(1'001))), a_full_employer(1'001));
    EXPECT_TRUE(must(view->enterprise_exists(enterprise_number(5'000))));
    EXPECT_EQ(must(view->person(person.replaced.front())), person);
    EXPECT_EQ(must(view->mandates_to(enterprise_number(1'002))).size(), 1U);
    EXPECT_EQ(must(view->career(person.key, {2025, 4}, {2025, 4}))->size(), 1U);
    EXPECT_EQ(must(view->period(domain::PeriodId{id})), a_full_period(id, 1'001, 1));
    EXPECT_EQ(must(view->registration(domain::RegistrationId{600'000'000'202})),
              a_full_registration(600'000'000'202, id, make_date(2026, 1, 1)));
    EXPECT_EQ(must(view->quota_entries(person.key, make_date(2026, 1, 1), make_date(2026, 1, 1))),
              domain::entries_of(a_full_period(id, 1'001, 1)));
    EXPECT_EQ(must(view->employer_days({1'001, 2026})), 2);
    EXPECT_EQ(must(view->journal_head()), an_entry(std::nullopt, "{}"));
    EXPECT_EQ(must(view->declaration(domain::DeclarationId{id})), a_full_declaration(id, 1'001, 1));
    EXPECT_TRUE(must(view->idempotency("client", digest_of("key"))));
    EXPECT_EQ(must(view->open_cases()).size(), 1U);
    EXPECT_EQ(must(view->consultations_before(0, 9)).size(), 1U);
    EXPECT_TRUE(must(view->oauth_client("client")));
    const auto writer = must(store->write());
    EXPECT_EQ(must(writer->next_number()), 6'000'000'002);
    EXPECT_FALSE(must(writer->use_assertion("client", "jti", moment(60), moment(0))));
}

TEST_F(Schema, AFileOfANewerVersionIsRefusedAndLeftUnchanged) {
    must(open_sqlite({.path = path_}));
    run_sql(path_, "PRAGMA user_version=" + std::to_string(sqlite_schema_version() + 1));
    const auto before = content_of(path_);
    const auto refused = open_sqlite({.path = path_});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
    EXPECT_EQ(refused.error().place, path_);
    EXPECT_FALSE(refused.error().remedy.empty());
    EXPECT_EQ(content_of(path_), before);
}

TEST_F(Schema, ADatabaseOfAnotherProgramIsRefusedAndLeftUnchanged) {
    for (const char* sql : {"CREATE TABLE theirs (a)", "PRAGMA application_id=7; CREATE TABLE theirs (a)",
                            "PRAGMA user_version=1; CREATE TABLE theirs (a)"}) {
        const Folder folder;
        const auto path = folder.file("theirs");
        run_sql(path, sql);
        const auto before = content_of(path);
        const auto refused = open_sqlite({.path = path});
        ASSERT_FALSE(refused) << sql;
        EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
        EXPECT_FALSE(refused.error().remedy.empty());
        EXPECT_EQ(content_of(path), before);
    }
}

TEST_F(Schema, AnUpgradeThatFailsChangesNothing) {
    // A table stands in the way in the middle of the migration.
    run_sql(path_, "PRAGMA application_id=" + std::to_string(application_id) + "; CREATE TABLE oauth_client (a)");
    const auto before = content_of(path_);
    EXPECT_FALSE(open_sqlite({.path = path_}));
    EXPECT_EQ(content_of(path_), before);
}

TEST_F(Schema, AnEmptyFileBecomesAStore) {
    std::ofstream(path_).flush();
    EXPECT_TRUE(must(open_sqlite({.path = path_}))->check());
}

TEST_F(Schema, SeveralProcessesMayStartOnTheSameNewFile) {
    std::vector<Status> opened(4);
    {
        std::vector<std::jthread> starters;
        for (auto& result : opened)
            starters.emplace_back([this, &result] {
                const auto store = open_sqlite({.path = path_});
                if (!store) result = tl::unexpected(store.error());
            });
    }
    for (const auto& result : opened) EXPECT_TRUE(result) << result.error().message;
    EXPECT_TRUE(must(open_sqlite({.path = path_}))->check());
}

TEST_F(Schema, OnlyTheOwnerMayReadTheFile) {
    const auto store = must(open_sqlite({.path = path_}));
    must(store->probe());
    for (const char* ending : {"", "-wal", "-shm"}) {
        struct stat about{};
        ASSERT_EQ(stat((path_ + ending).c_str(), &about), 0) << ending;
        EXPECT_EQ(about.st_mode & (S_IRWXG | S_IRWXO), 0U) << ending;
    }
}

TEST_F(Schema, AnIndexThatWasRemovedByHandIsFound) {
    must(open_sqlite({.path = path_}));
    run_sql(path_, "DROP INDEX period_by_person");
    const auto checked = must(open_sqlite({.path = path_}))->check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().place, "period_by_person");
}

TEST_F(Schema, ARowThatRefersToNothingIsFound) {
    must(open_sqlite({.path = path_}));
    run_sql(path_, "PRAGMA foreign_keys=OFF; INSERT INTO person_number (ssin, person) VALUES (1, 2)");
    const auto checked = must(open_sqlite({.path = path_}))->check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().place, "table person_number, row 1");
}

}  // namespace

}  // namespace dimona::store::test
