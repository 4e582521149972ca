#include "channel/web/components/form.hpp"

#include <algorithm>

namespace dimona::web {

namespace {

Html as_heading(const Html& content, std::string_view css_class) { return element("h1", css_class, content); }

// Hint and error of a control, and the ids under which it finds them.
struct Notes {
    Html html;
    std::string described_by;
};
Notes notes_of(const std::string& id, const FormGroup& group, const std::string& described_by) {
    Notes notes{{}, described_by};
    if (!group.hint.empty()) {
        notes.html += hint(id + "-hint", group.hint);
        notes.described_by = joined({notes.described_by, id + "-hint"});
    }
    if (!group.error.empty()) {
        notes.html += error_message(id + "-error", group.error, group.error_prefix);
        notes.described_by = joined({notes.described_by, id + "-error"});
    }
    return notes;
}

Html form_group(const FormGroup& group, const Html& content) {
    return element("div",
                   joined({"govuk-form-group", group.error.empty() ? "" : "govuk-form-group--error", group.classes}),
                   content);
}

void append_all(Attributes& attributes, const Attributes& more) {
    attributes.insert(attributes.end(), more.begin(), more.end());
}

Html affix(std::string_view kind, const Html& text) {
    return element("div", {{"class", "govuk-input__" + std::string(kind)}, {"aria-hidden", "true"}}, text);
}

// The two kinds of choice differ in few places.
struct ChoiceStyle {
    std::string block, type;  // "govuk-radios", "radio"
};

Html choice(const Choices& options, const Choice& item, std::size_t index, const ChoiceStyle& style,
            const std::string& described_by) {
    if (!item.divider.empty()) return element("div", style.block + "__divider", item.divider);
    const auto prefix = options.id_prefix.empty() ? options.name : options.id_prefix;
    const auto id = !item.id.empty() ? item.id : prefix + (index > 0 ? "-" + std::to_string(index + 1) : "");
    const auto conditional_id = "conditional-" + id;
    const auto hint_id = item.hint.empty() ? std::string() : id + "-item-hint";
    const bool checked = item.checked || (!options.value.empty() && item.value == options.value);
    Attributes attributes = {{"class", style.block + "__input"},
                             {"id", id},
                             {"name", item.name.empty() ? options.name : item.name},
                             {"type", style.type},
                             {"value", item.value}};
    add_flag_if(checked, attributes, "checked");
    add_flag_if(item.disabled, attributes, "disabled");
    if (!item.conditional.empty()) add(attributes, "data-aria-controls", conditional_id);
    add_unless_empty(attributes, "data-behaviour", item.behaviour);
    add_unless_empty(attributes, "aria-describedby", joined({described_by, hint_id}));
    append_all(attributes, item.attributes);
    auto content = void_element("input", attributes) + label({item.text, style.block + "__label"}, id);
    if (!item.hint.empty()) content += hint(hint_id, item.hint, style.block + "__hint");
    auto html = element("div", style.block + "__item", content);
    if (!item.conditional.empty())
        html += element(
            "div",
            {{"class", joined({style.block + "__conditional", checked ? "" : style.block + "__conditional--hidden"})},
             {"id", conditional_id}},
            item.conditional);
    return html;
}

Html choices(const Choices& options, const ChoiceStyle& style, bool items_are_described) {
    const auto prefix = options.id_prefix.empty() ? options.name : options.id_prefix;
    const auto notes =
        notes_of(prefix, options.group, options.fieldset ? options.fieldset->described_by : options.described_by);
    Attributes attributes = {{"class", joined({style.block, options.classes})}};
    append_all(attributes, options.attributes);
    add(attributes, "data-module", style.block);
    Html items;
    const auto described_by = items_are_described && !options.fieldset ? notes.described_by : std::string();
    for (std::size_t index = 0; index < options.items.size(); ++index)
        items += choice(options, options.items[index], index, style, described_by);
    auto content = notes.html + element("div", attributes, items);
    if (options.fieldset) {
        auto around = *options.fieldset;
        around.described_by = notes.described_by;
        around.html = content;
        content = fieldset(around);
    }
    return form_group(options.group, content);
}

}  // namespace

Html label(const Label& options, const std::string& for_id) {
    if (options.text.empty()) return {};
    Attributes attributes = {{"class", joined({"govuk-label", options.classes})}, {"for", for_id}};
    const auto html = element("label", attributes, options.text);
    return options.is_page_heading ? as_heading(html, "govuk-label-wrapper") : html;
}

Html hint(const std::string& id, const Html& text, const std::string& classes) {
    return element("div", {{"id", id}, {"class", joined({"govuk-hint", classes})}}, text);
}

Html error_message(const std::string& id, const std::string& text, const std::string& prefix) {
    Html content;
    if (!prefix.empty()) content += element("span", "govuk-visually-hidden", prefix + ":") + " ";
    return element("p", {{"id", id}, {"class", "govuk-error-message"}}, content + text);
}

Html fieldset(const Fieldset& options) {
    Attributes attributes = {{"class", joined({"govuk-fieldset", options.classes})}};
    add_unless_empty(attributes, "role", options.role);
    add_unless_empty(attributes, "aria-describedby", options.described_by);
    Html content;
    if (!options.legend.text.empty()) {
        const auto text = options.legend.is_page_heading ? as_heading(options.legend.text, "govuk-fieldset__heading")
                                                         : options.legend.text;
        content += element("legend", joined({"govuk-fieldset__legend", options.legend.classes}), text);
    }
    return element("fieldset", attributes, content + options.html);
}

Html input(const Input& options) {
    const auto notes = notes_of(options.id, options.group, options.described_by);
    Attributes attributes = {
        {"class", joined({"govuk-input", options.classes, options.group.error.empty() ? "" : "govuk-input--error"})},
        {"id", options.id},
        {"name", options.name},
        {"type", options.type}};
    add_unless_empty(attributes, "spellcheck", options.spellcheck);
    add_unless_empty(attributes, "value", options.value);
    add_flag_if(options.disabled, attributes, "disabled");
    add_unless_empty(attributes, "aria-describedby", notes.described_by);
    add_unless_empty(attributes, "autocomplete", options.autocomplete);
    add_unless_empty(attributes, "autocapitalize", options.autocapitalize);
    add_unless_empty(attributes, "pattern", options.pattern);
    add_unless_empty(attributes, "inputmode", options.inputmode);
    append_all(attributes, options.attributes);
    auto control = void_element("input", attributes);
    if (!options.prefix.empty() || !options.suffix.empty()) {
        Html wrapped;
        if (!options.prefix.empty()) wrapped += affix("prefix", options.prefix);
        wrapped += control;
        if (!options.suffix.empty()) wrapped += affix("suffix", options.suffix);
        control = element("div", "govuk-input__wrapper", wrapped);
    }
    return form_group(options.group, label(options.label, options.id) + notes.html + control);
}

Html textarea(const Textarea& options) {
    const auto notes = notes_of(options.id, options.group, options.described_by);
    Attributes attributes = {
        {"class",
         joined({"govuk-textarea", options.group.error.empty() ? "" : "govuk-textarea--error", options.classes})},
        {"id", options.id},
        {"name", options.name},
        {"rows", std::to_string(options.rows)}};
    add_unless_empty(attributes, "spellcheck", options.spellcheck);
    add_flag_if(options.disabled, attributes, "disabled");
    add_unless_empty(attributes, "aria-describedby", notes.described_by);
    add_unless_empty(attributes, "autocomplete", options.autocomplete);
    append_all(attributes, options.attributes);
    return form_group(options.group,
                      label(options.label, options.id) + notes.html + element("textarea", attributes, options.value));
}

Html select(const Select& options) {
    const auto notes = notes_of(options.id, options.group, options.described_by);
    Attributes attributes = {
        {"class", joined({"govuk-select", options.classes, options.group.error.empty() ? "" : "govuk-select--error"})},
        {"id", options.id},
        {"name", options.name}};
    add_flag_if(options.disabled, attributes, "disabled");
    add_unless_empty(attributes, "aria-describedby", notes.described_by);
    append_all(attributes, options.attributes);
    Html items;
    for (const auto& item : options.items) {
        Attributes of_item = {{"value", item.value}};
        add_flag_if(!options.value.empty() && item.value == options.value, of_item, "selected");
        add_flag_if(item.disabled, of_item, "disabled");
        items += element("option", of_item, item.text);
    }
    return form_group(options.group,
                      label(options.label, options.id) + notes.html + element("select", attributes, items));
}

Html radios(const Choices& options) { return choices(options, {"govuk-radios", "radio"}, false); }
Html checkboxes(const Choices& options) { return choices(options, {"govuk-checkboxes", "checkbox"}, true); }

Html date_input(const DateInput& options) {
    const auto notes =
        notes_of(options.id, options.group, options.fieldset ? options.fieldset->described_by : std::string());
    const bool one_is_wrong =
        std::any_of(options.items.begin(), options.items.end(), [](const DatePart& part) { return part.wrong; });
    Html parts;
    for (const auto& part : options.items) {
        const bool wrong = part.wrong || (!options.group.error.empty() && !one_is_wrong);
        const bool is_year = part.name == "year";
        parts +=
            element("div", "govuk-date-input__item",
                    input({.id = options.id + "-" + part.name,
                           .name = (options.name_prefix.empty() ? "" : options.name_prefix + "-") + part.name,
                           .label = {part.label, "govuk-date-input__label"},
                           .value = part.value,
                           .classes = joined({"govuk-date-input__input", wrong ? "govuk-input--error" : "",
                                              is_year ? "govuk-input--width-4" : "govuk-input--width-2", part.classes}),
                           .inputmode = "numeric"}));
    }
    auto content =
        notes.html +
        element("div", {{"class", joined({"govuk-date-input", options.classes})}, {"id", options.id}}, parts);
    if (options.fieldset) {
        auto around = *options.fieldset;
        around.described_by = notes.described_by;
        around.role = "group";
        around.html = content;
        content = fieldset(around);
    }
    return form_group(options.group, content);
}

Html file_upload(const FileUpload& options) {
    const auto notes = notes_of(options.id, options.group, options.described_by);
    Attributes attributes = {{"class", joined({"govuk-file-upload", options.classes,
                                               options.group.error.empty() ? "" : "govuk-file-upload--error"})},
                             {"id", options.id},
                             {"name", options.name},
                             {"type", "file"}};
    add_unless_empty(attributes, "aria-describedby", notes.described_by);
    append_all(attributes, options.attributes);
    return form_group(options.group, label(options.label, options.id) + notes.html + void_element("input", attributes));
}

Html button(const Button& options) {
    Attributes attributes;
    if (!options.href.empty()) {
        attributes = {{"href", options.href},
                      {"role", "button"},
                      {"draggable", "false"},
                      {"class", joined({"govuk-button", options.classes})},
                      {"data-module", "govuk-button"}};
        add_unless_empty(attributes, "id", options.id);
        append_all(attributes, options.attributes);
        return element("a", attributes, options.text);
    }
    attributes = {{"type", options.type.empty() ? "submit" : options.type}};
    add_unless_empty(attributes, "name", options.name);
    add_flag_if(options.disabled, attributes, "disabled");
    if (options.disabled) add(attributes, "aria-disabled", "true");
    if (options.prevent_double_click) add(attributes, "data-prevent-double-click", "true");
    add_unless_empty(attributes, "value", options.value);
    add(attributes, "class", joined({"govuk-button", options.classes}));
    add(attributes, "data-module", "govuk-button");
    add_unless_empty(attributes, "id", options.id);
    append_all(attributes, options.attributes);
    return element("button", attributes, options.text);
}

}  // namespace dimona::web
