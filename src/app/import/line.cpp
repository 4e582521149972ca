#include "app/import/line.hpp"

namespace dimona::app {

std::string Line::name(std::string_view column) {
    auto value = text(column);
    if (value.empty() || !is_clean_text(value))
        add(column, "a name is missing or holds control characters", "fill it in");
    return value;
}

void Line::add(std::string_view column, std::string message, std::string remedy) {
    report_.problems.push_back(
        {ErrorKind::invalid, std::move(message),
         std::string(file_) + ":" + std::to_string(table_.line_of(row_)) + " column " + std::string(column),
         std::move(remedy)});
}

// Numbers of persons are not repeated on a screen or in a log.
std::string Line::shown(std::string_view column) const {
    return column == "ssin" || column == "replacedSsins" ? "(hidden)" : text(column);
}

}  // namespace dimona::app
