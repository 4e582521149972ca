#include "domain/declaration/vocabulary.hpp"

#include <array>
#include <utility>

#include "base/invariant.hpp"

namespace dimona::domain {

namespace {

template <class Enum, std::size_t count>
using Names = std::array<std::pair<Enum, std::string_view>, count>;

// One table a set serves both directions.
constexpr Names<Kind, 5> kinds{{{Kind::in, "In"},
                                {Kind::out, "Out"},
                                {Kind::update, "Update"},
                                {Kind::cancel, "Cancel"},
                                {Kind::daily_registration, "DailyRegistration"}}};
constexpr Names<RegistrationAction, 3> actions{{{RegistrationAction::create, "create"},
                                                {RegistrationAction::modify, "modify"},
                                                {RegistrationAction::cancel, "cancel"}}};
constexpr Names<WorkerType, 19> worker_types{{{WorkerType::A17, "A17"},
                                              {WorkerType::ALT, "ALT"},
                                              {WorkerType::BCW, "BCW"},
                                              {WorkerType::DWD, "DWD"},
                                              {WorkerType::EXT, "EXT"},
                                              {WorkerType::FLX, "FLX"},
                                              {WorkerType::IVT, "IVT"},
                                              {WorkerType::O17, "O17"},
                                              {WorkerType::OTH, "OTH"},
                                              {WorkerType::PMP, "PMP"},
                                              {WorkerType::QUA, "QUA"},
                                              {WorkerType::RTA, "RTA"},
                                              {WorkerType::S17, "S17"},
                                              {WorkerType::STG, "STG"},
                                              {WorkerType::STU, "STU"},
                                              {WorkerType::STX, "STX"},
                                              {WorkerType::T17, "T17"},
                                              {WorkerType::TEA, "TEA"},
                                              {WorkerType::TRI, "TRI"}}};
constexpr Names<JointCommittee, 9> joint_committees{{{JointCommittee::construction_124, "124"},
                                                     {JointCommittee::transport_140, "140"},
                                                     {JointCommittee::agriculture_144, "144"},
                                                     {JointCommittee::horticulture_145, "145"},
                                                     {JointCommittee::electricians_149, "149"},
                                                     {JointCommittee::horeca_302, "302"},
                                                     {JointCommittee::undertakers_320, "320"},
                                                     {JointCommittee::temporary_322, "322"},
                                                     {JointCommittee::other_xxx, "XXX"}}};
constexpr Names<EmploymentNature, 2> natures{
    {{EmploymentNature::employee, "EMPLOYEE"}, {EmploymentNature::worker, "WORKER"}}};
constexpr Names<TraineeStatus, 2> trainee_statuses{{{TraineeStatus::F1, "F1"}, {TraineeStatus::F2, "F2"}}};
constexpr Names<EmployerCategory, 13> categories{{{EmployerCategory::ordinary, "ordinary"},
                                                  {EmployerCategory::horeca, "horeca"},
                                                  {EmployerCategory::construction, "construction"},
                                                  {EmployerCategory::agency, "agency"},
                                                  {EmployerCategory::agriculture, "agriculture"},
                                                  {EmployerCategory::horticulture, "horticulture"},
                                                  {EmployerCategory::undertaker, "undertaker"},
                                                  {EmployerCategory::public_body, "public_body"},
                                                  {EmployerCategory::provincial_local, "provincial_local"},
                                                  {EmployerCategory::public_broadcaster, "public_broadcaster"},
                                                  {EmployerCategory::parliament, "parliament"},
                                                  {EmployerCategory::non_profit, "non_profit"},
                                                  {EmployerCategory::secretariat, "secretariat"}}};
constexpr Names<Verdict, 4> verdicts{{{Verdict::accepted, "A"},
                                      {Verdict::accepted_with_warning, "W"},
                                      {Verdict::refused, "B"},
                                      {Verdict::waiting, "S"}}};
constexpr Names<Severity, 2> severities{{{Severity::blocking, "blocking"}, {Severity::non_blocking, "nonBlocking"}}};
constexpr Names<Channel, 8> channels{{{Channel::ftp, "ftp"},
                                      {Channel::web_secured, "webSecured"},
                                      {Channel::web_unsecured, "webUnsecured"},
                                      {Channel::sms, "sms"},
                                      {Channel::voice, "voice"},
                                      {Channel::web_service, "webService"},
                                      {Channel::sftp, "sftp"},
                                      {Channel::mobile, "mobile"}}};

template <class Enum, std::size_t count>
std::string_view name_of(const Names<Enum, count>& names, Enum wanted) {
    for (const auto& [value, name] : names)
        if (value == wanted) return name;
    require(false, "every value of a closed set has a code");
    return {};
}

template <class Enum, std::size_t count>
std::optional<Enum> value_of(const Names<Enum, count>& names, std::string_view code) {
    for (const auto& [value, name] : names)
        if (name == code) return value;
    return std::nullopt;
}

}  // namespace

std::string_view to_code(Kind kind) { return name_of(kinds, kind); }
std::string_view to_code(RegistrationAction action) { return name_of(actions, action); }
std::string_view to_code(WorkerType type) { return name_of(worker_types, type); }
std::string_view to_code(JointCommittee jc) { return name_of(joint_committees, jc); }
std::string_view to_code(EmploymentNature nature) { return name_of(natures, nature); }
std::string_view to_code(TraineeStatus status) { return name_of(trainee_statuses, status); }
std::string_view to_code(EmployerCategory category) { return name_of(categories, category); }
std::string_view to_code(Verdict verdict) { return name_of(verdicts, verdict); }
std::string_view to_code(Severity severity) { return name_of(severities, severity); }
std::string_view to_code(Channel channel) { return name_of(channels, channel); }

std::optional<Kind> parse_kind(std::string_view code) { return value_of(kinds, code); }
std::optional<RegistrationAction> parse_action(std::string_view code) { return value_of(actions, code); }
std::optional<WorkerType> parse_worker_type(std::string_view code) { return value_of(worker_types, code); }
std::optional<JointCommittee> parse_joint_committee(std::string_view code) { return value_of(joint_committees, code); }
std::optional<EmploymentNature> parse_nature(std::string_view code) { return value_of(natures, code); }
std::optional<TraineeStatus> parse_trainee_status(std::string_view code) { return value_of(trainee_statuses, code); }
std::optional<EmployerCategory> parse_category(std::string_view code) { return value_of(categories, code); }
std::optional<Verdict> parse_verdict(std::string_view code) { return value_of(verdicts, code); }
std::optional<Channel> parse_channel(std::string_view code) { return value_of(channels, code); }

}  // namespace dimona::domain
