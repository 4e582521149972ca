// The closed sets of words of a declaration.
#pragma once

#include <optional>
#include <string_view>

namespace dimona::domain {

// Blocks 90373, 90377, 90378, 90379, 90480 of the glossary.
enum class Kind { in, out, update, cancel, daily_registration };

// Zone 00110 within block 90480: 0, 1, 3.
enum class RegistrationAction { create, modify, cancel };

// Zone 00737. The number is the glossary's.
enum class Channel {
    ftp = 0,
    web_secured = 3,
    web_unsecured = 10,
    sms = 11,
    voice = 12,
    web_service = 13,
    sftp = 14,
    mobile = 16,
};
// Whoever uses an unsecured channel has not proved who he is; an employer may have it blocked (90256-342).
[[nodiscard]] constexpr bool is_secured(Channel channel) {
    return channel != Channel::web_unsecured && channel != Channel::voice && channel != Channel::sms;
}

// Zone 00655.
enum class WorkerType { A17, ALT, BCW, DWD, EXT, FLX, IVT, O17, OTH, PMP, QUA, RTA, S17, STG, STU, STX, T17, TEA, TRI };
// Zone 00046: the nine values that Dimona knows.
enum class JointCommittee {
    construction_124,
    transport_140,
    agriculture_144,
    horticulture_145,
    electricians_149,
    horeca_302,
    undertakers_320,
    temporary_322,
    other_xxx
};
// Zone 00029.
enum class Sex { man = 1, woman = 2 };
// Zones 01231 and 00053.
enum class EmploymentNature { employee, worker };
enum class TraineeStatus { F1, F2 };

// What an employer is, as far as rules depend on it; an employer may be several things.
enum class EmployerCategory {
    ordinary,
    horeca,
    construction,
    agency,
    agriculture,
    horticulture,
    undertaker,
    public_body,
    provincial_local,
    public_broadcaster,
    parliament,
    non_profit,
    secretariat
};

enum class Verdict { accepted, accepted_with_warning, refused, waiting };  // A W B S
enum class Severity { blocking, non_blocking };                            // B NP

[[nodiscard]] std::string_view to_code(Kind kind);                  // In Out Update Cancel DailyRegistration
[[nodiscard]] std::string_view to_code(RegistrationAction action);  // create modify cancel
[[nodiscard]] std::string_view to_code(WorkerType type);            // "OTH"
[[nodiscard]] std::string_view to_code(JointCommittee jc);          // "302", "XXX"
[[nodiscard]] std::string_view to_code(EmploymentNature nature);    // EMPLOYEE WORKER
[[nodiscard]] std::string_view to_code(TraineeStatus status);       // F1 F2
[[nodiscard]] std::string_view to_code(EmployerCategory category);  // snake_case name
[[nodiscard]] std::string_view to_code(Verdict verdict);            // A W B S
[[nodiscard]] std::string_view to_code(Severity severity);          // blocking nonBlocking
[[nodiscard]] std::string_view to_code(Channel channel);            // restV2-like lowerCamelCase: webService, voice, …

[[nodiscard]] std::optional<Kind> parse_kind(std::string_view code);
[[nodiscard]] std::optional<RegistrationAction> parse_action(std::string_view code);
[[nodiscard]] std::optional<WorkerType> parse_worker_type(std::string_view code);
[[nodiscard]] std::optional<JointCommittee> parse_joint_committee(std::string_view code);
[[nodiscard]] std::optional<EmploymentNature> parse_nature(std::string_view code);
[[nodiscard]] std::optional<TraineeStatus> parse_trainee_status(std::string_view code);
[[nodiscard]] std::optional<EmployerCategory> parse_category(std::string_view code);
[[nodiscard]] std::optional<Verdict> parse_verdict(std::string_view code);
[[nodiscard]] std::optional<Channel> parse_channel(std::string_view code);

}  // namespace dimona::domain
