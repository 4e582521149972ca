// What the open service has beside the desk: limits, signed forms, visits.
//
// What a visitor types lies in a jotting under the name of his browser (visitors.hpp): whoever has not its cookie does
// not find it, and nothing about a person stands in an address.
#pragma once

#include <string>

#include "channel/web/floodgate.hpp"
#include "channel/web/jottings.hpp"
#include "channel/web/open_forms.hpp"

namespace dimona::web {

inline constexpr const char* anonymous = "anonymous";  // caller on open channels

class OpenService {
public:
    OpenService(registry::Store& store, registry::Lanes& lanes, const Clock& real_clock, FloodLimits limits,
                OpenFormSettings forms, const std::string& key);

    [[nodiscard]] Floodgate& floodgate() { return floodgate_; }
    [[nodiscard]] const OpenForms& forms() const { return forms_; }
    [[nodiscard]] Instant now() const { return clock_.now(); }  // of the machine, not of the law

    // Keeps what is used up, now and then; does not wait for it.
    void keep_limits();
    // Before the end: waits.
    void keep_limits_now();

private:
    registry::Lanes& lanes_;
    const Clock& clock_;
    Floodgate floodgate_;
    OpenForms forms_;
    std::string paper_name_;  // of this process
};

}  // namespace dimona::web
