// What a page shows, as GOV.UK Frontend 6.6 draws it; see form.hpp.
#pragma once

#include "channel/web/html.hpp"

namespace dimona::web {

struct ErrorLink {
    std::string text, href;
};
[[nodiscard]] Html error_summary(const std::string& title, const std::vector<ErrorLink>& errors);

[[nodiscard]] Html panel(const Html& title, const Html& body);
[[nodiscard]] Html inset_text(const Html& content);
[[nodiscard]] Html warning_text(const Html& content, const std::string& icon_fallback);
[[nodiscard]] Html details(const Html& summary, const Html& content, bool open = false);
[[nodiscard]] Html tag(const Html& text, const std::string& classes = {});

struct Notification {
    std::string title;
    Html content;
    bool success = false;
    std::string title_id = "govuk-notification-banner-title";
};
[[nodiscard]] Html notification_banner(const Notification& options);

struct Action {
    std::string href;
    Html text;
    Html visually_hidden = {};
};
struct SummaryRow {
    Html key, value;
    std::vector<Action> actions = {};
};
[[nodiscard]] Html summary_list(const std::vector<SummaryRow>& rows, const std::string& classes = {});

struct Cell {
    Html content;
    std::string format = {};  // "numeric"
    std::string classes = {};
    Attributes attributes = {};
};
struct Table {
    std::string caption;
    std::string caption_classes = {};
    std::vector<Cell> head;
    std::vector<std::vector<Cell>> rows;
    bool first_cell_is_header = false;
    std::string classes = {};
    Attributes attributes = {};
};
[[nodiscard]] Html table(const Table& options);
// A table that may be wider than the screen: scrolled by keyboard too.
[[nodiscard]] Html scrolling_table(const Table& options);

struct Pagination {
    std::string label;           // "Pages"
    std::string previous, next;  // addresses; empty: none
    std::string previous_text, next_text;
};
[[nodiscard]] Html pagination(const Pagination& options);

struct Task {
    Html title;
    std::string href = {};
    Html hint = {};
    Html status = {};
};
[[nodiscard]] Html task_list(const std::string& id_prefix, const std::vector<Task>& items);

// Plain text of a page.
[[nodiscard]] Html paragraph(const Html& content, const std::string& more_classes = {});
[[nodiscard]] Html heading(int level, const Html& content, std::string_view size);  // size: xl, l, m, s
[[nodiscard]] Html link(const std::string& href, const Html& text, const Html& visually_hidden = {});
[[nodiscard]] Html list(const std::vector<Html>& items, bool bullets = true);

}  // namespace dimona::web
