// Declarations that came by an open channel, until the employer's access managers have been told of them: the cheapest
// guard against declarations in somebody else's name.
#pragma once

#include <vector>

#include "register/journal.hpp"
#include "register/port/store.hpp"

namespace dimona::registry {

struct OpenDeclaration {
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    domain::DeclarationId id{};
    domain::Kind kind = domain::Kind::in;
    domain::Verdict result = domain::Verdict::refused;
    domain::Channel channel = domain::Channel::web_unsecured;
    Instant received_at{};
    friend bool operator==(const OpenDeclaration&, const OpenDeclaration&) = default;
};

// In the transaction of the declaration; nothing is noted when it leads to no employer. Does not commit.
[[nodiscard]] Status note_open_declaration(Writer& writer, const JournalDocument& document);
// Up to `count`, by employer.
[[nodiscard]] Result<std::vector<OpenDeclaration>> open_declarations(Reader& reader, int count);
// It has been told. Does not commit.
[[nodiscard]] Status forget_open_declaration(Writer& writer, const OpenDeclaration& declaration);

}  // namespace dimona::registry
