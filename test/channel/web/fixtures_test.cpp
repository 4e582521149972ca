// The components against the official fixtures of GOV.UK Frontend: the same options give the same document. Fixtures
// with options that we don't have are counted, not hidden.
#include <gtest/gtest.h>
#include <libxml/HTMLparser.h>

#include <boost/json.hpp>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "base/text.hpp"
#include "channel/web/components/content.hpp"
#include "channel/web/components/form.hpp"

namespace dimona::web {

namespace {

namespace json = boost::json;

// An option that we don't have.
struct Unknown {};

class Options {
public:
    Options(const json::object& object, std::initializer_list<std::string_view> known) : object_(object) {
        for (const auto& member : object)
            if (std::find(known.begin(), known.end(), std::string_view(member.key())) == known.end()) throw Unknown{};
    }
    [[nodiscard]] const json::value* find(const char* name) const {
        const auto* value = object_.if_contains(name);
        return value && !value->is_null() ? value : nullptr;
    }
    [[nodiscard]] std::string text(const char* name, const std::string& otherwise = {}) const {
        const auto* value = find(name);
        if (!value) return otherwise;
        if (value->is_string()) return std::string(value->get_string());
        if (value->is_int64()) return std::to_string(value->get_int64());
        throw Unknown{};
    }
    [[nodiscard]] bool flag(const char* name) const {
        const auto* value = find(name);
        return value && value->is_bool() && value->get_bool();
    }
    [[nodiscard]] Html content() const {
        if (const auto html = text("html"); !html.empty()) return Html::markup(html);
        return text("text");
    }
    [[nodiscard]] Attributes attributes() const {
        Attributes all;
        if (const auto* value = find("attributes"))
            for (const auto& member : value->as_object()) {
                if (!member.value().is_string()) throw Unknown{};
                add(all, member.key(), std::string(member.value().get_string()));
            }
        return all;
    }
    [[nodiscard]] const json::object* object(const char* name) const {
        const auto* value = find(name);
        return value ? &value->as_object() : nullptr;
    }
    [[nodiscard]] const json::array& array(const char* name) const {
        static const json::array none;
        const auto* value = find(name);
        return value ? value->as_array() : none;
    }

private:
    const json::object& object_;
};

Label label_of(const Options& options) {
    const auto* found = options.object("label");
    if (!found) return {};
    const Options label(*found, {"text", "html", "classes", "isPageHeading"});
    return {label.content(), label.text("classes"), label.flag("isPageHeading")};
}

FormGroup group_of(const Options& options) {
    FormGroup group{.error_prefix = "Error"};
    if (const auto* found = options.object("hint")) group.hint = Options(*found, {"text", "html"}).content();
    if (const auto* found = options.object("errorMessage")) group.error = Options(*found, {"text"}).text("text");
    if (const auto* found = options.object("formGroup")) group.classes = Options(*found, {"classes"}).text("classes");
    return group;
}

std::optional<Fieldset> fieldset_of(const Options& options) {
    const auto* found = options.object("fieldset");
    if (!found) return std::nullopt;
    const Options set(*found, {"legend", "classes", "describedBy"});
    Fieldset fieldset{.legend = {}, .described_by = set.text("describedBy"), .classes = set.text("classes")};
    if (const auto* legend = set.object("legend")) {
        const Options of(*legend, {"text", "html", "classes", "isPageHeading"});
        fieldset.legend = {of.content(), of.text("classes"), of.flag("isPageHeading")};
    }
    return fieldset;
}

Html render_input(const json::object& object) {
    const Options options(object, {"id", "name", "label", "hint", "errorMessage", "formGroup", "value", "type",
                                   "classes", "inputmode", "autocomplete", "describedBy", "pattern", "spellcheck",
                                   "autocapitalize", "prefix", "suffix", "disabled", "attributes"});
    Input input_options{.id = options.text("id", options.text("name")),
                        .name = options.text("name"),
                        .label = label_of(options),
                        .group = group_of(options),
                        .value = options.text("value"),
                        .type = options.text("type", "text"),
                        .classes = options.text("classes"),
                        .inputmode = options.text("inputmode"),
                        .autocomplete = options.text("autocomplete"),
                        .described_by = options.text("describedBy"),
                        .pattern = options.text("pattern"),
                        .autocapitalize = options.text("autocapitalize"),
                        .disabled = options.flag("disabled"),
                        .attributes = options.attributes()};
    if (const auto* spellcheck = options.find("spellcheck"); spellcheck && spellcheck->is_bool())
        input_options.spellcheck = spellcheck->get_bool() ? "true" : "false";
    if (const auto* prefix = options.object("prefix"))
        input_options.prefix = Options(*prefix, {"text", "html"}).content();
    if (const auto* suffix = options.object("suffix"))
        input_options.suffix = Options(*suffix, {"text", "html"}).content();
    return input(input_options);
}

Html render_select(const json::object& object) {
    const Options options(object, {"id", "name", "label", "hint", "errorMessage", "formGroup", "items", "value",
                                   "classes", "describedBy", "disabled", "attributes"});
    Select made{.id = options.text("id", options.text("name")),
                .name = options.text("name"),
                .label = label_of(options),
                .items = {},
                .group = group_of(options),
                .value = options.text("value"),
                .classes = options.text("classes"),
                .described_by = options.text("describedBy"),
                .disabled = options.flag("disabled"),
                .attributes = options.attributes()};
    for (const auto& value : options.array("items")) {
        if (!value.is_object()) throw Unknown{};
        const Options item(value.as_object(), {"value", "text", "selected", "disabled"});
        if (!item.find("value") || !item.find("value")->is_string()) throw Unknown{};
        if (item.find("selected") && !item.flag("selected")) throw Unknown{};
        if (item.flag("selected")) made.value = item.text("value");
        made.items.push_back({item.text("value"), item.text("text"), item.flag("disabled")});
    }
    return select(made);
}

Choices choices_of(const json::object& object) {
    const Options options(object, {"name", "idPrefix", "fieldset", "items", "hint", "errorMessage", "formGroup",
                                   "value", "classes", "describedBy", "attributes"});
    Choices made{.name = options.text("name"),
                 .fieldset = fieldset_of(options),
                 .items = {},
                 .group = group_of(options),
                 .id_prefix = options.text("idPrefix"),
                 .value = options.text("value"),
                 .classes = options.text("classes"),
                 .described_by = options.text("describedBy"),
                 .attributes = options.attributes()};
    for (const auto& value : options.array("items")) {
        if (!value.is_object()) throw Unknown{};
        const Options item(value.as_object(), {"value", "text", "html", "hint", "checked", "conditional", "divider",
                                               "name", "id", "disabled", "behaviour", "attributes"});
        if (item.find("checked") && !item.flag("checked") && !made.value.empty()) throw Unknown{};
        Choice choice{.value = item.text("value"),
                      .text = item.content(),
                      .checked = item.flag("checked"),
                      .divider = item.text("divider"),
                      .name = item.text("name"),
                      .id = item.text("id"),
                      .behaviour = item.text("behaviour"),
                      .disabled = item.flag("disabled"),
                      .attributes = item.attributes()};
        if (const auto* hint = item.object("hint")) choice.hint = Options(*hint, {"text", "html"}).content();
        if (const auto* conditional = item.object("conditional"))
            choice.conditional = Html::markup(Options(*conditional, {"html"}).text("html"));
        made.items.push_back(std::move(choice));
    }
    return made;
}

Html render_date(const json::object& object) {
    const Options options(object,
                          {"id", "namePrefix", "fieldset", "items", "hint", "errorMessage", "formGroup", "classes"});
    DateInput made{.id = options.text("id"),
                   .name_prefix = options.text("namePrefix"),
                   .fieldset = fieldset_of(options),
                   .items = {},
                   .group = group_of(options),
                   .classes = options.text("classes")};
    if (made.fieldset && !made.fieldset->classes.empty()) throw Unknown{};
    for (const auto& value : options.array("items")) {
        const Options item(value.as_object(), {"name", "label", "value", "error"});
        const auto name = item.text("name");
        if (name != "day" && name != "month" && name != "year") throw Unknown{};
        auto title = name;
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
        if (item.find("error") && !item.flag("error")) throw Unknown{};
        made.items.push_back({name, item.text("label", title), item.text("value"), item.flag("error")});
    }
    if (made.items.empty()) made.items = {{"day", "Day", ""}, {"month", "Month", ""}, {"year", "Year", ""}};
    return date_input(made);
}

Html render_button(const json::object& object) {
    const Options options(object, {"text", "html", "element", "href", "name", "value", "type", "classes", "disabled",
                                   "id", "preventDoubleClick", "attributes"});
    if (options.text("element") == "input") throw Unknown{};
    if (options.text("element") == "a" && options.text("href").empty()) throw Unknown{};
    if (options.find("preventDoubleClick") && !options.flag("preventDoubleClick")) throw Unknown{};
    return button({.text = options.content(),
                   .href = options.text("href"),
                   .name = options.text("name"),
                   .value = options.text("value"),
                   .type = options.text("type"),
                   .classes = options.text("classes"),
                   .id = options.text("id"),
                   .disabled = options.flag("disabled"),
                   .prevent_double_click = options.flag("preventDoubleClick"),
                   .attributes = options.attributes()});
}

Html render_textarea(const json::object& object) {
    const Options options(object, {"id", "name", "label", "hint", "errorMessage", "formGroup", "value", "classes",
                                   "rows", "autocomplete", "describedBy", "spellcheck", "disabled", "attributes"});
    if (options.find("spellcheck")) throw Unknown{};
    return textarea({.id = options.text("id", options.text("name")),
                     .name = options.text("name"),
                     .label = label_of(options),
                     .group = group_of(options),
                     .value = options.text("value"),
                     .classes = options.text("classes"),
                     .autocomplete = options.text("autocomplete"),
                     .described_by = options.text("describedBy"),
                     .rows = std::stoi(options.text("rows", "5")),
                     .disabled = options.flag("disabled"),
                     .attributes = options.attributes()});
}

Html render_error_summary(const json::object& object) {
    const Options options(object, {"titleText", "errorList"});
    std::vector<ErrorLink> errors;
    for (const auto& value : options.array("errorList")) {
        const Options item(value.as_object(), {"text", "href"});
        errors.push_back({item.text("text"), item.text("href")});
    }
    if (errors.empty()) throw Unknown{};
    return error_summary(options.text("titleText"), errors);
}

Cell cell_of(const json::value& value) {
    const Options cell(value.as_object(), {"text", "html", "format", "classes", "attributes"});
    return {cell.content(), cell.text("format"), cell.text("classes"), cell.attributes()};
}

Html render_table(const json::object& object) {
    const Options options(object,
                          {"caption", "captionClasses", "head", "rows", "firstCellIsHeader", "classes", "attributes"});
    Table made{.caption = options.text("caption"),
               .caption_classes = options.text("captionClasses"),
               .head = {},
               .rows = {},
               .first_cell_is_header = options.flag("firstCellIsHeader"),
               .classes = options.text("classes"),
               .attributes = options.attributes()};
    for (const auto& value : options.array("head")) made.head.push_back(cell_of(value));
    for (const auto& row : options.array("rows")) {
        if (!row.is_array()) throw Unknown{};
        std::vector<Cell> cells;
        for (const auto& value : row.as_array()) cells.push_back(cell_of(value));
        made.rows.push_back(std::move(cells));
    }
    return table(made);
}

Html render_summary_list(const json::object& object) {
    const Options options(object, {"rows", "classes"});
    std::vector<SummaryRow> rows;
    for (const auto& value : options.array("rows")) {
        if (!value.is_object()) throw Unknown{};
        const Options row(value.as_object(), {"key", "value", "actions"});
        SummaryRow made{Options(*row.object("key"), {"text", "html"}).content(),
                        Options(*row.object("value"), {"text", "html"}).content(),
                        {}};
        if (const auto* actions = row.object("actions"))
            for (const auto& item : Options(*actions, {"items"}).array("items")) {
                const Options action(item.as_object(), {"href", "text", "html", "visuallyHiddenText"});
                made.actions.push_back({action.text("href"), action.content(), action.text("visuallyHiddenText")});
            }
        rows.push_back(std::move(made));
    }
    return summary_list(rows, options.text("classes"));
}

Html render_file_upload(const json::object& object) {
    const Options options(
        object, {"id", "name", "label", "hint", "errorMessage", "formGroup", "classes", "describedBy", "attributes"});
    return file_upload({.id = options.text("id", options.text("name")),
                        .name = options.text("name"),
                        .label = label_of(options),
                        .group = group_of(options),
                        .classes = options.text("classes"),
                        .described_by = options.text("describedBy"),
                        .attributes = options.attributes()});
}

using Render = std::function<Html(const json::object&)>;
const std::map<std::string, Render>& components() {
    static const std::map<std::string, Render> all = {
        {"input", render_input},
        {"textarea", render_textarea},
        {"select", render_select},
        {"radios", [](const json::object& object) { return radios(choices_of(object)); }},
        {"checkboxes",
         [](const json::object& object) {
             if (object.contains("values")) throw Unknown{};
             return checkboxes(choices_of(object));
         }},
        {"date-input", render_date},
        {"button", render_button},
        {"file-upload", render_file_upload},
        {"error-summary", render_error_summary},
        {"table", render_table},
        {"summary-list", render_summary_list},
        {"tag",
         [](const json::object& object) {
             const Options options(object, {"text", "html", "classes"});
             return tag(options.content(), options.text("classes"));
         }},
        {"inset-text",
         [](const json::object& object) { return inset_text(Options(object, {"text", "html"}).content()); }},
        {"hint",
         [](const json::object& object) {
             const Options options(object, {"id", "text", "html", "classes"});
             if (options.text("id").empty()) throw Unknown{};
             return hint(options.text("id"), options.content(), options.text("classes"));
         }},
        {"label",
         [](const json::object& object) {
             const Options options(object, {"text", "html", "classes", "isPageHeading", "for"});
             if (options.text("for").empty()) throw Unknown{};
             return label({options.content(), options.text("classes"), options.flag("isPageHeading")},
                          options.text("for"));
         }},
    };
    return all;
}

// --- the document that a browser would make of it, in one form

void write(const xmlNode* node, std::string& into) {
    for (; node; node = node->next) {
        if (node->type == XML_TEXT_NODE) {
            std::string text;
            for (const char letter : std::string(reinterpret_cast<const char*>(node->content)))
                if (letter == '\n' || letter == '\r' || letter == '\t' || letter == ' ') {
                    if (!text.empty() && text.back() != ' ') text += ' ';
                } else {
                    text += letter;
                }
            while (!text.empty() && text.back() == ' ') text.pop_back();
            if (!text.empty()) into += text + "\n";
        }
        if (node->type != XML_ELEMENT_NODE) continue;
        std::map<std::string, std::string> attributes;
        for (const xmlAttr* attribute = node->properties; attribute; attribute = attribute->next) {
            const std::string name(reinterpret_cast<const char*>(attribute->name));
            std::string value;
            if (attribute->children) value = reinterpret_cast<const char*>(attribute->children->content);
            if (value == name) value.clear();  // checked = checked="checked"
            std::string plain;
            for (const auto& word : split(value, ' '))
                if (!word.empty()) plain += (plain.empty() ? "" : " ") + word;
            attributes[name] = plain;
        }
        into += "<" + std::string(reinterpret_cast<const char*>(node->name));
        for (const auto& [name, value] : attributes) into += " " + name + "='" + value + "'";
        into += ">\n";
        write(node->children, into);
        into += "</>\n";
    }
}

std::string document_of(const std::string& html) {
    const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document(
        htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                       HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET),
        &xmlFreeDoc);
    std::string text;
    if (document) write(xmlDocGetRootElement(document.get()), text);
    return text;
}

TEST(Fixtures, ComponentsDrawWhatThePackageDraws) {
    int compared = 0, unknown = 0;
    for (const auto& [name, render] : components()) {
        std::ifstream stream(std::string(DIMONA_SOURCE_DIR) + "/node_modules/govuk-frontend/dist/govuk/components/" +
                             name + "/fixtures.json");
        if (!stream) GTEST_SKIP() << "the npm packages are not installed: script/setup brings them";
        std::ostringstream text;
        text << stream.rdbuf();
        int of_component = 0;
        const auto document = json::parse(text.str());
        for (const auto& fixture : document.as_object().at("fixtures").as_array()) {
            const auto& object = fixture.as_object();
            Html drawn;
            try {
                drawn = render(object.at("options").as_object());
            } catch (const Unknown&) {
                ++unknown;
                continue;
            }
            ++of_component;
            EXPECT_EQ(document_of(drawn.to_text()), document_of(std::string(object.at("html").as_string())))
                << name << ": " << object.at("name").as_string();
        }
        EXPECT_GT(of_component, 0) << name;
        compared += of_component;
    }
    RecordProperty("compared", compared);
    RecordProperty("unknown", unknown);
    std::cout << compared << " fixtures are drawn alike, " << unknown << " need options that we don't have\n";
    EXPECT_GT(compared, 150);
}

}  // namespace

}  // namespace dimona::web
