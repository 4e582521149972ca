#include "channel/web/drawn_document.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

#include "base/local_time.hpp"
#include "channel/web/archivable_document.hpp"
#include "channel/web/html.hpp"

namespace dimona::web {

namespace {

// A4 in points, and where things stand on it.
constexpr double page_width = 595.276, page_height = 841.89, margin = 56.7, text_width = page_width - 2 * margin;
constexpr double squares_size = 150, name_width = 165;
constexpr const char* font = "DejaVu Sans";

cairo_status_t append(void* closure, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

DrawnDocument::DrawnDocument(std::string title, std::string language)
    : title_(std::move(title)),
      language_(std::move(language)),
      surface_(cairo_pdf_surface_create_for_stream(append, &drawn_, page_width, page_height)),
      cairo_(cairo_create(surface_)),
      at_(margin) {
    cairo_pdf_surface_restrict_to_version(surface_, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, title_.c_str());
}

DrawnDocument::~DrawnDocument() {
    cairo_destroy(cairo_);
    cairo_surface_destroy(surface_);
}

// Gives the height.
double DrawnDocument::write(const std::string& text, double left, double width, double size, bool bold) {
    const std::unique_ptr<PangoLayout, decltype(&g_object_unref)> layout(pango_cairo_create_layout(cairo_),
                                                                         &g_object_unref);
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> description(
        pango_font_description_new(), &pango_font_description_free);
    pango_font_description_set_family(description.get(), font);
    pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
    pango_font_description_set_weight(description.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    const double points = static_cast<double>(height) / PANGO_SCALE;
    if (at_ + points > page_height - margin) next_page();
    cairo_move_to(cairo_, left, at_);
    pango_cairo_show_layout(cairo_, layout.get());
    return points;
}

void DrawnDocument::heading(const std::string& text, double size) {
    at_ += write(text, margin, text_width, size, true) + size / 2;
}

void DrawnDocument::paragraph(const std::string& text, double size) {
    at_ += write(text, margin, text_width, size, false) + size / 2;
}

void DrawnDocument::line(const std::string& name, const std::string& value) {
    constexpr double size = 10, gap = 5;
    const double left = write(name, margin, name_width - gap, size, true);
    const double right = write(value, margin + name_width, text_width - name_width, size, false);
    at_ += std::max(left, right) + gap;
}

void DrawnDocument::squares(int count, const std::function<bool(int, int)>& is_dark) {
    if (at_ + squares_size > page_height - margin) next_page();
    const double square = squares_size / count;
    for (int row = 0; row < count; ++row)
        for (int column = 0; column < count; ++column)
            if (is_dark(row, column))
                cairo_rectangle(cairo_, margin + column * square, at_ + row * square, square, square);
    cairo_fill(cairo_);
    at_ += squares_size + 10;
}

void DrawnDocument::blocks(const Block& left, const Block& right) {
    constexpr double between = 14, title_height = 44, line_height = 40;
    const double width = (text_width - between) / 2;
    const double height =
        title_height + line_height * static_cast<double>(std::max(left.names.size(), right.names.size()));
    if (at_ + height > page_height - margin) next_page();
    block(left, margin, width, height);
    block(right, margin + width + between, width, height);
    at_ += height + between;
}

void DrawnDocument::block(const Block& block, double left, double width, double height) {
    constexpr double inside = 8, title_size = 10, name_size = 8, title_height = 44, line_height = 40, thin = 0.75;
    const double top = at_;
    cairo_set_line_width(cairo_, thin);
    cairo_rectangle(cairo_, left, top, width, height);
    at_ = top + inside;
    write(block.title, left + inside, width - 2 * inside, title_size, true);
    for (std::size_t index = 0; index < block.names.size(); ++index) {
        at_ = top + title_height + line_height * static_cast<double>(index);
        write(block.names[index], left + inside, width - 2 * inside, name_size, false);
        const double below = at_ + line_height - inside;
        cairo_move_to(cairo_, left + inside, below);
        cairo_line_to(cairo_, left + width - inside, below);
    }
    cairo_stroke(cairo_);
    at_ = top;
}

void DrawnDocument::next_page() {
    cairo_show_page(cairo_);
    at_ = margin;
}

Result<std::string> DrawnDocument::finish(Instant made_at) {
    cairo_show_page(cairo_);
    cairo_surface_finish(surface_);
    if (const auto status = cairo_surface_status(surface_); status != CAIRO_STATUS_SUCCESS)
        return fail(ErrorKind::unavailable, cairo_status_to_string(status), title_);
    try {
        return archivable_document(drawn_, {title_, Html(title_).to_text(), language_, format_instant(made_at)});
    } catch (const std::exception& problem) {
        return fail(ErrorKind::internal, problem.what(), title_);
    }
}

}  // namespace dimona::web
