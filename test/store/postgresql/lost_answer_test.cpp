// The server makes a commit durable, and its answer never comes: what was acknowledged by nobody is there all the
// same, and the store finds out. A standby that does not exist holds the answer back; the wait is then cut off.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "store/postgresql/postgresql_store.hpp"
#include "store/support/must.hpp"
#include "store/support/postgresql.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

// A server of its own: the setting would hold up every other test.
class OwnServer {
public:
    OwnServer() {
        if (run("start") != 0) throw std::runtime_error("the server did not start");
        std::getline(std::ifstream(folder_ + "/uri"), uri_);
    }
    ~OwnServer() { (void)run("stop"); }
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;
    [[nodiscard]] const std::string& uri() const { return uri_; }

private:
    [[nodiscard]] int run(const std::string& action) const {
        return std::system(
            (DIMONA_SOURCE_DIR "/test/support/postgresql.sh " + action + " " + folder_ + " >/dev/null").c_str());
    }
    std::string folder_ = "/tmp/dimona-postgresql-own-" + std::to_string(getpid()), uri_;
};

// From here on every commit waits for a standby that is not there. The server reads its settings again in its own time:
// first the process that makes sessions, which then tells all others, then, at the latest before a checkpoint, the one
// that says to all whether they have to wait.
void hold_back_answers(const std::string& uri) {
    run_on_postgresql(uri, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    run_on_postgresql(uri, "SELECT pg_reload_conf()");
    const auto is_read = [&] {
        try {
            run_on_postgresql(uri,
                              "DO $$ BEGIN ASSERT current_setting('synchronous_standby_names') = 'nobody'; END $$");
            return true;
        } catch (const std::runtime_error&) {
            return false;
        }
    };
    while (!is_read()) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    run_on_postgresql(uri, "CHECKPOINT");
}

TEST(PostgresqlLostAnswer, ACommitThatWasMadeIsFoundInTheJournal) {
    const OwnServer server;
    const auto store = must(open_postgresql({.uri = server.uri()}));
    hold_back_answers(server.uri());

    const auto entry = an_entry(std::nullopt, "{}");
    std::thread cutter([&] {
        run_on_postgresql(server.uri(),
                          "DO $$ DECLARE waiting int; BEGIN LOOP PERFORM pg_stat_clear_snapshot(); "
                          "SELECT pid INTO waiting FROM pg_stat_activity WHERE wait_event = 'SyncRep'; "
                          "EXIT WHEN waiting IS NOT NULL; PERFORM pg_sleep(0.01); END LOOP; "
                          "PERFORM pg_terminate_backend(waiting); END $$");
    });
    const auto writer = must(store->write());
    must(writer->append(entry));
    const auto committed = writer->commit();
    cutter.join();
    EXPECT_TRUE(committed) << committed.error().message;
    EXPECT_EQ(must(must(store->read())->journal_head()), entry);
}

}  // namespace

}  // namespace dimona::store::test
