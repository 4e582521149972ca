// Every address of the pages, with what one needs to get there.
#pragma once

#include <span>
#include <string_view>

#include "channel/web/desk.hpp"

namespace dimona::web {

enum class Need {
    nothing,    // open to everybody
    visitor,    // open to everybody; forms hold for the browser that loaded them, by a cookie of their own
    password,   // signed in, perhaps without the second factor yet
    signed_in,  // wholly
    consult,    // and acting for an employer
    receipt,    // with the right to consult: a declaration for that employer, or one that the visitor's firm made
    declare,    // and with the right to declare
    send,       // with the right to declare: whether he may for that employer is the register's verdict
    people,     // whoever manages people, for his own enterprise, as far as his role goes
    manage,     // access manager, for his own enterprise
    mandate,    // whoever may give and take mandates, for his own enterprise
    identify,   // whoever may change the employer's data, for his own enterprise
    operate,    // staff of the authority, at the operator's desk
};

struct PageRoute {
    std::string_view method, path;  // path without language; {} stands for one part
    Need need;
    PageFunction page;
    bool takes_file = false;
};
[[nodiscard]] std::span<const PageRoute> page_routes();

struct FoundPage {
    const PageRoute* route = nullptr;
    std::vector<std::string> parts;
    bool other_method = false;  // the path exists, the method does not
};
// `path` without language, as sent; parts are decoded.
[[nodiscard]] FoundPage find_page(std::string_view method, std::string_view path);

}  // namespace dimona::web
