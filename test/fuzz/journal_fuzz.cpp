// Documents of the journal: whatever can be read is written and read again without a change.
#include "fuzz/property.hpp"
#include "register/journal.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dimona;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto document = registry::from_document(text)) {
        const auto written = registry::to_document(*document);
        const auto again = registry::from_document(written);
        fuzz::must_hold(again.has_value() && *again == *document, "a document comes back");
        fuzz::must_hold(registry::to_document(*again) == written, "a document is written in one way only");
    }
    if (const auto period = registry::period_from_json(text)) {
        const auto again = registry::period_from_json(registry::period_to_json(*period));
        fuzz::must_hold(again.has_value() && *again == *period, "a period comes back");
    }
    return 0;
}
