// An employer under another number: the rows of every table that hold it.
#include "register/codec/json.hpp"
#include "store/sql/documents.hpp"
#include "store/sql/session.hpp"

namespace dimona::store {

namespace {

using registry::codec::write_document;

constexpr const char* find_periods_of = "SELECT document FROM period WHERE employer = ? ORDER BY id LIMIT ?";
constexpr const char* rekey_one_period = "UPDATE period SET employer = ?, document = ? WHERE id = ?";
constexpr const char* rekey_entries = "UPDATE quota_entry SET employer = ? WHERE person = ? AND period = ?";
constexpr const char* rekey_career = "UPDATE career SET employer = ? WHERE person = ? AND employer = ?";
constexpr const char* rekey_relations = "UPDATE relation SET employer = ? WHERE employer = ?";
constexpr const char* rekey_declarations =
    "UPDATE declaration SET employer = ?, enterprise = coalesce(enterprise, ?) WHERE employer = ?";
constexpr const char* find_account = "SELECT year, days FROM employer_days WHERE enterprise = ? ORDER BY year";
constexpr const char* close_account = "DELETE FROM employer_days WHERE enterprise = ?";
constexpr const char* remove_employer = "DELETE FROM employer WHERE number = ?";

constexpr int periods_a_step = 500;

}  // namespace

Status Session::rekey_employer(domain::EmployerNumber from, domain::EmployerNumber to,
                               std::optional<domain::EnterpriseNumber> enterprise) {
    lookups_ = {};
    for (;;) {
        std::vector<domain::Period> periods;
        {
            auto query = DIMONA_TRY(connection_->prepared(find_periods_of));
            query.bind(from, periods_a_step);
            periods = DIMONA_TRY(all_documents<domain::Period>(query, "period"));
        }
        if (periods.empty()) break;
        for (auto& period : periods) DIMONA_TRY_VOID(rekey_period(std::move(period), to, enterprise));
    }
    DIMONA_TRY_VOID(DIMONA_TRY(connection_->prepared(rekey_relations)).bind(to, from).run());
    DIMONA_TRY_VOID(DIMONA_TRY(connection_->prepared(rekey_declarations)).bind(to, enterprise, from).run());
    DIMONA_TRY_VOID(move_employer_days(from.value(), enterprise ? enterprise->value() : to.value()));
    return DIMONA_TRY(connection_->prepared(remove_employer)).bind(from).run();
}

Status Session::rekey_period(domain::Period period, domain::EmployerNumber to,
                             std::optional<domain::EnterpriseNumber> enterprise) {
    const auto from = std::exchange(period.employer, to);
    if (!period.enterprise) period.enterprise = enterprise;
    DIMONA_TRY_VOID(
        DIMONA_TRY(connection_->prepared(rekey_one_period)).bind(to, write_document(period), period.id).run());
    DIMONA_TRY_VOID(DIMONA_TRY(connection_->prepared(rekey_entries)).bind(to, period.person, period.id).run());
    return DIMONA_TRY(connection_->prepared(rekey_career)).bind(to, period.person, from).run();
}

Status Session::move_employer_days(std::int64_t from, std::int64_t to) {
    std::vector<std::pair<int, int>> days_of_years;
    {
        auto query = DIMONA_TRY(connection_->prepared(find_account));
        query.bind(from);
        while (DIMONA_TRY(query.next()))
            days_of_years.emplace_back(static_cast<int>(query.integer(0)), static_cast<int>(query.integer(1)));
    }
    if (days_of_years.empty()) return {};
    DIMONA_TRY_VOID(DIMONA_TRY(connection_->prepared(close_account)).bind(from).run());
    for (const auto& [year, days] : days_of_years) DIMONA_TRY_VOID(add_employer_days({to, year}, days));
    return {};
}

}  // namespace dimona::store
