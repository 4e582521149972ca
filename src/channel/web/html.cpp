#include "channel/web/html.hpp"

namespace dimona::web {

namespace {

void append_escaped(std::string& into, std::string_view text) {
    for (const char letter : text) switch (letter) {
            case '&':
                into += "&amp;";
                break;
            case '<':
                into += "&lt;";
                break;
            case '>':
                into += "&gt;";
                break;
            case '"':
                into += "&quot;";
                break;
            case '\'':
                into += "&#39;";
                break;
            default:
                into += letter;
        }
}

void append_start(std::string& into, std::string_view name, const Attributes& attributes) {
    into.append("<").append(name);
    for (const auto& attribute : attributes) {
        into.append(" ").append(attribute.name);
        if (!attribute.value) continue;
        into += "=\"";
        append_escaped(into, *attribute.value);
        into += '"';
    }
    into += '>';
}

}  // namespace

Html::Html(std::string_view text) { append_escaped(markup_, text); }

Html Html::markup(std::string markup) {
    Html html;
    html.markup_ = std::move(markup);
    return html;
}

void add(Attributes& attributes, std::string name, std::string value) {
    attributes.push_back({std::move(name), std::move(value)});
}
void add_unless_empty(Attributes& attributes, std::string name, const std::string& value) {
    if (!value.empty()) add(attributes, std::move(name), value);
}
void add_flag_if(bool condition, Attributes& attributes, std::string name) {
    if (condition) attributes.push_back({std::move(name), std::nullopt});
}

Html element(std::string_view name, const Attributes& attributes, const Html& content) {
    std::string markup;
    markup.reserve(content.to_text().size() + 2 * name.size() + 64);
    append_start(markup, name, attributes);
    markup.append(content.to_text()).append("</").append(name).append(">");
    return Html::markup(std::move(markup));
}

Html element(std::string_view name, std::string_view css_class, const Html& content) {
    Attributes attributes;
    add_unless_empty(attributes, "class", std::string(css_class));
    return element(name, attributes, content);
}

Html void_element(std::string_view name, const Attributes& attributes) {
    std::string markup;
    append_start(markup, name, attributes);
    return Html::markup(std::move(markup));
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const auto part : parts) {
        if (part.empty()) continue;
        if (!all.empty()) all += ' ';
        all += part;
    }
    return all;
}

}  // namespace dimona::web
