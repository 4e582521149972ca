// Papers: small texts that this room does not understand.
#include "store/sql/paper_row.hpp"
#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

constexpr const char* find_paper = "SELECT " DIMONA_PAPER_COLUMNS " FROM paper WHERE drawer = ? AND name = ?";
// The range of names with one beginning, so that an index answers.
constexpr const char* find_papers =
    "SELECT " DIMONA_PAPER_COLUMNS
    " FROM paper WHERE drawer = ? AND name > ? AND name >= ? AND name < ? ORDER BY name LIMIT ?";
constexpr const char* write_paper =
    "INSERT INTO paper (" DIMONA_PAPER_COLUMNS
    ") VALUES (?, ?, ?, ?) ON CONFLICT (drawer, name) DO UPDATE SET text = excluded.text, expires = excluded.expires";
constexpr const char* delete_paper = "DELETE FROM paper WHERE drawer = ? AND name = ?";
constexpr const char* forget_papers = "DELETE FROM paper WHERE expires <= ?";

// The last code point of all, which nobody writes: the end of a range of names.
constexpr std::string_view beyond = "\xF4\x8F\xBF\xBF";

}  // namespace

Result<std::optional<registry::Paper>> Session::paper(std::string_view drawer, std::string_view name) {
    auto query = DIMONA_TRY(connection_->prepared(find_paper));
    if (!DIMONA_TRY(query.bind(drawer, name).next())) return std::nullopt;
    return read_paper_row(query);
}

Result<std::vector<registry::Paper>> Session::papers(std::string_view drawer, std::string_view prefix,
                                                     std::string_view after, int count) {
    std::vector<registry::Paper> found;
    auto query = DIMONA_TRY(connection_->prepared(find_papers));
    query.bind(drawer, after, prefix, std::string(prefix).append(beyond), count);
    while (DIMONA_TRY(query.next())) found.push_back(read_paper_row(query));
    return found;
}

Status Session::put_paper(const registry::Paper& paper) {
    auto query = DIMONA_TRY(connection_->prepared(write_paper));
    return query.bind(paper.drawer, paper.name, paper.text, paper.expires).run();
}

Status Session::remove_paper(std::string_view drawer, std::string_view name) {
    auto query = DIMONA_TRY(connection_->prepared(delete_paper));
    return query.bind(drawer, name).run();
}

Status Session::remove_expired_papers(Instant now) {
    auto query = DIMONA_TRY(connection_->prepared(forget_papers));
    return query.bind(now).run();
}

}  // namespace dimona::store
