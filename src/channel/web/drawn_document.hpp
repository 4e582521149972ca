// Text on sheets of A4, drawn by cairo and pango, and finished by qpdf so that it can be archived: PDF/A-2b
// (ISO 19005-2).
#pragma once

#include <cairo.h>

#include <functional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace dimona::web {

// Each call writes below what is there already, on a new sheet when the present one is full.
class DrawnDocument {
public:
    DrawnDocument(std::string title, std::string language);
    ~DrawnDocument();
    DrawnDocument(const DrawnDocument&) = delete;
    DrawnDocument& operator=(const DrawnDocument&) = delete;

    // Sizes in points.
    void heading(const std::string& text, double size);
    void paragraph(const std::string& text, double size);
    void line(const std::string& name, const std::string& value);
    // `count` by `count` squares, black where `is_dark(row, column)`.
    void squares(int count, const std::function<bool(int row, int column)>& is_dark);
    // A frame each, side by side, for people to fill in by hand: its title, then a line to write on behind each name.
    struct Block {
        std::string title;
        std::vector<std::string> names;
    };
    void blocks(const Block& left, const Block& right);

    // The file; nothing can be written afterwards. Errors: the library's.
    [[nodiscard]] Result<std::string> finish(Instant made_at);

private:
    double write(const std::string& text, double left, double width, double size, bool bold);
    void block(const Block& block, double left, double width, double height);
    void next_page();

    std::string title_, language_, drawn_;
    cairo_surface_t* surface_;
    cairo_t* cairo_;
    double at_;
};

}  // namespace dimona::web
