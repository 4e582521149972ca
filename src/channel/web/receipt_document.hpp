// The receipt on paper: PDF/A-2b (ISO 19005-2), on drawn_document.hpp.
#pragma once

#include <string>

#include "channel/web/words.hpp"
#include "register/consultation.hpp"

namespace dimona::web {

[[nodiscard]] Result<std::string> receipt_document(const registry::DeclarationView& view, const Words& words,
                                                   const domain::Rulebook& rulebook, const std::string& compact,
                                                   const std::string& address);
// The QR code of a text as SVG, for the page.
[[nodiscard]] std::string qr_svg(const std::string& text, const std::string& title);
// What a receipt says, line by line: for the page and for the paper.
struct ReceiptLine {
    std::string name, value;
};
[[nodiscard]] std::vector<ReceiptLine> receipt_lines(const registry::DeclarationView& view, const Words& words,
                                                     const domain::Rulebook& rulebook);

}  // namespace dimona::web
