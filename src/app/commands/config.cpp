// dimona config check | show
#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/serve_options.hpp"

namespace dimona::app {

namespace {

struct Asked {
    ServeOptions options;
    std::string config_file;
};

bool is_number_or_truth(const std::string& value) {
    return value == "true" || value == "false" ||
           (!value.empty() && value.find_first_not_of("0123456789") == std::string::npos);
}

// A text of JSON is a text of TOML too.
std::string in_toml(const std::string& value) {
    return is_number_or_truth(value) ? value : boost::json::serialize(boost::json::string(value));
}

std::string in_toml(const CLI::Option& option) {
    if (option.get_expected_max() <= 1)
        return in_toml(option.count() > 0 ? option.results().front() : option.get_default_str());
    std::string list;
    for (const auto& value : option.results()) list += (list.empty() ? "" : ", ") + in_toml(value);
    return "[" + list + "]";
}

// What the service would run with, as a file of settings.
void print(const CLI::App& command) {
    std::cout << "[serve]\n";
    for (const auto* option : command.get_options()) {
        const auto& name = option->get_lnames().front();
        if (name == "help" || name == "config") continue;
        const bool is_flag = option->get_expected_max() == 0;
        const bool is_open = option->count() == 0 && option->get_default_str().empty() && !is_flag;
        const auto value = is_flag && option->count() == 0 ? std::string("false") : in_toml(*option);
        std::cout << fmt::format("{}{} = {}\n", is_open ? "# " : "", name, value);
    }
}

}  // namespace

void add_config_commands(CLI::App& app, Outcome& outcome) {
    auto* config = app.add_subcommand("config", "What the service would run with");
    config->require_subcommand(1);
    const auto add = [&](const char* name, const char* about, std::function<void(const CLI::App&)> print_good) {
        auto asked = std::make_shared<Asked>();
        auto* command = config->add_subcommand(name, about);
        add_serve_options(*command, asked->options, asked->config_file);
        command->callback([asked, command, print_good, &outcome] {
            const auto complete = complete_options(*command, asked->options, asked->config_file);
            if (!complete) return outcome.refuse(complete.error());
            outcome.plan([command, print_good]() -> Status {
                print_good(*command);
                return {};
            });
        });
    };
    add("check", "Check file, environment and options without starting",
        [](const CLI::App&) { std::cout << "The configuration is good.\n"; });
    add("show", "Print the settings of file, environment and options together", print);
}

}  // namespace dimona::app
