#include "store/postgresql/statement.hpp"

#include <boost/endian/conversion.hpp>
#include <cstring>

#include "base/invariant.hpp"

namespace dimona::store {

namespace {

constexpr int binary = 1;
constexpr int rows_a_fetch = 2'000;

// `?` of the statements is `$1`, `$2`, … of this engine.
std::string with_numbered_parameters(std::string_view sql) {
    std::string numbered;
    numbered.reserve(sql.size() + 16);
    int number = 0;
    for (const char letter : sql) {
        if (letter == '?')
            numbered.append("$").append(std::to_string(++number));
        else
            numbered.push_back(letter);
    }
    return numbered;
}

// Whole numbers of two, four or eight bytes, most significant byte first.
template <class Number>
std::int64_t number_from(const char* bytes) {
    Number number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return boost::endian::big_to_native(number);
}

}  // namespace

PostgresqlStatement::PostgresqlStatement(PostgresqlConnection& connection, std::string_view sql, std::string name)
    : connection_(connection), sql_(with_numbered_parameters(sql)), name_(std::move(name)) {}

void PostgresqlStatement::put(int place, const char* bytes, std::size_t length) {
    const auto index = static_cast<std::size_t>(place);
    if (parameters_.size() <= index) parameters_.resize(index + 1);
    parameters_[index] = {.offset = bytes_.size(), .length = static_cast<int>(length), .is_null = false};
    bytes_.append(bytes, length);
}
void PostgresqlStatement::bind(int place, std::int64_t value) {
    const auto swapped = boost::endian::native_to_big(value);
    put(place, reinterpret_cast<const char*>(&swapped), sizeof swapped);
}
// The engine has no texts with a zero character, and nothing that is stored has one: such a text, which came from
// outside to be compared, is made one that fits nothing either.
void PostgresqlStatement::bind(int place, std::string_view value) {
    if (value.find('\0') == std::string_view::npos) return put(place, value.data(), value.size());
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string text;
    for (const char letter : value) letter == '\0' ? void(text.append(replacement)) : text.push_back(letter);
    put(place, text.data(), text.size());
}
void PostgresqlStatement::bind(int place, const Digest& value) {
    put(place, reinterpret_cast<const char*>(value.data()), value.size());
}
void PostgresqlStatement::bind_null(int place) {
    const auto index = static_cast<std::size_t>(place);
    if (parameters_.size() <= index) parameters_.resize(index + 1);
    parameters_[index] = {};
}

Status PostgresqlStatement::send() {
    DIMONA_TRY_VOID(connection_.refuse_in_trouble());
    const auto count = parameters_.size();
    std::vector<const char*> values(count);
    std::vector<int> lengths(count), formats(count, binary);
    for (std::size_t index = 0; index < count; ++index) {
        const auto& parameter = parameters_[index];
        values[index] = parameter.is_null ? nullptr : bytes_.data() + parameter.offset;
        lengths[index] = parameter.length;
    }
    if (name_.empty())
        return connection_.sent(PQsendQueryParams(connection_.server_, sql_.c_str(), static_cast<int>(count), nullptr,
                                                  values.data(), lengths.data(), formats.data(), binary),
                                {.sql = sql_});
    if (known_ == Known::no) {
        DIMONA_TRY_VOID(connection_.sent(PQsendPrepare(connection_.server_, name_.c_str(), sql_.c_str(), 0, nullptr),
                                         {.sql = sql_, .prepares = this}));
        known_ = Known::sent;
    }
    return connection_.sent(PQsendQueryPrepared(connection_.server_, name_.c_str(), static_cast<int>(count),
                                                values.data(), lengths.data(), formats.data(), binary),
                            {.sql = sql_});
}

Result<bool> PostgresqlStatement::next() {
    if (!rows_) {
        DIMONA_TRY_VOID(send());
        rows_ = DIMONA_TRY(connection_.receive_all());
        row_ = -1;
    }
    return ++row_ < PQntuples(rows_.get());
}

Status PostgresqlStatement::run() { return send(); }

void PostgresqlStatement::show(PostgresqlConnection::Rows rows) {
    rows_ = std::move(rows);
    row_ = -1;
}

void PostgresqlStatement::restart() {
    rows_.reset();
    bytes_.clear();
    parameters_.clear();
}

bool PostgresqlStatement::is_null(int column) const { return PQgetisnull(rows_.get(), row_, column) != 0; }
std::int64_t PostgresqlStatement::integer(int column) const {
    const char* bytes = PQgetvalue(rows_.get(), row_, column);
    switch (PQgetlength(rows_.get(), row_, column)) {
        case 8:
            return number_from<std::int64_t>(bytes);
        case 4:
            return number_from<std::int32_t>(bytes);
        case 2:
            return number_from<std::int16_t>(bytes);
        default:
            return 0;  // no value: what the other engine gives too
    }
}
std::string_view PostgresqlStatement::text(int column) const {
    return {PQgetvalue(rows_.get(), row_, column), static_cast<std::size_t>(PQgetlength(rows_.get(), row_, column))};
}
Digest PostgresqlStatement::digest(int column) const {
    Digest digest{};
    const auto bytes = text(column);
    std::memcpy(digest.data(), bytes.data(), std::min(bytes.size(), digest.size()));
    return digest;
}

PostgresqlCursor::PostgresqlCursor(PostgresqlConnection& connection, std::string_view sql, std::string name)
    : connection_(connection),
      name_(std::move(name)),
      declare_(connection, "DECLARE " + name_ + " NO SCROLL CURSOR FOR " + std::string(sql), {}),
      fetch_(connection, "FETCH " + std::to_string(rows_a_fetch) + " FROM " + name_, {}) {}

PostgresqlCursor::~PostgresqlCursor() {
    // The end of the transaction closes it too: an error is told there.
    if (is_open_) (void)PostgresqlStatement(connection_, "CLOSE " + name_, {}).run();
}

void PostgresqlCursor::bind(int, std::int64_t) { require(false, "a walk has no parameters"); }
void PostgresqlCursor::bind(int, std::string_view) { require(false, "a walk has no parameters"); }
void PostgresqlCursor::bind(int, const Digest&) { require(false, "a walk has no parameters"); }
void PostgresqlCursor::bind_null(int) { require(false, "a walk has no parameters"); }

Result<bool> PostgresqlCursor::next() {
    if (!is_open_) {
        DIMONA_TRY_VOID(declare_.run());
        is_open_ = true;
    }
    if (DIMONA_TRY(fetch_.next())) {
        ++rows_of_this_fetch_;
        return true;
    }
    if (rows_of_this_fetch_ < rows_a_fetch) return false;
    rows_of_this_fetch_ = 0;
    fetch_.restart();
    return next();
}

Status PostgresqlCursor::run() {
    DIMONA_TRY(next());
    return {};
}

void PostgresqlCursor::restart() { fetch_.restart(); }

}  // namespace dimona::store
