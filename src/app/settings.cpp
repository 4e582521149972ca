#include "app/settings.hpp"

#include <toml++/toml.h>

#include <fstream>
#include <sstream>

namespace dimona::app {

namespace {

constexpr std::string_view config_option = "config";  // a file that names another would be read too late

std::string place_of(std::string_view file, const toml::source_region& where) {
    return std::string(file) + ":" + std::to_string(where.begin.line);
}

tl::unexpected<Error> wrong(std::string message, std::string place, std::string remedy) {
    return fail(ErrorKind::invalid, std::move(message), std::move(place), std::move(remedy));
}

Result<std::string> text_of(const toml::node& node, std::string_view file) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* truth = node.as_boolean()) return std::string(truth->get() ? "true" : "false");
    return wrong("the value is neither text, nor a whole number, nor true or false", place_of(file, node.source()),
                 "put a text between quotation marks");
}

Result<std::vector<std::string>> values_of(const toml::node& node, std::string_view file) {
    std::vector<std::string> values;
    if (const auto* list = node.as_array()) {
        for (const auto& item : *list) values.push_back(DIMONA_TRY(text_of(item, file)));
        return values;
    }
    values.push_back(DIMONA_TRY(text_of(node, file)));
    return values;
}

Result<toml::table> parse_toml(std::string_view text, std::string_view file) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return wrong(std::string(error.description()), place_of(file, error.source()), "correct the line");
    }
}

std::string variable_of(std::string name) {
    for (auto& letter : name)
        letter = letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return "DIMONA_" + name;
}

}  // namespace

Result<std::vector<Setting>> parse_settings(std::string_view toml_text, std::string_view file,
                                            std::string_view command) {
    const auto document = DIMONA_TRY(parse_toml(toml_text, file));
    std::vector<Setting> settings;
    for (const auto& [section, content] : document) {
        const auto* table = content.as_table();
        if (section.str() != command || !table)
            return wrong("'" + std::string(section.str()) + "' is no table of this file",
                         place_of(file, content.source()), "put the settings below [" + std::string(command) + "]");
        for (const auto& [name, value] : *table)
            settings.push_back({std::string(name.str()), DIMONA_TRY(values_of(value, file)),
                                place_of(file, name.source().begin.line != 0 ? name.source() : value.source())});
    }
    return settings;
}

Result<std::vector<Setting>> read_settings(const std::string& file, std::string_view command) {
    const std::ifstream stream(file);
    if (!stream)
        return fail(ErrorKind::not_found, "the configuration file can't be read", file, "check its name and rights");
    std::ostringstream text;
    text << stream.rdbuf();
    return parse_settings(text.str(), file, command);
}

void name_environment_variables(CLI::App& command) {
    for (auto* option : command.get_options())
        if (!option->get_lnames().empty() && option != command.get_help_ptr())
            option->envname(variable_of(option->get_lnames().front()));
}

Status apply_settings(CLI::App& command, const std::vector<Setting>& settings) {
    for (const auto& setting : settings) {
        auto* option = command.get_option_no_throw("--" + setting.name);
        if (!option || option == command.get_help_ptr() || setting.name == config_option)
            return wrong("there is no setting '" + setting.name + "'", setting.place,
                         "see `dimona serve --help` for all of them");
        if (option->count() > 0) continue;
        try {
            for (const auto& value : setting.values) option->add_result(value);
            option->run_callback();
        } catch (const CLI::ParseError& error) {
            return wrong(error.what(), setting.place, "correct the value");
        }
    }
    return {};
}

}  // namespace dimona::app
