// The procuration on paper: what both sides sign when they do not confirm online.
#pragma once

#include "channel/web/words.hpp"
#include "register/mandates.hpp"

namespace dimona::web {

struct ProcurationParties {
    std::string mandator, mandatary;  // names
};
// PDF/A-2b in the language of the words.
[[nodiscard]] Result<std::string> procuration_document(const registry::MandateRecord& mandate,
                                                       const ProcurationParties& parties, const Words& words,
                                                       Instant now);

}  // namespace dimona::web
