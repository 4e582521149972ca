// Bodies of declarations: read or refused with places, never anything else; the same body is read the same way.
#include <fstream>
#include <sstream>

#include "channel/rest/declaration_reader.hpp"
#include "channel/rest/schema.hpp"
#include "fuzz/property.hpp"
#include "register/journal.hpp"

namespace {

const dimona::rest::Schemas& schemas() {
    static const dimona::rest::Schemas schemas = [] {
        std::ostringstream text;
        text << std::ifstream(DIMONA_SOURCE_DIR "/src/channel/rest/openapi.json").rdbuf();
        return dimona::rest::Schemas(text.str(), dimona::rest::declaration_schemas());
    }();
    return schemas;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dimona;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    for (const auto unknown : {rest::UnknownMembers::refused, rest::UnknownMembers::tolerated}) {
        const auto read = rest::read_declaration(body, schemas(), unknown);
        for (const auto& issue : read.issues) fuzz::must_hold(!issue.detail.empty(), "an issue says what is wrong");
        const auto again = rest::read_declaration(body, schemas(), unknown);
        fuzz::must_hold(read.request == again.request, "the same body is the same request");
        if (read.issues.empty())
            fuzz::must_hold(!registry::canonical_request(read.request).empty(), "a complete request can be written");
    }
    return 0;
}
