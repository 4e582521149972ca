#include "register/emergencies.hpp"

#include <algorithm>
#include <array>

#include "register/case_file.hpp"
#include "register/codec/desk.hpp"

namespace dimona::registry {

namespace {

constexpr CaseFile<EmergencyCase> emergency_file("emergency");
constexpr const char* outage_drawer = "outage";
constexpr int outages_max = 200;
constexpr std::chrono::days announced_before{7};
constexpr std::array<std::string_view, 4> channel_codes = {"web", "webService", "batch", "voice"};
constexpr std::array<std::string_view, 4> state_codes = {"open", "recognised", "refused", "solved"};

std::string name_of(CaseNumber number) { return zero_padded(number.value(), 12); }

Act act_of(const EmergencyCase& one, std::string code, std::string by, std::string reason, Instant at) {
    Act act{.at = at,
            .code = std::move(code),
            .by = std::move(by),
            .by_enterprise = std::nullopt,
            .reason = std::move(reason),
            .about = {subject_of("desk", "all"), subject_of("emergency", name_of(one.number)), subject(one.employer)},
            .details = {{"case", std::to_string(one.number.value())}}};
    return act;
}

Result<EmergencyCase> existing(Reader& reader, CaseNumber number) {
    auto found = DIMONA_TRY(emergency_file.find(reader, number));
    if (!found) return fail(ErrorKind::not_found, "there is no such emergency case", std::to_string(number.value()));
    return *std::move(found);
}

Act act_of(const Outage& outage, std::string code, std::string by, std::string reason, Instant at) {
    std::string channels;
    for (const auto channel : outage.channels) channels.append(channels.empty() ? "" : " ").append(to_code(channel));
    return {.at = at,
            .code = std::move(code),
            .by = std::move(by),
            .by_enterprise = std::nullopt,
            .reason = std::move(reason),
            .about = {subject_of("desk", "all"), subject_of("outage", name_of(outage.number))},
            .details = {{"case", std::to_string(outage.number.value())}, {"channels", channels}}};
}

}  // namespace

std::string_view to_code(OutageChannel channel) { return channel_codes[static_cast<std::size_t>(channel)]; }
bool from_code(std::string_view code, OutageChannel& channel) { return find_code(channel_codes, code, channel); }

std::string_view to_code(EmergencyState state) { return state_codes[static_cast<std::size_t>(state)]; }
bool from_code(std::string_view code, EmergencyState& state) { return find_code(state_codes, code, state); }

Result<CaseNumber> report_outage(Writer& writer, Outage outage, const std::string& reason) {
    if (outage.until && *outage.until <= outage.from)
        return fail(ErrorKind::invalid, "an outage ends after it begins", "until");
    outage.number = DIMONA_TRY(next_case_number(writer));
    DIMONA_TRY_VOID(codec::file(writer, outage_drawer, name_of(outage.number), outage));
    DIMONA_TRY_VOID(
        record_act(writer, act_of(outage, "outage.reported", outage.reported_by, reason, outage.reported_at)));
    return outage.number;
}

Status end_outage(Writer& writer, CaseNumber number, Instant until, const std::string& by, const std::string& reason,
                  Instant now) {
    auto outage = DIMONA_TRY(codec::filed<Outage>(writer, outage_drawer, name_of(number)));
    if (!outage) return fail(ErrorKind::not_found, "there is no such outage", std::to_string(number.value()));
    if (until <= outage->from) return fail(ErrorKind::invalid, "an outage ends after it begins", "until");
    outage->until = until;
    DIMONA_TRY_VOID(codec::file(writer, outage_drawer, name_of(number), *outage));
    return record_act(writer, act_of(*outage, "outage.ended", by, reason, now));
}

Result<std::vector<Outage>> outages(Reader& reader) {
    auto all = DIMONA_TRY(codec::filed<Outage>(reader, outage_drawer, "", "", outages_max));
    std::reverse(all.begin(), all.end());
    return all;
}

Result<std::vector<Outage>> announced_outages(Reader& reader, Instant now) {
    auto all = DIMONA_TRY(outages(reader));
    std::erase_if(all, [&](const Outage& outage) {
        return outage.from > now + announced_before || (outage.until && *outage.until <= now);
    });
    return all;
}

Result<std::optional<Outage>> outage_at(Reader& reader, Instant at) {
    for (auto& outage : DIMONA_TRY(outages(reader)))
        if (outage.from <= at && (!outage.until || at < *outage.until)) return std::move(outage);
    return std::nullopt;
}

Result<CaseNumber> enter_emergency(Writer& writer, EmergencyCase emergency) {
    if (emergency.reported_at > emergency.entered_at)
        return fail(ErrorKind::invalid, "an emergency is reported before it is entered", "reportedAt");
    emergency.number = DIMONA_TRY(next_case_number(writer));
    emergency.state = EmergencyState::open;
    DIMONA_TRY_VOID(emergency_file.put(writer, emergency));
    DIMONA_TRY_VOID(record_act(
        writer, act_of(emergency, "emergency.entered", emergency.entered_by, emergency.about, emergency.entered_at)));
    return emergency.number;
}

Status decide_emergency(Writer& writer, CaseNumber number, bool recognised, const std::string& by,
                        const std::string& reason, Instant now) {
    auto one = DIMONA_TRY(existing(writer, number));
    if (!is_open(one))
        return fail(ErrorKind::conflict, "this case was decided before by " + one.decided_by,
                    std::to_string(number.value()));
    one.state = recognised ? EmergencyState::recognised : EmergencyState::refused;
    one.decided_by = by;
    one.reason = reason;
    DIMONA_TRY_VOID(emergency_file.put(writer, one));
    return record_act(writer, act_of(one, recognised ? "emergency.recognised" : "emergency.refused", by, reason, now));
}

Result<std::optional<EmergencyCase>> emergency(Reader& reader, CaseNumber number) {
    return emergency_file.find(reader, number);
}
Result<std::vector<EmergencyCase>> open_emergencies(Reader& reader) { return emergency_file.open(reader); }
Result<std::vector<EmergencyCase>> emergencies_of(Reader& reader, const domain::Employer& employer) {
    return emergency_file.of(reader, employer);
}

Result<Instant> moment_of_emergency(Reader& reader, CaseNumber number, const std::optional<domain::Employer>& employer,
                                    domain::Kind kind) {
    const auto one = DIMONA_TRY(emergency_file.find(reader, number));
    const auto refuse = [&](const char* why, const char* remedy) {
        return fail(ErrorKind::conflict, why, std::to_string(number.value()), remedy);
    };
    const bool own = one && employer &&
                     (one->enterprise ? one->enterprise == employer->enterprise : one->employer == employer->number);
    if (!own) return refuse("this employer has no such emergency case", "check the number of the case");
    if (one->state == EmergencyState::solved)
        return refuse("another declaration was made under this case", "report a case for each declaration");
    if (one->state != EmergencyState::recognised)
        return refuse("the authority has not recognised this case", "wait for its decision");
    if (one->kind != kind) return refuse("the case is about another kind of declaration", "declare what was reported");
    return one->reported_at;
}

Status solve_emergency(Writer& writer, CaseNumber number, domain::DeclarationId declaration, const Caller& caller,
                       Instant now) {
    auto one = DIMONA_TRY(existing(writer, number));
    one.state = EmergencyState::solved;
    one.declaration = declaration;
    DIMONA_TRY_VOID(emergency_file.put(writer, one));
    auto act = act_of(one, "emergency.solved", caller.id, {}, now);
    act.by_enterprise = caller.enterprise;
    act.details.push_back({"declaration", std::to_string(declaration.value())});
    return record_act(writer, act);
}

}  // namespace dimona::registry
