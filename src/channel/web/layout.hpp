// The frame of every page.
#pragma once

#include "channel/web/components/content.hpp"
#include "channel/web/components/form.hpp"
#include "channel/web/visit.hpp"

namespace dimona::web {

struct Page {
    std::string title;
    Html main;
    std::vector<ErrorLink> errors = {};  // shown before `main`, with "Error:" in the title
    std::string back = {};               // address of the page before; empty: no link
    int status = 200;
    bool wide = false;             // tables use the whole width
    std::string section = {};      // of the navigation: "file", "declare", "days", …
    bool has_own_heading = false;  // `main` holds the h1 (a question whose label is the heading, a panel)
};
[[nodiscard]] http::Response show(const Visit& visit, Page page);

[[nodiscard]] http::Response see_other(const std::string& address);
// A page of text without the frame of somebody who is signed in.
[[nodiscard]] http::Response not_found(const Visit& visit);
[[nodiscard]] http::Response not_allowed(const Visit& visit);
[[nodiscard]] http::Response trouble(const Visit& visit, const Error& error);
[[nodiscard]] http::Response download(std::string content, const std::string& type, const std::string& file_name);

// A form that is sent to `action`, with the token that proves it comes from our page.
[[nodiscard]] Html form(const Visit& visit, const std::string& action, const Html& content, bool with_file = false);
[[nodiscard]] Html hidden(const std::string& name, const std::string& value);
[[nodiscard]] Html submit(const Html& text, const std::string& classes = {});
[[nodiscard]] Html buttons(const Html& content);
// Something is going on: a link to the same page, which scripts look at by themselves after so many milliseconds, until
// it has no such link any more.
[[nodiscard]] Html again_link(const std::string& address, const Html& text, std::int64_t after_ms);

}  // namespace dimona::web
