#include "channel/web/desk.hpp"

#include "channel/web/layout.hpp"

namespace dimona::web {

http::Response go_on(Desk& desk, const Visit& visit, const std::string& path, const std::string& notice) {
    auto session = visit.who->session;
    session.notice = notice;
    if (const auto kept = desk.sessions.keep(session); !kept) return trouble(visit, kept.error());
    return see_other(visit.url(path));
}

}  // namespace dimona::web
