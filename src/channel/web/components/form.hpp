// Controls of a form, as GOV.UK Frontend 6.6 draws them; checked against the package's own fixtures (test/channel/web).
// Names of members follow the package's options, so that its documentation is ours.
#pragma once

#include "channel/web/html.hpp"

namespace dimona::web {

struct Label {
    Html text;
    std::string classes = {};
    bool is_page_heading = false;
};
struct Legend {
    Html text;
    std::string classes = {};
    bool is_page_heading = false;
};
struct Fieldset {
    Legend legend;
    std::string described_by = {}, classes = {}, role = {};
    Html html = {};
};
// What stands between label and control, and around both.
struct FormGroup {
    Html hint = {};
    std::string error = {};         // a sentence; empty: all is well
    std::string error_prefix = {};  // "Error", for those who don't see the colour
    std::string classes = {};
};

[[nodiscard]] Html label(const Label& options, const std::string& for_id);
[[nodiscard]] Html hint(const std::string& id, const Html& text, const std::string& classes = {});
[[nodiscard]] Html error_message(const std::string& id, const std::string& text, const std::string& prefix);
[[nodiscard]] Html fieldset(const Fieldset& options);

struct Input {
    std::string id, name;
    Label label;
    FormGroup group = {};
    std::string value = {}, type = "text", classes = {}, inputmode = {}, autocomplete = {}, described_by = {},
                pattern = {}, spellcheck = {}, autocapitalize = {};
    Html prefix = {}, suffix = {};
    bool disabled = false;
    Attributes attributes = {};
};
[[nodiscard]] Html input(const Input& options);

struct Textarea {
    std::string id, name;
    Label label;
    FormGroup group = {};
    std::string value = {}, classes = {}, autocomplete = {}, described_by = {}, spellcheck = {};
    int rows = 5;
    bool disabled = false;
    Attributes attributes = {};
};
[[nodiscard]] Html textarea(const Textarea& options);

struct Option {
    std::string value;
    std::string text;
    bool disabled = false;
};
struct Select {
    std::string id, name;
    Label label;
    std::vector<Option> items;
    FormGroup group = {};
    std::string value = {}, classes = {}, described_by = {};
    bool disabled = false;
    Attributes attributes = {};
};
[[nodiscard]] Html select(const Select& options);

// One radio button or checkbox.
struct Choice {
    std::string value;
    Html text;
    Html hint = {};
    bool checked = false;
    Html conditional = {};  // shown when chosen; always shown without scripts
    std::string divider = {};
    std::string name = {}, id = {}, behaviour = {};
    bool disabled = false;
    Attributes attributes = {};
};
struct Choices {
    std::string name;
    std::optional<Fieldset> fieldset;
    std::vector<Choice> items;
    FormGroup group = {};
    std::string id_prefix = {}, value = {}, classes = {}, described_by = {};
    Attributes attributes = {};
};
[[nodiscard]] Html radios(const Choices& options);
[[nodiscard]] Html checkboxes(const Choices& options);

struct DatePart {
    std::string name, label, value;
    bool wrong = false;
    std::string classes = {};
};
struct DateInput {
    std::string id, name_prefix;
    std::optional<Fieldset> fieldset;
    std::vector<DatePart> items;  // day, month, year
    FormGroup group = {};
    std::string classes = {};
};
[[nodiscard]] Html date_input(const DateInput& options);

struct FileUpload {
    std::string id, name;
    Label label;
    FormGroup group = {};
    std::string classes = {}, described_by = {};
    Attributes attributes = {};
};
[[nodiscard]] Html file_upload(const FileUpload& options);

struct Button {
    Html text;
    std::string href = {}, name = {}, value = {}, type = {}, classes = {}, id = {};
    bool disabled = false, prevent_double_click = false;
    Attributes attributes = {};
};
[[nodiscard]] Html button(const Button& options);

}  // namespace dimona::web
