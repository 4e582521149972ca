#include "channel/web/components/content.hpp"

#include <algorithm>

namespace dimona::web {

namespace {

Html hidden_words(const Html& text) {
    return text.empty() ? Html() : element("span", "govuk-visually-hidden", Html(" ") + text);
}

Html cell_of(const Cell& cell, std::string_view name, std::string_view kind, const char* scope) {
    Attributes attributes;
    if (scope) add(attributes, "scope", scope);
    const auto block = "govuk-table__" + std::string(kind);
    add(attributes, "class", joined({block, cell.format.empty() ? "" : block + "--" + cell.format, cell.classes}));
    attributes.insert(attributes.end(), cell.attributes.begin(), cell.attributes.end());
    return element(name, attributes, cell.content);
}

Html arrow(std::string_view direction, const char* path) {
    return Html::markup("<svg class=\"govuk-pagination__icon govuk-pagination__icon--" + std::string(direction) +
                        "\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" "
                        "focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"" +
                        path + "\"></path></svg>");
}
constexpr const char* arrow_back =
    "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-"
    "1.414z";
constexpr const char* arrow_on =
    "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-"
    "6.7266z";

Html page_link(const std::string& direction, const std::string& href, const std::string& text, const char* path) {
    const auto title = element("span", "govuk-pagination__link-title govuk-pagination__link-title--decorated", text);
    return element("div", "govuk-pagination__" + direction,
                   element("a", {{"class", "govuk-link govuk-pagination__link"}, {"href", href}, {"rel", direction}},
                           arrow(direction, path) + title));
}

Html action_of(const Action& action) {
    return element("a", {{"class", "govuk-link"}, {"href", action.href}},
                   action.text + hidden_words(action.visually_hidden));
}

Html actions_of(const std::vector<Action>& actions) {
    if (actions.size() == 1) return element("dd", "govuk-summary-list__actions", action_of(actions.front()));
    Html items;
    for (const auto& action : actions)
        items += element("li", "govuk-summary-list__actions-list-item", action_of(action));
    return element("dd", "govuk-summary-list__actions", element("ul", "govuk-summary-list__actions-list", items));
}

}  // namespace

Html error_summary(const std::string& title, const std::vector<ErrorLink>& errors) {
    if (errors.empty()) return {};
    Html items;
    for (const auto& error : errors)
        items +=
            element("li", "", error.href.empty() ? Html(error.text) : element("a", {{"href", error.href}}, error.text));
    const auto body =
        element("div", "govuk-error-summary__body", element("ul", "govuk-list govuk-error-summary__list", items));
    return element("div", {{"class", "govuk-error-summary"}, {"data-module", "govuk-error-summary"}},
                   element("div", {{"role", "alert"}}, element("h2", "govuk-error-summary__title", title) + body));
}

Html panel(const Html& title, const Html& body) {
    auto content = element("h1", "govuk-panel__title", title);
    if (!body.empty()) content += element("div", "govuk-panel__body", body);
    return element("div", "govuk-panel govuk-panel--confirmation", content);
}

Html inset_text(const Html& content) { return element("div", "govuk-inset-text", content); }

Html warning_text(const Html& content, const std::string& icon_fallback) {
    return element("div", "govuk-warning-text",
                   element("span", {{"class", "govuk-warning-text__icon"}, {"aria-hidden", "true"}}, "!") +
                       element("strong", "govuk-warning-text__text",
                               element("span", "govuk-visually-hidden", icon_fallback) + content));
}

Html details(const Html& summary, const Html& content, bool open) {
    Attributes attributes = {{"class", "govuk-details"}};
    add_flag_if(open, attributes, "open");
    return element(
        "details", attributes,
        element("summary", "govuk-details__summary", element("span", "govuk-details__summary-text", summary)) +
            element("div", "govuk-details__text", content));
}

Html tag(const Html& text, const std::string& classes) {
    return element("strong", joined({"govuk-tag", classes}), text);
}

Html notification_banner(const Notification& options) {
    return element(
        "div",
        {{"class", joined({"govuk-notification-banner", options.success ? "govuk-notification-banner--success" : ""})},
         {"role", options.success ? "alert" : "region"},
         {"aria-labelledby", options.title_id},
         {"data-module", "govuk-notification-banner"}},
        element(
            "div", "govuk-notification-banner__header",
            element("h2", {{"class", "govuk-notification-banner__title"}, {"id", options.title_id}}, options.title)) +
            element("div", "govuk-notification-banner__content",
                    element("div", "govuk-notification-banner__heading", options.content)));
}

Html summary_list(const std::vector<SummaryRow>& rows, const std::string& classes) {
    const bool any_actions =
        std::any_of(rows.begin(), rows.end(), [](const SummaryRow& row) { return !row.actions.empty(); });
    Html items;
    for (const auto& row : rows) {
        auto content =
            element("dt", "govuk-summary-list__key", row.key) + element("dd", "govuk-summary-list__value", row.value);
        if (!row.actions.empty()) content += actions_of(row.actions);
        const bool lacks_actions = any_actions && row.actions.empty();
        items += element(
            "div", joined({"govuk-summary-list__row", lacks_actions ? "govuk-summary-list__row--no-actions" : ""}),
            content);
    }
    return element("dl", joined({"govuk-summary-list", classes}), items);
}

Html table(const Table& options) {
    Html content;
    if (!options.caption.empty())
        content += element("caption", joined({"govuk-table__caption", options.caption_classes}), options.caption);
    if (!options.head.empty()) {
        Html cells;
        for (const auto& cell : options.head) cells += cell_of(cell, "th", "header", "col");
        content += element("thead", "govuk-table__head", element("tr", "govuk-table__row", cells));
    }
    Html body;
    for (const auto& row : options.rows) {
        Html cells;
        for (std::size_t index = 0; index < row.size(); ++index)
            cells += index == 0 && options.first_cell_is_header ? cell_of(row[index], "th", "header", "row")
                                                                : cell_of(row[index], "td", "cell", nullptr);
        body += element("tr", "govuk-table__row", cells);
    }
    content += element("tbody", "govuk-table__body", body);
    Attributes attributes = {{"class", joined({"govuk-table", options.classes})}};
    attributes.insert(attributes.end(), options.attributes.begin(), options.attributes.end());
    return element("table", attributes, content);
}

Html scrolling_table(const Table& options) {
    return element(
        "div", {{"class", "dimona-scrolling"}, {"role", "region"}, {"aria-label", options.caption}, {"tabindex", "0"}},
        table(options));
}

Html pagination(const Pagination& options) {
    if (options.previous.empty() && options.next.empty()) return {};
    Html content;
    if (!options.previous.empty()) content += page_link("prev", options.previous, options.previous_text, arrow_back);
    if (!options.next.empty()) content += page_link("next", options.next, options.next_text, arrow_on);
    return element("nav", {{"class", "govuk-pagination govuk-pagination--block"}, {"aria-label", options.label}},
                   content);
}

Html task_list(const std::string& id_prefix, const std::vector<Task>& items) {
    Html rows;
    for (std::size_t index = 0; index < items.size(); ++index) {
        const auto& item = items[index];
        const auto id = id_prefix + "-" + std::to_string(index + 1);
        const auto status_id = id + "-status", hint_id = id + "-hint";
        auto name = item.href.empty()
                        ? element("div", "", item.title)
                        : element("a",
                                  {{"class", "govuk-link govuk-task-list__link"},
                                   {"href", item.href},
                                   {"aria-describedby", joined({item.hint.empty() ? "" : hint_id, status_id})}},
                                  item.title);
        if (!item.hint.empty())
            name += element("div", {{"id", hint_id}, {"class", "govuk-task-list__hint"}}, item.hint);
        rows += element("li",
                        joined({"govuk-task-list__item", item.href.empty() ? "" : "govuk-task-list__item--with-link"}),
                        element("div", "govuk-task-list__name-and-hint", name) +
                            element("div", {{"class", "govuk-task-list__status"}, {"id", status_id}}, item.status));
    }
    return element("ul", "govuk-task-list", rows);
}

Html paragraph(const Html& content, const std::string& more_classes) {
    return element("p", joined({"govuk-body", more_classes}), content);
}
Html heading(int level, const Html& content, std::string_view size) {
    return element("h" + std::to_string(level), "govuk-heading-" + std::string(size), content);
}
Html link(const std::string& href, const Html& text, const Html& visually_hidden) {
    return element("a", {{"class", "govuk-link"}, {"href", href}}, text + hidden_words(visually_hidden));
}
Html list(const std::vector<Html>& items, bool bullets) {
    Html all;
    for (const auto& item : items) all += element("li", "", item);
    return element("ul", joined({"govuk-list", bullets ? "govuk-list--bullet" : ""}), all);
}

}  // namespace dimona::web
