// HTML that is escaped by construction: text becomes Html in one place only, and Html is never text again by chance.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dimona::web {

class Html {
public:
    Html() = default;
    Html(std::string_view text);                                     // NOLINT: text may stand wherever Html is wanted
    Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT
    Html(const char* text) : Html(std::string_view(text)) {}         // NOLINT
    // Markup of our own: never from outside.
    [[nodiscard]] static Html markup(std::string markup);

    Html& operator+=(const Html& more) {
        markup_ += more.markup_;
        return *this;
    }
    [[nodiscard]] friend Html operator+(Html left, const Html& right) { return std::move(left += right); }
    [[nodiscard]] const std::string& to_text() const { return markup_; }
    [[nodiscard]] bool empty() const { return markup_.empty(); }
    friend bool operator==(const Html&, const Html&) = default;

private:
    std::string markup_;
};

// An attribute without value (`hidden`) has none; one that is absent is left out with attribute_if.
struct Attribute {
    std::string name;
    std::optional<std::string> value;
};
using Attributes = std::vector<Attribute>;

void add(Attributes& attributes, std::string name, std::string value);
void add_unless_empty(Attributes& attributes, std::string name, const std::string& value);
void add_flag_if(bool condition, Attributes& attributes, std::string name);

[[nodiscard]] Html element(std::string_view name, const Attributes& attributes, const Html& content);
[[nodiscard]] Html element(std::string_view name, std::string_view css_class, const Html& content);
[[nodiscard]] Html void_element(std::string_view name, const Attributes& attributes);

// Words of a class list or of a list of ids.
[[nodiscard]] std::string joined(std::initializer_list<std::string_view> parts);

}  // namespace dimona::web
