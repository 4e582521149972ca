// What was decided about a declaration, and what follows from it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "domain/declaration/vocabulary.hpp"
#include "domain/period/period.hpp"
#include "domain/quota/quota.hpp"

namespace dimona::domain {

// A rule found something. `facts` are shown to people: names and values of placeholders in the rule's texts.
struct Finding {
    std::string code;   // "00910-459"
    std::string place;  // member of the declaration in REST spelling: "dimonaIn.startDate", "worker.ssin"
    std::vector<Placeholder> facts = {};
    friend bool operator==(const Finding&, const Finding&) = default;
};
using Findings = std::vector<Finding>;

struct Anomaly {
    std::string code;
    Severity severity = Severity::blocking;
    std::string place;
    std::vector<Placeholder> facts;
    friend bool operator==(const Anomaly&, const Anomaly&) = default;
};

// Effects carry the whole record as it is afterwards, so applying one twice changes nothing.
struct PutPeriod {
    Period after;
    friend bool operator==(const PutPeriod&, const PutPeriod&) = default;
};
struct PutRegistration {
    Registration after;
    friend bool operator==(const PutRegistration&, const PutRegistration&) = default;
};
struct AdjustEmployerQuota {
    EmployerQuotaKey key;
    int days = 0;  // +1 or -1
    friend bool operator==(const AdjustEmployerQuota&, const AdjustEmployerQuota&) = default;
};
struct OpenIdentificationCase {
    friend bool operator==(const OpenIdentificationCase&, const OpenIdentificationCase&) = default;
};
using Effect = std::variant<PutPeriod, PutRegistration, AdjustEmployerQuota, OpenIdentificationCase>;

// One line of the explanation: a rule that was asked, and whether it found something.
struct TraceLine {
    std::string code;
    bool found = false;
    friend bool operator==(const TraceLine&, const TraceLine&) = default;
};

struct Decision {
    Verdict result = Verdict::refused;
    std::vector<Anomaly> anomalies;  // all that apply, blocking first, then by code
    std::vector<Effect> effects;     // none when refused
    std::vector<Balance> balances;   // quotas that this declaration counts in, also when nothing is over
    std::vector<TraceLine> trace;
    friend bool operator==(const Decision&, const Decision&) = default;
};

// The declaration came after its deadline (annex 30, suffix 460).
[[nodiscard]] inline bool says_late(const Decision& decision) {
    for (const auto& anomaly : decision.anomalies)
        if (anomaly.code.ends_with("-460")) return true;
    return false;
}

}  // namespace dimona::domain
