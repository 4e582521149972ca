#include "channel/web/grant_words.hpp"

namespace dimona::web {

namespace {

void append(std::string& text, const std::string& more, const char* between) {
    if (!text.empty()) text += between;
    text += more;
}

}  // namespace

std::string role_text(const Words& words, access::Role role) {
    switch (role) {
        case access::Role::user:
            return words("User");
        case access::Role::group_manager:
            return words("Group manager");
        case access::Role::access_manager:
            return words("Access manager");
        case access::Role::co_manager:
            return words("Co-manager");
        case access::Role::main_manager:
            return words("Main access manager");
        case access::Role::authority:
            return words("Staff of the authority");
    }
    return {};
}

std::string right_text(const Words& words, access::Right right) {
    switch (right) {
        case access::Right::consult:
            return words("Look into the personnel file");
        case access::Right::declare:
            return words("Declare");
        case access::Right::mandate:
            return words("Give, take and end mandates");
        case access::Right::identify:
            return words("Change the data of the employer");
        case access::Right::people:
            return words("Manage people");
        case access::Right::manage:
            return words("Manage access and channels");
        case access::Right::operate:
            return words("Work at the operator's desk");
    }
    return {};
}

std::string quality_text(const Words& words, access::Quality quality) {
    switch (quality) {
        case access::Quality::employer:
            return words("Employer");
        case access::Quality::service_provider:
            return words("Service provider");
        case access::Quality::social_secretariat:
            return words("Social secretariat");
    }
    return {};
}

std::string grant_text(const Words& words, const access::Grant& grant) {
    std::string what, groups;
    for (const auto right : grant.rights) append(what, right_text(words, right), "; ");
    for (const auto quality : grant.qualities) append(groups, quality_text(words, quality), ", ");
    std::string text;
    if (grant.represents) text = words("Legal representative");
    if (!grant.represents || grant.role != access::Role::user || !grant.rights.empty())
        append(text, role_text(words, grant.role), "; ");
    if (!what.empty()) text = words.pair(text, what);
    if (!groups.empty()) text += " (" + groups + ")";
    return text;
}

}  // namespace dimona::web
