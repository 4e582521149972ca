#include "register/mandates.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "register/codec/mandate.hpp"

namespace dimona::registry {

namespace {

using domain::EnterpriseNumber;
using domain::MandateForm;
using domain::MandateGroupRow;
using domain::MandateState;
using domain::Rulebook;

constexpr const char* drawer = "mandate";              // by id, so by mandatary
constexpr const char* given_drawer = "mandate-given";  // "mandator/id" and "handed on by/id"
constexpr const char* under_drawer = "mandate-under";  // "parent/id"
constexpr int papers_a_step = 500;
constexpr const char* imported_group = "DmfA-Dimona";  // what the rows of the table stand for (port/records.hpp)
constexpr int same_beginning_max = 1'000;              // mandates between the same two from the same day

// --- ids

// All ids of mandates between these two from this day begin with it, and no others.
std::string beginning_of(const EnterpriseNumber mandatary, const EnterpriseNumber mandator, LocalDate first) {
    auto day = format_date(first);
    std::erase(day, '-');
    return mandatary.to_text() + "-" + mandator.to_text() + "-" + day;
}
std::string beginning_of(const MandateRecord& mandate) {
    return beginning_of(mandate.mandatary, mandate.mandator, mandate.valid.first);
}
std::string beginning_of(const Mandate& row) { return beginning_of(row.mandatary, row.mandator, row.valid.first); }

// --- rows and records

// A request that was taken back never had one.
bool has_row(const MandateRecord& mandate) {
    if (!mandate.covers_dimona) return false;
    if (mandate.state == MandateState::active) return true;
    return mandate.state == MandateState::revoked && (mandate.decided_at || mandate.form == MandateForm::imported);
}

// The row is the truth: an import may have changed it.
void follow(const Mandate& row, MandateRecord& mandate) {
    if (!mandate.covers_dimona || mandate.state != MandateState::active) return;
    mandate.valid.last = row.valid.last;
    if (row.revoked) mandate.state = MandateState::revoked;
}

Result<MandateRecord> record_of(Reader& reader, const Mandate& row) {
    const auto mandatary = DIMONA_TRY(reader.employer_of(row.mandatary));
    MandateRecord mandate;
    mandate.id = beginning_of(row);
    mandate.group = imported_group;
    mandate.covers_dimona = true;
    mandate.mandator = row.mandator;
    mandate.mandatary = row.mandatary;
    mandate.kind = mandatary && mandatary->is(domain::EmployerCategory::secretariat)
                       ? domain::MandataryKind::social_secretariat
                       : domain::MandataryKind::service_provider;
    mandate.valid = row.valid;
    mandate.state = row.revoked ? MandateState::revoked : MandateState::active;
    mandate.form = MandateForm::imported;
    return mandate;
}

// Records as their rows have them, and a record for each row that has none.
Result<std::vector<MandateRecord>> together(Reader& reader, std::vector<MandateRecord> records,
                                            const std::vector<Mandate>& rows) {
    std::multimap<std::string, std::size_t> with_row;  // by the beginning of their ids
    for (std::size_t index = 0; index < records.size(); ++index)
        if (has_row(records[index])) with_row.emplace(beginning_of(records[index]), index);
    for (const auto& row : rows) {
        const auto [begin, end] = with_row.equal_range(beginning_of(row));
        for (auto known = begin; known != end; ++known) follow(row, records[known->second]);
        if (begin == end) records.push_back(DIMONA_TRY(record_of(reader, row)));
    }
    std::sort(records.begin(), records.end(), [](const MandateRecord& one, const MandateRecord& other) {
        return one.valid.first != other.valid.first ? one.valid.first > other.valid.first : one.id < other.id;
    });
    return records;
}

Result<std::vector<MandateRecord>> filed_with(Reader& reader, const std::string& beginning) {
    std::vector<MandateRecord> all;
    for (std::string after;;) {
        auto some = DIMONA_TRY(codec::filed<MandateRecord>(reader, drawer, beginning, after, papers_a_step));
        const bool more = some.size() == static_cast<std::size_t>(papers_a_step);
        for (auto& mandate : some) all.push_back(std::move(mandate));
        if (!more) return all;
        after = all.back().id;
    }
}

Result<std::vector<std::string>> names_with(Reader& reader, const char* from, const std::string& beginning) {
    std::vector<std::string> ids;
    for (std::string after;;) {
        const auto papers = DIMONA_TRY(reader.papers(from, beginning, after, papers_a_step));
        for (const auto& paper : papers) ids.push_back(paper.text);
        if (papers.size() < static_cast<std::size_t>(papers_a_step)) return ids;
        after = papers.back().name;
    }
}

// Between these two, whatever became of them.
Result<std::vector<MandateRecord>> mandates_between(Reader& reader, EnterpriseNumber mandatary,
                                                    const std::string& mandator) {
    auto rows = DIMONA_TRY(reader.mandates_to(mandatary));
    std::erase_if(rows, [&](const Mandate& row) { return row.mandator.to_text() != mandator; });
    return together(reader, DIMONA_TRY(filed_with(reader, mandatary.to_text() + "-" + mandator + "-")), rows);
}

std::optional<Mandate> row_of(const std::vector<Mandate>& rows, const std::string& beginning) {
    for (const auto& row : rows)
        if (beginning_of(row) == beginning) return row;
    return std::nullopt;
}

// --- what must hold

tl::unexpected<Error> not_yours(const std::string& id) {
    return fail(ErrorKind::not_found, "there is no such mandate, or it does not concern you", id,
                "check the number of the mandate");
}

bool is_alive(const MandateRecord& mandate, const Rulebook& rulebook, LocalDate today) {
    const auto state = mandate_state(mandate, rulebook, today);
    return state == MandateState::active || domain::is_asked(state);
}

Status check_reason(const Doer& doer) {
    if (!doer.enterprise && trim(doer.reason).empty())
        return fail(ErrorKind::invalid, "a reason is missing", "reason", "say on what ground");
    return {};
}

Status check_parties(Reader& reader, const MandateRecord& mandate) {
    if (mandate.mandator == mandate.mandatary)
        return fail(ErrorKind::invalid, "An enterprise can't give itself a mandate", "party");
    for (const auto party : {mandate.mandator, mandate.mandatary})
        if (!DIMONA_TRY(reader.enterprise_exists(party)))
            return fail(ErrorKind::invalid, "This number is not in the register of enterprises", "party");
    return {};
}

// Two mandates that let the same enterprise do the same for the same mandator would stand in each other's way: when one
// is revoked, nobody could tell whether the other still holds. `among_asked`: requests count too.
Status check_not_there_yet(Reader& reader, const Rulebook& rulebook, const MandateRecord& mandate, LocalDate today,
                           bool among_asked) {
    for (const auto& other : DIMONA_TRY(mandates_between(reader, mandate.mandatary, mandate.mandator.to_text()))) {
        const bool same_things = other.group == mandate.group || (other.covers_dimona && mandate.covers_dimona);
        if (other.id == mandate.id || !same_things || !domain::overlap(other.valid, mandate.valid)) continue;
        const auto state = mandate_state(other, rulebook, today);
        if (state == MandateState::active)
            return fail(ErrorKind::conflict, "There is already a mandate between these two enterprises", "party");
        if (domain::is_asked(state) && among_asked)
            return fail(ErrorKind::conflict, "This mandate has already been asked, and is not answered yet", "party");
    }
    return {};
}

Status check_room(Reader& reader, const Rulebook& rulebook, const MandateRecord& mandate, const MandateGroupRow& group,
                  LocalDate today) {
    if (!group.mandataries || !mandate.parent.empty()) return {};
    int others = 0;
    for (const auto& other : DIMONA_TRY(mandates_given(reader, mandate.mandator)))
        if (other.mandator == mandate.mandator && other.group == mandate.group && other.parent.empty() &&
            other.id != mandate.id && mandate_state(other, rulebook, today) == MandateState::active &&
            domain::overlap(other.valid, mandate.valid))
            ++others;
    if (others >= *group.mandataries)
        return fail(ErrorKind::conflict, "No more mandataries are allowed for these applications: end a mandate first",
                    "party");
    return {};
}

// A mandate that is handed on lies within the one it comes from.
Status check_parent(Reader& reader, const Rulebook& rulebook, const MandateRequest& request,
                    const MandateGroupRow& group, const Doer& doer, MandateRecord& mandate) {
    const auto today = brussels_date(doer.at);
    const auto parent = DIMONA_TRY(find_mandate(reader, request.parent));
    if (!parent || parent->mandator != request.mandator || parent->group != request.group ||
        (doer.enterprise && *doer.enterprise != parent->mandatary))
        return not_yours(request.parent);
    if (mandate_state(*parent, rulebook, today) != MandateState::active)
        return fail(ErrorKind::conflict, "Only a mandate that is active can be handed on", "mandate");
    if (!group.delegating.contains(parent->kind))
        return fail(ErrorKind::forbidden, "Only a service provider may hand a mandate on", "mandate");
    if (parent->depth >= group.delegations)
        return fail(ErrorKind::forbidden, "This mandate was handed on already and can't be handed on further",
                    "mandate");
    for (const auto party : DIMONA_TRY(mandate_chain(reader, *parent)))
        if (party == request.mandatary)
            return fail(ErrorKind::invalid, "This enterprise has the mandate already", "party");
    if (mandate.valid.first < parent->valid.first)
        return fail(ErrorKind::invalid, "Choose a quarter in which your own mandate holds", "first");
    if (parent->valid.last) {
        if (!mandate.valid.last) mandate.valid.last = parent->valid.last;
        if (*mandate.valid.last > *parent->valid.last || mandate.valid.first > *parent->valid.last)
            return fail(ErrorKind::invalid, "Your own mandate ends before", "last");
    }
    mandate.parent = parent->id;
    mandate.handed_on_by = parent->mandatary;
    mandate.depth = parent->depth + 1;
    return {};
}

bool asks_for_giver(const MandateRecord& mandate, EnterpriseNumber enterprise) {
    return giver_of(mandate) == enterprise;
}

// The mandate that would come about, not written yet. `in_the_past`: a procuration may hold since an earlier quarter.
Result<MandateRecord> drawn_up(Reader& reader, const Rulebook& rulebook, const MandateRequest& request,
                               const Doer& doer, bool in_the_past) {
    const auto today = brussels_date(doer.at);
    DIMONA_TRY_VOID(check_reason(doer));
    MandateRecord mandate;
    mandate.group = request.group;
    mandate.mandator = request.mandator;
    mandate.mandatary = request.mandatary;
    mandate.kind = request.kind;
    mandate.licence = request.kind == domain::MandataryKind::social_secretariat ? request.licence : std::string();
    mandate.valid = {first_day(request.first),
                     request.last ? std::optional(last_day(*request.last)) : std::optional<LocalDate>()};
    const auto* group = rulebook.mandate_group(request.group, std::max(today, mandate.valid.first));
    if (!group) return fail(ErrorKind::invalid, "there is no such group of applications", "group");
    mandate.covers_dimona = group->covers_dimona;
    if (!in_the_past && request.first < quarter_of(today))
        return fail(ErrorKind::invalid, "Choose this quarter or a later one", "first");
    if (mandate.valid.last && *mandate.valid.last < std::max(mandate.valid.first, in_the_past ? LocalDate{} : today))
        return fail(ErrorKind::invalid, "The last quarter can't lie before the first one", "last");
    DIMONA_TRY_VOID(check_parties(reader, mandate));
    if (!request.parent.empty()) DIMONA_TRY_VOID(check_parent(reader, rulebook, request, *group, doer, mandate));
    const bool for_giver = !doer.enterprise || asks_for_giver(mandate, *doer.enterprise);
    if (!for_giver && (*doer.enterprise != mandate.mandatary || !mandate.parent.empty()))
        return not_yours(request.parent);
    if (!mandate.licence.empty() && !domain::is_licence_number(mandate.licence))
        return fail(ErrorKind::invalid, "Enter the licence number with digits only", "licence");
    if (mandate.kind == domain::MandataryKind::social_secretariat && mandate.licence.empty() &&
        (!for_giver || !doer.enterprise))
        return fail(ErrorKind::invalid, "Enter the licence number of the social secretariat", "licence");
    mandate.state = for_giver ? MandateState::asked_by_mandator : MandateState::asked_by_mandatary;
    mandate.asked_at = doer.at;
    mandate.asked_by = doer.by;
    DIMONA_TRY_VOID(check_room(reader, rulebook, mandate, *group, today));
    return mandate;
}

// --- writing

Status give_id(Reader& reader, MandateRecord& mandate) {
    const auto beginning = beginning_of(mandate);
    const auto rows = DIMONA_TRY(reader.mandates_to(mandate.mandatary));
    mandate.id = beginning;
    // The plain name belongs to an imported row as long as that has no record.
    bool taken = row_of(rows, beginning).has_value();
    for (int count = 2; count <= same_beginning_max; ++count) {
        if (!taken && !DIMONA_TRY(reader.paper(drawer, mandate.id))) return {};
        mandate.id = beginning + "-" + std::to_string(count);
        taken = false;
    }
    return fail(ErrorKind::conflict, "There are too many mandates between these two from this day", "party");
}

Status keep(Writer& writer, const MandateRecord& mandate) {
    DIMONA_TRY_VOID(codec::file(writer, drawer, mandate.id, mandate));
    const auto index = [&](const char* into, const std::string& under) {
        return writer.put_paper({into, under + "/" + mandate.id, mandate.id, std::nullopt});
    };
    DIMONA_TRY_VOID(index(given_drawer, mandate.mandator.to_text()));
    if (mandate.handed_on_by) DIMONA_TRY_VOID(index(given_drawer, mandate.handed_on_by->to_text()));
    if (!mandate.parent.empty()) DIMONA_TRY_VOID(index(under_drawer, mandate.parent));
    if (!has_row(mandate)) return {};
    return writer.put_mandate(
        {mandate.mandator, mandate.mandatary, mandate.valid, mandate.state != MandateState::active});
}

Status record(Writer& writer, const MandateRecord& mandate, const char* code, const Doer& doer,
              const std::string& because = {}) {
    Act act{.at = doer.at,
            .code = code,
            .by = doer.by,
            .by_enterprise = doer.enterprise,
            .reason = doer.reason,
            .about = {subject(mandate.mandator), subject(mandate.mandatary), subject_of("mandate", mandate.id)},
            .details = {{"mandate", mandate.id},
                        {"group", mandate.group},
                        {"mandator", mandate.mandator.to_text()},
                        {"mandatary", mandate.mandatary.to_text()},
                        {"kind", std::string(domain::to_code(mandate.kind))},
                        {"from", format_date(mandate.valid.first)}}};
    if (mandate.valid.last) act.details.push_back({"until", format_date(*mandate.valid.last)});
    if (!mandate.licence.empty()) act.details.push_back({"licence", mandate.licence});
    if (mandate.handed_on_by) {
        act.about.push_back(subject(*mandate.handed_on_by));
        act.details.push_back({"handedOnBy", mandate.handed_on_by->to_text()});
    }
    if (!because.empty()) act.details.push_back({"becauseOf", because});
    return record_act(writer, act);
}

Result<MandateRecord> for_answer(Writer& writer, const Rulebook& rulebook, const std::string& id, const Doer& doer) {
    auto mandate = DIMONA_TRY(find_mandate(writer, id));
    if (!mandate) return not_yours(id);
    if (!doer.enterprise || who_must_answer(*mandate) != *doer.enterprise) {
        const auto chain = DIMONA_TRY(mandate_chain(writer, *mandate));
        if (doer.enterprise && std::find(chain.begin(), chain.end(), *doer.enterprise) == chain.end())
            return not_yours(id);
        return fail(ErrorKind::forbidden, "Only the other side can answer this request", "mandate");
    }
    if (!domain::is_asked(mandate_state(*mandate, rulebook, brussels_date(doer.at))))
        return fail(ErrorKind::conflict, "This request is not open any more", "mandate");
    return *std::move(mandate);
}

Result<MandateRecord> for_closing(Writer& writer, const std::string& id, const Doer& doer) {
    auto mandate = DIMONA_TRY(find_mandate(writer, id));
    if (!mandate) return not_yours(id);
    DIMONA_TRY_VOID(check_reason(doer));
    if (!doer.enterprise) return *std::move(mandate);
    const auto chain = DIMONA_TRY(mandate_chain(writer, *mandate));
    if (std::find(chain.begin(), chain.end(), *doer.enterprise) == chain.end()) return not_yours(id);
    return *std::move(mandate);
}

void close(MandateRecord& mandate, const Doer& doer) {
    mandate.closed_at = doer.at;
    mandate.closed_by = doer.by;
}

// What was handed on ends with what it was handed on from.
Status close_those_under(Writer& writer, const Rulebook& rulebook, const MandateRecord& root, const Doer& doer) {
    const auto today = brussels_date(doer.at);
    for (auto mandate : DIMONA_TRY(mandates_under(writer, root.id))) {
        if (!is_alive(mandate, rulebook, today)) continue;
        const bool revoked = root.state == MandateState::revoked;
        if (!revoked && mandate.valid.last && *mandate.valid.last <= *root.valid.last) continue;
        if (revoked || mandate.valid.first > *root.valid.last)
            mandate.state = MandateState::revoked;
        else
            mandate.valid.last = root.valid.last;
        close(mandate, doer);
        DIMONA_TRY_VOID(keep(writer, mandate));
        DIMONA_TRY_VOID(record(writer, mandate,
                               mandate.state == MandateState::revoked ? "mandate.revoked" : "mandate.ended", doer,
                               root.id));
        DIMONA_TRY_VOID(close_those_under(writer, rulebook, mandate, doer));
    }
    return {};
}

}  // namespace

MandateState mandate_state(const MandateRecord& mandate, const Rulebook& rulebook, LocalDate today) {
    const bool over = mandate.valid.last && *mandate.valid.last < today;
    if (mandate.state == MandateState::active) return over ? MandateState::ended : MandateState::active;
    if (!domain::is_asked(mandate.state)) return mandate.state;
    const auto* group = rulebook.mandate_group(mandate.group, today);
    const bool too_old =
        group && mandate.asked_at && brussels_date(*mandate.asked_at) + std::chrono::days{group->answer_days} < today;
    return over || too_old ? MandateState::expired : mandate.state;
}

EnterpriseNumber giver_of(const MandateRecord& mandate) { return mandate.handed_on_by.value_or(mandate.mandator); }

EnterpriseNumber who_must_answer(const MandateRecord& mandate) {
    return mandate.state == MandateState::asked_by_mandatary ? giver_of(mandate) : mandate.mandatary;
}

Result<std::optional<MandateRecord>> find_mandate(Reader& reader, const std::string& id) {
    const auto parts = split(id, '-');
    if (parts.size() < 3) return std::nullopt;
    const auto mandatary = EnterpriseNumber::parse(parts[0]);
    if (!mandatary) return std::nullopt;
    // Together with the others between these two, because a row belongs to the one that is or was active.
    for (auto& mandate : DIMONA_TRY(mandates_between(reader, *mandatary, parts[1])))
        if (mandate.id == id) return std::move(mandate);
    return std::nullopt;
}

Result<std::vector<MandateRecord>> mandates_received(Reader& reader, EnterpriseNumber enterprise) {
    return together(reader, DIMONA_TRY(filed_with(reader, enterprise.to_text() + "-")),
                    DIMONA_TRY(reader.mandates_to(enterprise)));
}

Result<std::vector<MandateRecord>> mandates_given(Reader& reader, EnterpriseNumber enterprise) {
    std::vector<MandateRecord> records;
    for (const auto& id : DIMONA_TRY(names_with(reader, given_drawer, enterprise.to_text() + "/"))) {
        auto mandate = DIMONA_TRY(codec::filed<MandateRecord>(reader, drawer, id));
        if (!mandate) return fail(ErrorKind::internal, "a mandate is missing", id, "restore a backup");
        if (mandate->mandator != enterprise)  // handed on: its row is not among those of this mandator
            if (const auto row = row_of(DIMONA_TRY(reader.mandates_to(mandate->mandatary)), beginning_of(*mandate)))
                follow(*row, *mandate);
        records.push_back(*std::move(mandate));
    }
    return together(reader, std::move(records), DIMONA_TRY(reader.mandates_from(enterprise)));
}

Result<std::vector<MandateRecord>> mandates_under(Reader& reader, const std::string& id) {
    std::vector<MandateRecord> records;
    for (const auto& name : DIMONA_TRY(names_with(reader, under_drawer, id + "/"))) {
        auto mandate = DIMONA_TRY(find_mandate(reader, name));
        if (!mandate) return fail(ErrorKind::internal, "a mandate is missing", name, "restore a backup");
        records.push_back(*std::move(mandate));
    }
    return records;
}

Result<std::vector<EnterpriseNumber>> mandate_chain(Reader& reader, const MandateRecord& mandate) {
    std::vector<EnterpriseNumber> chain = {mandate.mandatary};
    auto parent = mandate.parent;
    if (mandate.handed_on_by) chain.push_back(*mandate.handed_on_by);
    while (!parent.empty()) {
        const auto above = DIMONA_TRY(codec::filed<MandateRecord>(reader, drawer, parent));
        if (!above || !above->handed_on_by) break;
        chain.push_back(*above->handed_on_by);
        parent = above->parent;
    }
    chain.push_back(mandate.mandator);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

Status check_mandate(Reader& reader, const Rulebook& rulebook, const MandateRequest& request, const Doer& doer) {
    const auto mandate = DIMONA_TRY(drawn_up(reader, rulebook, request, doer, false));
    return check_not_there_yet(reader, rulebook, mandate, brussels_date(doer.at), true);
}

Result<MandateRecord> ask_mandate(Writer& writer, const Rulebook& rulebook, const MandateRequest& request,
                                  const Doer& doer) {
    if (!doer.enterprise) return not_yours(request.parent);
    auto mandate = DIMONA_TRY(drawn_up(writer, rulebook, request, doer, false));
    DIMONA_TRY_VOID(check_not_there_yet(writer, rulebook, mandate, brussels_date(doer.at), true));
    DIMONA_TRY_VOID(give_id(writer, mandate));
    DIMONA_TRY_VOID(keep(writer, mandate));
    DIMONA_TRY_VOID(record(writer, mandate, mandate.parent.empty() ? "mandate.asked" : "mandate.handedOn", doer));
    return mandate;
}

Result<MandateRecord> confirm_mandate(Writer& writer, const Rulebook& rulebook, const std::string& id,
                                      const std::string& licence, const Doer& doer) {
    auto mandate = DIMONA_TRY(for_answer(writer, rulebook, id, doer));
    const auto today = brussels_date(doer.at);
    if (mandate.kind == domain::MandataryKind::social_secretariat && mandate.licence.empty()) {
        if (licence.empty())
            return fail(ErrorKind::invalid, "Enter the licence number of the social secretariat", "licence");
        if (!domain::is_licence_number(licence))
            return fail(ErrorKind::invalid, "Enter the licence number with digits only", "licence");
        mandate.licence = licence;
    }
    const auto* group = rulebook.mandate_group(mandate.group, today);
    if (!group) return fail(ErrorKind::conflict, "there is no such group of applications", "group");
    if (!mandate.parent.empty()) {
        const auto parent = DIMONA_TRY(find_mandate(writer, mandate.parent));
        if (!parent || mandate_state(*parent, rulebook, today) != MandateState::active)
            return fail(ErrorKind::conflict, "This request is not open any more", "mandate");
    }
    DIMONA_TRY_VOID(check_not_there_yet(writer, rulebook, mandate, today, false));
    DIMONA_TRY_VOID(check_room(writer, rulebook, mandate, *group, today));
    mandate.state = MandateState::active;
    mandate.decided_at = doer.at;
    mandate.decided_by = doer.by;
    DIMONA_TRY_VOID(keep(writer, mandate));
    DIMONA_TRY_VOID(record(writer, mandate, "mandate.confirmed", doer));
    return mandate;
}

Result<MandateRecord> refuse_mandate(Writer& writer, const Rulebook& rulebook, const std::string& id,
                                     const Doer& doer) {
    auto mandate = DIMONA_TRY(for_answer(writer, rulebook, id, doer));
    mandate.state = MandateState::refused;
    mandate.decided_at = doer.at;
    mandate.decided_by = doer.by;
    DIMONA_TRY_VOID(keep(writer, mandate));
    DIMONA_TRY_VOID(record(writer, mandate, "mandate.refused", doer));
    return mandate;
}

Result<MandateRecord> end_mandate(Writer& writer, const Rulebook& rulebook, const std::string& id, Quarter last,
                                  const Doer& doer) {
    auto mandate = DIMONA_TRY(for_closing(writer, id, doer));
    const auto today = brussels_date(doer.at);
    if (mandate_state(mandate, rulebook, today) != MandateState::active)
        return fail(ErrorKind::conflict, "Only a mandate that is active can be ended", "mandate");
    if (last < quarter_of(std::max(today, mandate.valid.first)))
        return fail(ErrorKind::invalid, "Choose this quarter or a later one", "last");
    if (mandate.valid.last && last_day(last) >= *mandate.valid.last)
        return fail(ErrorKind::invalid, "The mandate ends earlier already", "last");
    mandate.valid.last = last_day(last);
    close(mandate, doer);
    DIMONA_TRY_VOID(keep(writer, mandate));
    DIMONA_TRY_VOID(record(writer, mandate, "mandate.ended", doer));
    DIMONA_TRY_VOID(close_those_under(writer, rulebook, mandate, doer));
    return mandate;
}

Result<MandateRecord> revoke_mandate(Writer& writer, const Rulebook& rulebook, const std::string& id,
                                     const Doer& doer) {
    auto mandate = DIMONA_TRY(for_closing(writer, id, doer));
    const auto state = mandate_state(mandate, rulebook, brussels_date(doer.at));
    if (domain::is_asked(state)) {
        if (doer.enterprise && who_must_answer(mandate) == *doer.enterprise)
            return fail(ErrorKind::conflict, "Answer this request: confirm it or refuse it", "mandate");
    } else if (state != MandateState::active) {
        return fail(ErrorKind::conflict, "This mandate is over already", "mandate");
    }
    const bool was_active = state == MandateState::active;
    mandate.state = MandateState::revoked;
    close(mandate, doer);
    DIMONA_TRY_VOID(keep(writer, mandate));
    DIMONA_TRY_VOID(record(writer, mandate, was_active ? "mandate.revoked" : "mandate.takenBack", doer));
    if (was_active) DIMONA_TRY_VOID(close_those_under(writer, rulebook, mandate, doer));
    return mandate;
}

Result<MandateRecord> enter_mandate(Writer& writer, const Rulebook& rulebook, const MandateRequest& request,
                                    const Doer& doer) {
    if (doer.enterprise) return not_yours(request.parent);
    const auto today = brussels_date(doer.at);
    auto mandate = DIMONA_TRY(drawn_up(writer, rulebook, request, doer, true));
    DIMONA_TRY_VOID(check_not_there_yet(writer, rulebook, mandate, today, false));
    for (const auto& open : DIMONA_TRY(mandates_between(writer, mandate.mandatary, mandate.mandator.to_text())))
        if (open.group == mandate.group && open.parent == mandate.parent && open.valid.first == mandate.valid.first &&
            domain::is_asked(mandate_state(open, rulebook, today))) {
            mandate.id = open.id;
            mandate.asked_at = open.asked_at;
            mandate.asked_by = open.asked_by;
        }
    if (mandate.id.empty()) DIMONA_TRY_VOID(give_id(writer, mandate));
    mandate.state = MandateState::active;
    mandate.form = MandateForm::procuration;
    mandate.decided_at = doer.at;
    mandate.decided_by = doer.by;
    DIMONA_TRY_VOID(keep(writer, mandate));
    DIMONA_TRY_VOID(record(writer, mandate, "mandate.entered", doer));
    return mandate;
}

Status put_imported_mandate(Writer& writer, const Rulebook& rulebook, const Mandate& row, Instant now) {
    const auto of_row = [&]() -> Result<std::vector<MandateRecord>> {
        auto mandates = DIMONA_TRY(mandates_between(writer, row.mandatary, row.mandator.to_text()));
        std::erase_if(mandates, [&](const MandateRecord& mandate) {
            return !has_row(mandate) || beginning_of(mandate) != beginning_of(row);
        });
        return mandates;
    };
    // What one of both sides has revoked stays revoked: it can be asked for anew.
    const auto before = DIMONA_TRY(of_row());
    const bool is_revoked_by_people =
        !before.empty() && std::all_of(before.begin(), before.end(), [](const MandateRecord& mandate) {
            return mandate.state == MandateState::revoked && mandate.closed_at.has_value();
        });
    auto put = row;
    put.revoked = row.revoked || is_revoked_by_people;
    DIMONA_TRY_VOID(writer.put_mandate(put));
    if (!put.revoked && !put.valid.last) return {};
    const Doer importer{.at = now, .by = "import", .enterprise = std::nullopt, .reason = {}};
    for (const auto& mandate : DIMONA_TRY(of_row()))
        DIMONA_TRY_VOID(close_those_under(writer, rulebook, mandate, importer));
    return {};
}

}  // namespace dimona::registry
