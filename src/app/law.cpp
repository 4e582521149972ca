#include "app/law.hpp"

#include "app/embedded.hpp"
#include "domain/rules/decide.hpp"
#include "register/law_library.hpp"

namespace dimona::app {

Result<std::shared_ptr<const domain::Rulebook>> shipped_rulebook() {
    constexpr std::string_view root = "reference/";
    std::vector<registry::LawFile> files;
    for (const auto& file : embedded_files())
        if (file.path.starts_with(root)) files.push_back({file.path.substr(root.size()), file.content});
    auto rulebook = DIMONA_TRY(registry::load_rulebook(files));
    const auto missing = domain::codes_without_card(*rulebook);
    if (!missing.empty()) return fail(ErrorKind::internal, "the code " + missing.front() + " has no rule card");
    return rulebook;
}

}  // namespace dimona::app
