#include "channel/web/layout.hpp"

#include <array>
#include <span>

namespace dimona::web {

namespace {

struct Tongue {
    domain::Language language;
    const char* name;
};
constexpr std::array tongues = {Tongue{domain::Language::nl, "Nederlands"}, Tongue{domain::Language::fr, "Français"},
                                Tongue{domain::Language::de, "Deutsch"}, Tongue{domain::Language::en, "English"}};

// The same page in another language: only the first part of the address differs.
std::string in_language(const Visit& visit, domain::Language language) {
    const auto& path = visit.request.path;
    const auto end = path.find('/', 1);
    return "/" + std::string(domain::to_code(language)) + (end == std::string::npos ? "/" : path.substr(end)) +
           visit.query_text;
}

Html language_navigation(const Visit& visit) {
    Html items;
    for (const auto& tongue : tongues) {
        const std::string code(domain::to_code(tongue.language));
        const auto item =
            tongue.language == visit.t.language()
                ? element("span",
                          {{"class", "govuk-language-navigation__text"}, {"aria-current", "true"}, {"lang", code}},
                          tongue.name)
                : element("a",
                          {{"class", "govuk-language-navigation__link"},
                           {"href", in_language(visit, tongue.language)},
                           {"rel", "alternate"},
                           {"lang", code},
                           {"hreflang", code}},
                          tongue.name);
        items += element("li", "govuk-language-navigation__list-item", item);
    }
    return element("nav", {{"class", "govuk-language-navigation"}, {"aria-label", visit.t("Language")}},
                   element("ul", "govuk-language-navigation__list", items));
}

Html header(const Visit& visit) {
    const auto logo =
        element("div", "govuk-generic-header__logo",
                element("a", {{"href", visit.url("/")}, {"class", "govuk-generic-header__homepage-link dimona-logo"}},
                        element("span", {{"class", "dimona-logo__mark"}, {"aria-hidden", "true"}}, "") + "Dimona"));
    Html right = language_navigation(visit);
    return element("div", "govuk-generic-header dimona-header",
                   element("div", "govuk-generic-header__container govuk-width-container", logo + right));
}

struct NavigationItem {
    const char* section;
    const char* path;
    const char* text;
    access::Right right;
};
constexpr std::array navigation_items = {
    NavigationItem{"file", "/workers", DIMONA_MESSAGE("Workers"), access::Right::consult},
    NavigationItem{"declare", "/declare", DIMONA_MESSAGE("Declare"), access::Right::declare},
    NavigationItem{"periods", "/periods", DIMONA_MESSAGE("Periods"), access::Right::consult},
    NavigationItem{"declarations", "/declarations", DIMONA_MESSAGE("Declarations"), access::Right::consult},
    NavigationItem{"days", "/days", DIMONA_MESSAGE("Daily registration"), access::Right::consult},
    NavigationItem{"quotas", "/quotas", DIMONA_MESSAGE("Quotas"), access::Right::consult},
};

constexpr std::array desk_items = {
    NavigationItem{"desk", "/desk", DIMONA_MESSAGE("Desk"), access::Right::operate},
    NavigationItem{"desk-workers", "/desk/workers", DIMONA_MESSAGE("Identification"), access::Right::operate},
    NavigationItem{"desk-employers", "/desk/employers", DIMONA_MESSAGE("Employers"), access::Right::operate},
    NavigationItem{"desk-periods", "/desk/periods", DIMONA_MESSAGE("Periods"), access::Right::operate},
    NavigationItem{"desk-changes", "/desk/changes", DIMONA_MESSAGE("Requests"), access::Right::operate},
    NavigationItem{"desk-emergencies", "/desk/emergencies", DIMONA_MESSAGE("Emergencies"), access::Right::operate},
    NavigationItem{"desk-history", "/desk/history", DIMONA_MESSAGE("History"), access::Right::operate},
};

Html navigation(const Visit& visit, const std::string& section) {
    const bool at_desk = visit.may(access::Right::operate) && !visit.who->session.needs_code;
    if (!visit.acts() && !at_desk) return {};
    Html items;
    const auto entries = at_desk ? std::span<const NavigationItem>(desk_items) : std::span(navigation_items);
    for (const auto& item : entries) {
        if (!visit.may(item.right)) continue;
        const bool active = section == item.section;
        const auto text = visit.t(item.text);
        Attributes attributes = {{"class", "govuk-service-navigation__link"}, {"href", visit.url(item.path)}};
        if (active) add(attributes, "aria-current", "true");
        items += element(
            "li", joined({"govuk-service-navigation__item", active ? "govuk-service-navigation__item--active" : ""}),
            element("a", attributes,
                    active ? element("strong", "govuk-service-navigation__active-fallback", text) : Html(text)));
    }
    const auto menu = visit.t("Menu");
    const auto toggle = element("button",
                                {{"type", "button"},
                                 {"class", "govuk-service-navigation__toggle govuk-js-service-navigation-toggle"},
                                 {"aria-controls", "navigation"},
                                 {"hidden", std::nullopt},
                                 {"aria-hidden", "true"}},
                                menu);
    const auto nav =
        element("nav", {{"aria-label", menu}, {"class", "govuk-service-navigation__wrapper"}},
                toggle + element("ul", {{"class", "govuk-service-navigation__list"}, {"id", "navigation"}}, items));
    return element("div", {{"class", "govuk-service-navigation"}, {"data-module", "govuk-service-navigation"}},
                   element("div", "govuk-width-container", element("div", "govuk-service-navigation__container", nav)));
}

// Who is signed in, for whom he acts, and the way out.
Html acting_bar(const Visit& visit) {
    if (!visit.who) return {};
    Html text;
    if (visit.employer) {
        text += element("span", "dimona-acting__for",
                        Html(visit.t("You act for")) + " " + element("strong", "", visit.employer->name) + " ");
        text += link(visit.url("/employers"), visit.t("Change"), visit.t("the employer for whom you act"));
    }
    if (visit.may(access::Right::operate)) text += element("strong", "", visit.t("Desk of the authority"));
    auto account =
        link(visit.url("/account"), visit.who->account.name) + " " +
        element("form", {{"action", visit.url("/sign-out")}, {"method", "post"}, {"class", "dimona-inline"}},
                hidden("token", visit.who->session.form_token) +
                    element("button", {{"type", "submit"}, {"class", "dimona-link-button"}}, visit.t("Sign out")));
    return element("div", {{"class", "dimona-acting"}, {"role", "region"}, {"aria-label", visit.t("Your session")}},
                   element("div", "govuk-width-container dimona-acting__inside",
                           element("div", "", text) + element("div", "", account)));
}

Html footer(const Visit& visit) {
    const auto item = [&](const char* path, const std::string& text) {
        return element("li", "govuk-footer__inline-list-item",
                       element("a", {{"class", "govuk-footer__link"}, {"href", visit.url(path)}}, text));
    };
    const auto links = item("/instructions", visit.t("Instructions")) +
                       item("/technical", visit.t("Technical information")) +
                       item("/accessibility", visit.t("Accessibility")) + item("/privacy", visit.t("Personal data")) +
                       item("/verify", visit.t("Check a receipt"));
    const auto meta = element("h2", "govuk-visually-hidden", visit.t("Support links")) +
                      element("ul", "govuk-footer__inline-list", links);
    return element(
        "footer", "govuk-template__footer",
        element("div", "govuk-footer",
                element("div", "govuk-width-container",
                        element("div", "govuk-footer__meta",
                                element("div", "govuk-footer__meta-item govuk-footer__meta-item--grow", meta)))));
}

Html head(const Visit& visit, const Page& page) {
    const auto title = (page.errors.empty() ? "" : visit.t("Error:") + " ") + page.title + " – Dimona";
    const auto html =
        void_element("meta", {{"charset", "utf-8"}}) + element("title", "", title) +
        void_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
        void_element("meta", {{"name", "theme-color"}, {"content", "#17384f"}}) +
        void_element("meta", {{"name", "description"},
                              {"content", visit.t("Immediate declaration of employment, and the personnel "
                                                  "file of employers in Belgium")}}) +
        void_element("link", {{"rel", "icon"}, {"href", visit.assets.icon}, {"type", "image/svg+xml"}}) +
        void_element("link", {{"rel", "preload"},
                              {"href", visit.assets.font},
                              {"as", "font"},
                              {"type", "font/woff2"},
                              {"crossorigin", "anonymous"}}) +
        void_element("link", {{"rel", "stylesheet"}, {"href", visit.assets.style}}) +
        element("script", {{"type", "module"}, {"src", visit.assets.script}}, Html());
    return element("head", "", html);
}

std::vector<http::Header> page_headers(const Visit& visit) {
    return {{"Content-Type", "text/html; charset=utf-8"},
            {"Content-Language", visit.t.code()},
            {"Cache-Control", "no-store"}};
}

Html main_part(const Visit& visit, const Page& page) {
    Html content = error_summary(visit.t("There is a problem"), page.errors);
    if (visit.who && !visit.who->session.notice.empty())
        content +=
            notification_banner({.title = visit.t("Done"),
                                 .content = paragraph(visit.who->session.notice, "govuk-notification-banner__heading"),
                                 .success = true});
    if (!page.has_own_heading) content += element("h1", "govuk-heading-l", page.title);
    content += page.main;
    if (page.wide) return content;
    return element("div", "govuk-grid-row", element("div", "govuk-grid-column-two-thirds", content));
}

}  // namespace

http::Response show(const Visit& visit, Page page) {
    Html inside;
    if (!page.back.empty())
        inside += element("nav", {{"aria-label", visit.t("Back")}},
                          element("a", {{"href", page.back}, {"class", "govuk-back-link"}}, visit.t("Back")));
    inside += element("main", {{"class", "govuk-main-wrapper"}, {"id", "main-content"}, {"tabindex", "-1"}},
                      main_part(visit, page));
    const auto body =
        element("a", {{"href", "#main-content"}, {"class", "govuk-skip-link"}, {"data-module", "govuk-skip-link"}},
                visit.t("Skip to main content")) +
        element("header", "govuk-template__header",
                header(visit) + acting_bar(visit) + navigation(visit, page.section)) +
        element("div", "govuk-width-container", inside) + footer(visit);
    const auto html = element("html", {{"lang", visit.t.code()}, {"class", "govuk-template"}},
                              head(visit, page) + element("body", "govuk-template__body", body));
    return {page.status, page_headers(visit), "<!DOCTYPE html>" + html.to_text()};
}

http::Response see_other(const std::string& address) {
    return {303, {{"Location", address}, {"Cache-Control", "no-store"}}, {}};
}

http::Response not_found(const Visit& visit) {
    return show(visit, {.title = visit.t("Page not found"),
                        .main = paragraph(visit.t("There is nothing under this address, or it is not yours to see.")) +
                                paragraph(visit.t("Check the address, and for whom you act.")) +
                                paragraph(link(visit.url("/"), visit.t("Go to the start page"))),
                        .status = 404});
}

http::Response not_allowed(const Visit& visit) {
    return show(visit, {.title = visit.t("You may not do this"),
                        .main = paragraph(visit.t("Your account does not have the right for it.")) +
                                paragraph(visit.t("Ask the access manager of your enterprise.")),
                        .status = 403});
}

http::Response trouble(const Visit& visit, const Error& error) {
    if (error.kind == ErrorKind::not_found) return not_found(visit);
    if (error.kind == ErrorKind::forbidden) return not_allowed(visit);
    return show(visit, {.title = visit.t("The service is not available"),
                        .main = paragraph(visit.t("Nothing was recorded. Try again in a few minutes.")) +
                                paragraph(visit.t("If it goes on, tell the operator this number: {number}",
                                                  {{"number", visit.request.trace_id}})),
                        .status = error.kind == ErrorKind::internal ? 500 : 503});
}

http::Response download(std::string content, const std::string& type, const std::string& file_name) {
    return {200,
            {{"Content-Type", type},
             {"Content-Disposition", "attachment; filename=\"" + file_name + "\""},
             {"Cache-Control", "no-store"}},
            std::move(content)};
}

Html form(const Visit& visit, const std::string& action, const Html& content, bool with_file) {
    Attributes attributes = {{"action", action}, {"method", "post"}, {"novalidate", std::nullopt}};
    if (with_file) add(attributes, "enctype", "multipart/form-data");
    return element("form", attributes,
                   (visit.form_token.empty() ? Html() : hidden("token", visit.form_token)) + content);
}

Html hidden(const std::string& name, const std::string& value) {
    return void_element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

Html submit(const Html& text, const std::string& classes) {
    return button({.text = text, .classes = classes, .prevent_double_click = true});
}

Html buttons(const Html& content) { return element("div", "govuk-button-group", content); }
Html again_link(const std::string& address, const Html& text, std::int64_t after_ms) {
    return element("a", {{"class", "govuk-link"}, {"href", address}, {"data-again-ms", std::to_string(after_ms)}},
                   text);
}

}  // namespace dimona::web
