// A drawn PDF made fit for archives, PDF/A-2b (ISO 19005-2): what cairo leaves out is added by qpdf. This header and
// its source are C++17, for the sake of qpdf's headers.
#pragma once

#include <string>

namespace dimona::web {

struct DocumentFacts {
    std::string title, title_in_xml, language;
    std::string made_at;  // "2026-05-04T08:00:00.000Z"
};

// Adds metadata, output intent, language and document id. Throws std::exception when `drawn` is no PDF.
[[nodiscard]] std::string archivable_document(const std::string& drawn, const DocumentFacts& facts);

}  // namespace dimona::web
