#include "channel/web/open_service.hpp"

#include "base/secret.hpp"

namespace dimona::web {

namespace {

constexpr const char* drawer = "flood";
constexpr std::size_t name_bytes = 9;
constexpr std::chrono::seconds kept_every{5};
constexpr std::chrono::hours kept_for{2};  // longer than the slowest bucket takes to fill
constexpr int papers_max = 100;

// Keys for different purposes are never the same.
std::string derived(const std::string& key, std::string_view purpose) {
    const auto digest = hmac_sha256(key, purpose);
    return {digest.begin(), digest.end()};
}

}  // namespace

OpenService::OpenService(registry::Store& store, registry::Lanes& lanes, const Clock& real_clock, FloodLimits limits,
                         OpenFormSettings forms, const std::string& key)
    : lanes_(lanes),
      clock_(real_clock),
      floodgate_(limits, derived(key, "floodgate")),
      forms_(forms, derived(key, "forms")),
      paper_name_(base64url(random_bytes(name_bytes))) {
    const auto reader = store.read();
    const auto papers = reader ? (*reader)->papers(drawer, "", "", papers_max) : tl::unexpected(Error(reader.error()));
    if (!papers) return;  // the store is away: requests will say so
    for (const auto& paper : *papers) floodgate_.restore(paper.text);
}

void OpenService::keep_limits() {
    const auto now = clock_.now();
    auto kept = floodgate_.snapshot(now, kept_every);
    if (!kept) return;
    const registry::Paper paper{drawer, paper_name_, *std::move(kept), now + kept_for};
    lanes_.submit(0, {.run = [paper](registry::Writer& writer) { return writer.put_paper(paper); },
                      .done = [](const Status&) {}});
}

void OpenService::keep_limits_now() {
    const auto now = clock_.now();
    auto kept = floodgate_.snapshot(now, std::chrono::seconds{0});
    if (!kept) return;
    const registry::Paper paper{drawer, paper_name_, *std::move(kept), now + kept_for};
    (void)lanes_.run(0, [paper](registry::Writer& writer) { return writer.put_paper(paper); });
}

}  // namespace dimona::web
