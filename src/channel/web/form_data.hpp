// What a form sends: application/x-www-form-urlencoded, or multipart/form-data (RFC 7578) when there is a file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace dimona::web {

struct FormField {
    std::string name, value;
    std::string file_name;  // of an upload; the value is its content
};

class FormData {
public:
    FormData() = default;
    explicit FormData(std::vector<FormField> fields) : fields_(std::move(fields)) {}

    // The first of this name, without blanks around it; empty when there is none.
    [[nodiscard]] std::string operator[](std::string_view name) const;
    // As it was typed.
    [[nodiscard]] std::string untrimmed(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
    [[nodiscard]] const FormField* file(std::string_view name) const;
    [[nodiscard]] const std::vector<FormField>& fields() const { return fields_; }

private:
    [[nodiscard]] const FormField* find(std::string_view name) const;
    std::vector<FormField> fields_;
};

// invalid: the body is not what its type says; text fields must be clean UTF-8, at most `fields_max` of them.
inline constexpr std::size_t form_fields_max = 20'000;
[[nodiscard]] Result<FormData> read_form(std::string_view content_type, const std::string& body);

}  // namespace dimona::web
