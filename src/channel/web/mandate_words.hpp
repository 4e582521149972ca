// Mandates in words: for pages, letters and the procuration.
#pragma once

#include "channel/web/html.hpp"
#include "channel/web/words.hpp"
#include "register/letters.hpp"
#include "register/mandates.hpp"

namespace dimona::web {

[[nodiscard]] std::string state_text(const Words& t, domain::MandateState state);
[[nodiscard]] Html state_tag(const Words& t, domain::MandateState state);
[[nodiscard]] std::string mandatary_text(const Words& t, domain::MandataryKind kind);
[[nodiscard]] std::string form_text(const Words& t, domain::MandateForm form);
// "quarter 2 of 2026", or the day when it is not the first (last) one of a quarter.
[[nodiscard]] std::string first_text(const Words& t, const DateRange& valid);
[[nodiscard]] std::string last_text(const Words& t, const DateRange& valid);
// What a mandatary may do, and what he may not.
[[nodiscard]] std::vector<std::string> what_is_covered(const Words& t);
[[nodiscard]] std::vector<std::string> what_is_not_covered(const Words& t);

// By the register of enterprises, else by the repertory of employers, else the number.
[[nodiscard]] Result<std::string> party_name(registry::Reader& reader, domain::EnterpriseNumber enterprise,
                                             domain::Language language);

// Letters to those of the other enterprises who may decide about mandates, and about what was handed on under it and
// changed at the same moment. `code`: of the act ("mandate.asked", …). Without an address of the service there is no
// link. Does not commit.
[[nodiscard]] Status write_mandate_letters(registry::Writer& writer, const registry::MandateRecord& mandate,
                                           std::string_view code, const registry::Doer& doer,
                                           const std::function<Words(domain::Language)>& words,
                                           const std::string& base_url);

}  // namespace dimona::web
