#include "register/open_declarations.hpp"

#include "register/codec/open_declarations.hpp"

namespace dimona::registry {

namespace {

constexpr const char* drawer = "open-declaration";

std::string name_of(const OpenDeclaration& declaration) {
    return std::to_string(declaration.employer.value()) + "/" + std::to_string(declaration.id.value());
}

}  // namespace

Status note_open_declaration(Writer& writer, const JournalDocument& document) {
    if (is_secured(document.channel) || !document.employer) return {};
    const OpenDeclaration declaration{.employer = *document.employer,
                                      .id = document.id,
                                      .kind = document.request.kind,
                                      .result = document.decision.result,
                                      .channel = document.channel,
                                      .received_at = document.received_at};
    return codec::file(writer, drawer, name_of(declaration), declaration);
}

Result<std::vector<OpenDeclaration>> open_declarations(Reader& reader, int count) {
    return codec::filed<OpenDeclaration>(reader, drawer, "", "", count);
}

Status forget_open_declaration(Writer& writer, const OpenDeclaration& declaration) {
    return writer.remove_paper(drawer, name_of(declaration));
}

}  // namespace dimona::registry
