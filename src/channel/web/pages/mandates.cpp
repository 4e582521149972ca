// Mandates: the overview, and those given or received.
#include "channel/web/pages/mandate_parts.hpp"

namespace dimona::web::pages {

namespace {

using namespace of_mandates;

constexpr std::size_t shown_on_overview = 10;

std::vector<MandateRecord> first_of(const std::vector<MandateRecord>& all, std::size_t count) {
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()))};
}

Result<Html> overview_part(Desk& desk, const Visit& visit, const std::vector<MandateRecord>& all, bool received) {
    const auto& t = visit.t;
    const auto title = received ? t("Mandates received") : t("Mandates given");
    if (all.empty())
        return element("h2", "govuk-heading-m", title) +
               paragraph(received ? t("Nobody has given your enterprise a mandate.")
                                  : t("Your enterprise has given no mandate."));
    auto html = DIMONA_TRY(mandates_table(desk, visit, title, first_of(all, shown_on_overview), received));
    if (all.size() > shown_on_overview)
        html += paragraph(link(visit.url(received ? "/mandates/received" : "/mandates/given"),
                               t("All {count} of them", {{"count", std::to_string(all.size())}})));
    return html;
}

Result<std::vector<MandateRecord>> mandates_of(Desk& desk, const Visit& visit, bool received) {
    const auto reader = DIMONA_TRY(desk.store.read());
    return received ? registry::mandates_received(*reader, own(visit)) : registry::mandates_given(*reader, own(visit));
}

Result<Html> waiting(Desk& desk, const Visit& visit, const std::vector<MandateRecord>& received,
                     const std::vector<MandateRecord>& given) {
    std::vector<Html> lines;
    const auto reader = DIMONA_TRY(desk.store.read());
    for (const auto* all : {&received, &given})
        for (const auto& mandate : *all) {
            if (!waits_for_us(desk, visit, mandate)) continue;
            const auto other = all == &received ? registry::giver_of(mandate) : mandate.mandatary;
            lines.push_back(link(address_of(visit, mandate.id),
                                 visit.t("Answer the request of {name}",
                                         {{"name", DIMONA_TRY(party_name(*reader, other, visit.t.language()))}})));
        }
    if (lines.empty()) return Html();
    return element("section", "dimona-section",
                   element("h2", "govuk-heading-m", visit.t("Waits for your answer")) + list(lines));
}

http::Response show_list(Desk& desk, Visit& visit, bool received) {
    const auto& t = visit.t;
    auto all = mandates_of(desk, visit, received);
    if (!all) return trouble(visit, all.error());
    const auto wanted = number_typed(visit.parameter("number"));
    if (!wanted.empty())
        std::erase_if(*all, [&](const MandateRecord& mandate) {
            const auto other = received ? mandate.mandator : mandate.mandatary;
            return other.to_text().find(wanted) == std::string::npos;
        });
    const auto page = page_asked(visit);
    const auto skipped = std::min(all->size(), static_cast<std::size_t>((page - 1) * lines_a_page));
    const std::vector<MandateRecord> rest(all->begin() + static_cast<std::ptrdiff_t>(skipped), all->end());
    const auto shown = first_of(rest, static_cast<std::size_t>(lines_a_page));
    const auto title = received ? t("Mandates received") : t("Mandates given");
    const auto table =
        mandates_table(desk, visit, t("{count} found", {{"count", std::to_string(all->size())}}), shown, received);
    if (!table) return trouble(visit, table.error());
    auto address = visit.url(received ? "/mandates/received" : "/mandates/given");
    const auto filter = element("form", {{"action", address}, {"method", "get"}},
                                input({.id = "number",
                                       .name = "number",
                                       .label = {t("Enterprise number")},
                                       .group = {.hint = t("Or a part of it")},
                                       .value = wanted,
                                       .classes = "govuk-input--width-20",
                                       .inputmode = "numeric",
                                       .autocomplete = "off"}) +
                                    submit(t("Search"), "govuk-button--secondary"));
    if (!wanted.empty()) address = with(address, "number", wanted);
    return show(visit, {.title = title,
                        .main = filter + *table + pages_of(visit, address, page, rest.size() > shown.size()),
                        .back = visit.url("/mandates"),
                        .wide = true,
                        .section = "mandates"});
}

}  // namespace

http::Response mandates(Desk& desk, Visit& visit) {
    const auto& t = visit.t;
    const auto received = mandates_of(desk, visit, true), given = mandates_of(desk, visit, false);
    if (!received || !given) return trouble(visit, received ? given.error() : received.error());
    const auto name = name_of(desk, visit, own(visit));
    const auto waits = waiting(desk, visit, *received, *given);
    const auto given_part = overview_part(desk, visit, *given, false);
    const auto received_part = overview_part(desk, visit, *received, true);
    if (!name || !waits || !given_part || !received_part)
        return trouble(visit, !name    ? name.error()
                              : !waits ? waits.error()
                                       : (given_part ? received_part : given_part).error());
    const auto doors = buttons(button({.text = t("Give a mandate"), .href = visit.url("/mandates/give")}) +
                               button({.text = t("Ask an employer for a mandate"),
                                       .href = visit.url("/mandates/ask"),
                                       .classes = "govuk-button--secondary"}));
    return show(visit, {.title = t("Mandates"),
                        .main = paragraph(t("With a mandate a social secretariat or a service provider declares in the "
                                            "name of an employer."),
                                          "govuk-body-l") +
                                paragraph(t("These are the mandates of your own enterprise: {name}",
                                            {{"name", with_number(*name, own(visit))}})) +
                                *waits + doors + *given_part + *received_part +
                                details(t("What a mandate covers"), coverage(visit)),
                        .back = visit.url("/"),
                        .wide = true,
                        .section = "mandates"});
}

http::Response mandates_given(Desk& desk, Visit& visit) { return show_list(desk, visit, false); }
http::Response mandates_received(Desk& desk, Visit& visit) { return show_list(desk, visit, true); }

}  // namespace dimona::web::pages
