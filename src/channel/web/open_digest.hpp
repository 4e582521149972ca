// Letters to access managers about declarations that somebody made for their employer without signing in.
#pragma once

#include <functional>

#include "channel/web/words.hpp"
#include "register/lanes.hpp"
#include "register/port/store.hpp"

namespace dimona::web {

// One letter to each access manager of each employer concerned, with everything that was not told yet. It is queued in
// the transaction that notes it as told. Gives how many letters.
[[nodiscard]] Result<int> write_open_digests(registry::Store& store, registry::Lanes& lanes,
                                             const std::function<Words(domain::Language)>& words,
                                             const std::string& base_url, Instant now);

}  // namespace dimona::web
