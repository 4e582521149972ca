// The emergency procedure: outages, and declarations that an employer could not make because of one.
//
// An outage is reported by the desk and announced. An employer tells what he could not declare: a case, with a number.
// When the desk has recognised it, one declaration under its number counts as made when the case was reported: its
// lateness is judged as of that moment, which stands in the journal beside the moment of reception. Lateness is not
// excused by itself (NSSO, administrative instructions, Dimona, emergency procedure).
#pragma once

#include "register/acts.hpp"
#include "register/intake.hpp"

namespace dimona::registry {

enum class OutageChannel { web_pages, web_service, batch, voice };
[[nodiscard]] std::string_view to_code(OutageChannel channel);
[[nodiscard]] bool from_code(std::string_view code, OutageChannel& channel);

struct Outage {
    CaseNumber number{};
    std::vector<OutageChannel> channels;
    Instant from{};
    std::optional<Instant> until;  // absent: not known yet
    std::string note;              // shown as it is
    std::string reported_by;
    Instant reported_at{};
    friend bool operator==(const Outage&, const Outage&) = default;
};
// Does not commit. Gives the number.
[[nodiscard]] Result<CaseNumber> report_outage(Writer& writer, Outage outage, const std::string& reason);
[[nodiscard]] Status end_outage(Writer& writer, CaseNumber number, Instant until, const std::string& by,
                                const std::string& reason, Instant now);
[[nodiscard]] Result<std::vector<Outage>> outages(Reader& reader);  // newest first
// What visitors should know at this moment: going on, or beginning within a week.
[[nodiscard]] Result<std::vector<Outage>> announced_outages(Reader& reader, Instant now);

enum class EmergencyState { open, recognised, refused, solved };
[[nodiscard]] std::string_view to_code(EmergencyState state);
[[nodiscard]] bool from_code(std::string_view code, EmergencyState& state);
struct EmergencyCase {
    CaseNumber number{};
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    std::optional<domain::EnterpriseNumber> enterprise;
    domain::Kind kind = domain::Kind::in;
    std::string about;      // which declaration: who, from when
    std::string evidence;   // what shows that it was tried: text, number of a call, name of a file
    Instant reported_at{};  // by the employer: what a declaration under it counts from
    Instant entered_at{};
    std::string entered_by;
    EmergencyState state = EmergencyState::open;
    std::string decided_by, reason;
    std::optional<domain::DeclarationId> declaration;  // that solved it
    friend bool operator==(const EmergencyCase&, const EmergencyCase&) = default;
};
[[nodiscard]] inline bool is_open(const EmergencyCase& one) { return one.state == EmergencyState::open; }

// invalid: reported after it was entered. Does not commit.
[[nodiscard]] Result<CaseNumber> enter_emergency(Writer& writer, EmergencyCase emergency);
[[nodiscard]] Status decide_emergency(Writer& writer, CaseNumber number, bool recognised, const std::string& by,
                                      const std::string& reason, Instant now);
[[nodiscard]] Result<std::optional<EmergencyCase>> emergency(Reader& reader, CaseNumber number);
[[nodiscard]] Result<std::vector<EmergencyCase>> open_emergencies(Reader& reader);
[[nodiscard]] Result<std::vector<EmergencyCase>> emergencies_of(Reader& reader, const domain::Employer& employer);
// An outage that was going on when the case was reported.
[[nodiscard]] Result<std::optional<Outage>> outage_at(Reader& reader, Instant at);

// The moment from which a declaration under this case counts; conflict when the case is not for it.
[[nodiscard]] Result<Instant> moment_of_emergency(Reader& reader, CaseNumber number,
                                                  const std::optional<domain::Employer>& employer, domain::Kind kind);
[[nodiscard]] Status solve_emergency(Writer& writer, CaseNumber number, domain::DeclarationId declaration,
                                     const Caller& caller, Instant now);

}  // namespace dimona::registry
