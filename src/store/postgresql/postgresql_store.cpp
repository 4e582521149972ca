#include "store/postgresql/postgresql_store.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

#include "store/postgresql/schema.hpp"
#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

constexpr const char* begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr const char* first_look = "SELECT 1 FROM counter WHERE name = 'turn'";
constexpr const char* take_turn = "SELECT value FROM counter WHERE name = 'turn' FOR UPDATE";
const std::vector<const char*> as_reader = {begin_reading, first_look};
const std::vector<const char*> as_writer = {"BEGIN", take_turn};

using Owned = std::unique_ptr<PostgresqlConnection>;

class PostgresqlStore final : public registry::Store {
public:
    explicit PostgresqlStore(PostgresqlOptions options) : options_(std::move(options)) {}

    Status open() {
        writer_ = DIMONA_TRY(connect());
        return bring_up_to_date(*writer_);
    }

    Result<std::unique_ptr<registry::Reader>> read() override {
        auto connection = DIMONA_TRY(begun(take_reader(), as_reader));
        return std::make_unique<Session>(std::shared_ptr<PostgresqlConnection>(
            connection.release(), [this](PostgresqlConnection* done) { give_back(Owned(done)); }));
    }

    Result<std::unique_ptr<registry::Writer>> write() override {
        auto begun_or_not = begun(take_writer(), as_writer);
        if (!begun_or_not) {
            give_writer_back(nullptr);
            return tl::unexpected(begun_or_not.error());
        }
        return std::make_unique<Session>(std::shared_ptr<PostgresqlConnection>(
            begun_or_not->release(), [this](PostgresqlConnection* done) { give_writer_back(Owned(done)); }));
    }

    [[nodiscard]] int max_writers() const override { return 1; }

    Status backup_to(const std::string&) override {
        return fail(ErrorKind::unsupported, "a database server is copied by its own tools", "",
                    "use pg_basebackup or pg_dump, or `dimona export` for a copy that any store can import");
    }

    Status check() override {
        const auto connection = DIMONA_TRY(connect());
        return check_definitions(*connection);
    }

    Status probe() override {
        const auto session = DIMONA_TRY(write());
        return static_cast<Session&>(*session).probe();
    }

private:
    Result<Owned> connect() const { return PostgresqlConnection::open(options_.uri, options_.patience_ms); }

    // A connection of the pool may have died while nobody used it: then one that is new does it, or nobody.
    Result<Owned> begun(Owned connection, const std::vector<const char*>& how) const {
        if (connection) {
            const auto done = connection->begin(how);
            if (done) return connection;
            connection->rollback();
            if (!connection->is_lost()) return tl::unexpected(done.error());
        }
        auto fresh = DIMONA_TRY(connect());
        DIMONA_TRY_VOID(fresh->begin(how));
        return fresh;
    }

    Owned take_reader() {
        const std::lock_guard lock(mutex_);
        if (readers_.empty()) return nullptr;
        auto connection = std::move(readers_.back());
        readers_.pop_back();
        return connection;
    }
    void give_back(Owned connection) {
        if (connection->is_lost()) return;
        const std::lock_guard lock(mutex_);
        if (readers_.size() < options_.readers_max) readers_.push_back(std::move(connection));
    }
    Owned take_writer() {
        std::unique_lock lock(mutex_);
        writer_is_back_.wait(lock, [&] { return !writer_is_out_; });
        writer_is_out_ = true;
        return std::move(writer_);
    }
    void give_writer_back(Owned connection) {
        const std::lock_guard lock(mutex_);
        writer_ = connection && !connection->is_lost() ? std::move(connection) : nullptr;
        writer_is_out_ = false;
        writer_is_back_.notify_one();
    }

    PostgresqlOptions options_;
    std::mutex mutex_;
    std::condition_variable writer_is_back_;
    bool writer_is_out_ = false;
    Owned writer_;  // none while a session has it, and after it was lost
    std::vector<Owned> readers_;
};

}  // namespace

Result<std::unique_ptr<registry::Store>> open_postgresql(const PostgresqlOptions& options) {
    auto store = std::make_unique<PostgresqlStore>(options);
    DIMONA_TRY_VOID(store->open());
    return store;
}

}  // namespace dimona::store
