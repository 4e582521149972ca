#include "channel/web/form_data.hpp"

#include "base/text.hpp"
#include "http/characters.hpp"
#include "http/target.hpp"

namespace dimona::web {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t boundary_length_max = 70;  // RFC 2046 5.1.1

tl::unexpected<Error> malformed(const char* what) {
    return fail(ErrorKind::invalid, std::string("the form is malformed: ") + what, "body", "send it from the page");
}

// The value of `name="…"` in a header; quoted or not.
std::string header_parameter(std::string_view header, std::string_view name) {
    for (const auto& piece : split(header, ';')) {
        const auto part = trim(piece);
        const auto equals = part.find('=');
        if (equals == std::string_view::npos || !http::equals_ignoring_case(trim(part.substr(0, equals)), name))
            continue;
        auto value = trim(part.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        return std::string(value);
    }
    return {};
}

Result<FormField> read_part(std::string_view part) {
    const auto head_end = part.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return malformed("a part has no end of its head");
    FormField field;
    bool has_name = false;
    for (auto rest = part.substr(0, head_end); !rest.empty();) {
        const auto end = std::min(rest.find(line_end), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + line_end.size(), rest.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        if (!http::equals_ignoring_case(line.substr(0, colon), "Content-Disposition")) continue;
        field.name = header_parameter(line.substr(colon + 1), "name");
        field.file_name = header_parameter(line.substr(colon + 1), "filename");
        has_name = !field.name.empty();
    }
    if (!has_name) return malformed("a part has no name");
    field.value = std::string(part.substr(head_end + 4));
    return field;
}

Result<std::vector<FormField>> read_multipart(const std::string& boundary, std::string_view body) {
    if (boundary.empty() || boundary.size() > boundary_length_max) return malformed("its boundary is missing");
    const auto mark = "--" + boundary;
    if (!body.starts_with(mark)) return malformed("it does not begin with its boundary");
    body.remove_prefix(mark.size());
    std::vector<FormField> fields;
    while (!body.starts_with("--")) {
        if (!body.starts_with(line_end)) return malformed("a boundary is not on a line of its own");
        body.remove_prefix(line_end.size());
        const auto end = body.find(std::string(line_end) + mark);
        if (end == std::string_view::npos) return malformed("it was cut off");
        if (fields.size() >= form_fields_max) return malformed("it has too many fields");
        fields.push_back(DIMONA_TRY(read_part(body.substr(0, end))));
        body.remove_prefix(end + line_end.size() + mark.size());
    }
    return fields;
}

Result<std::vector<FormField>> read_urlencoded(const std::string& body) {
    for (std::size_t at = body.find('%'); at != std::string::npos; at = body.find('%', at + 1))
        if (at + 2 >= body.size() || http::hex_value(body[at + 1]) < 0 || http::hex_value(body[at + 2]) < 0)
            return malformed("a percent sign is not followed by two hexadecimal digits");
    std::vector<FormField> fields;
    for (auto& pair : http::decode_query(body)) {
        if (fields.size() >= form_fields_max) return malformed("it has too many fields");
        fields.push_back({std::move(pair.name), std::move(pair.value), {}});
    }
    return fields;
}

}  // namespace

const FormField* FormData::find(std::string_view name) const {
    for (const auto& field : fields_)
        if (field.name == name) return &field;
    return nullptr;
}
std::string FormData::operator[](std::string_view name) const { return std::string(trim(untrimmed(name))); }
std::string FormData::untrimmed(std::string_view name) const {
    const auto* field = find(name);
    return field ? field->value : std::string();
}
std::vector<std::string> FormData::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& field : fields_)
        if (field.name == name) values.push_back(field.value);
    return values;
}
const FormField* FormData::file(std::string_view name) const {
    const auto* field = find(name);
    return field && !field->file_name.empty() ? field : nullptr;
}

Result<FormData> read_form(std::string_view content_type, const std::string& body) {
    const auto type = trim(content_type.substr(0, content_type.find(';')));
    std::vector<FormField> fields;
    if (http::equals_ignoring_case(type, "multipart/form-data"))
        fields = DIMONA_TRY(read_multipart(header_parameter(content_type, "boundary"), body));
    else if (http::equals_ignoring_case(type, "application/x-www-form-urlencoded") || body.empty())
        fields = DIMONA_TRY(read_urlencoded(body));
    else
        return malformed("its type is unknown");
    for (const auto& field : fields)
        if (!is_clean_text(field.name) || (field.file_name.empty() && !is_clean_text(field.value)))
            return malformed("a field holds characters that are no text");
    return FormData(std::move(fields));
}

}  // namespace dimona::web
