#include "access/grant_details.hpp"

#include "base/text.hpp"

namespace dimona::access {

namespace {

template <class Value>
std::string joined(const std::set<Value>& values) {
    std::string text;
    for (const auto value : values) {
        if (!text.empty()) text += ' ';
        text += to_code(value);
    }
    return text;
}

template <class Value>
bool read(const std::string& text, std::optional<Value> (*parse)(std::string_view), std::set<Value>& values) {
    for (const auto& code : split(text, ' ')) {
        if (code.empty()) continue;
        const auto value = parse(code);
        if (!value) return false;
        values.insert(*value);
    }
    return true;
}

}  // namespace

void add_details(std::vector<registry::ActDetail>& details, const Grant& grant, const std::string& suffix) {
    details.push_back({"role" + suffix, std::string(to_code(grant.role))});
    if (!grant.rights.empty()) details.push_back({"rights" + suffix, joined(grant.rights)});
    if (!grant.qualities.empty()) details.push_back({"groups" + suffix, joined(grant.qualities)});
    if (grant.represents) details.push_back({"represents" + suffix, "yes"});
}

std::optional<Grant> grant_of(const std::vector<registry::ActDetail>& details, const std::string& suffix) {
    Grant grant;
    bool has_role = false;
    for (const auto& [name, value] : details) {
        if (name == "role" + suffix) {
            const auto role = parse_role(value);
            if (!role) return std::nullopt;
            grant.role = *role;
            has_role = true;
        }
        if (name == "rights" + suffix && !read(value, parse_right, grant.rights)) return std::nullopt;
        if (name == "groups" + suffix && !read(value, parse_quality, grant.qualities)) return std::nullopt;
        if (name == "represents" + suffix) grant.represents = value == "yes";
    }
    return has_role ? std::optional(grant) : std::nullopt;
}

}  // namespace dimona::access
