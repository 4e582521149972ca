// What a declaration without signing in led to: the verdict and its receipt, as long as the visit lasts.
#include "channel/web/pages/unsecured_course.hpp"
#include "channel/web/receipt_document.hpp"
#include "channel/web/receipts.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/viewing.hpp"

namespace dimona::web::pages {

namespace {

using namespace of_unsecured;

// The visit's declaration, with what was typed and the verdict alone.
Result<registry::DeclarationView> find_sent(Desk& desk, Visit& visit) {
    const auto open = DIMONA_TRY(find_visit(desk, visit));
    const auto number = parse_digits(open.draft["sent"]);
    if (!open.has_begun || !number) return fail(ErrorKind::not_found, "nothing was sent in this visit");
    const auto reader = DIMONA_TRY(desk.store.read());
    return registry::typed_view(*reader, domain::DeclarationId{*number});
}

Html receipt_part(Desk& desk, const Visit& visit, const registry::DeclarationView& view) {
    const auto compact = desk.receipts.sign(view);
    if (!compact) return {};
    return element("h2", "govuk-heading-m", visit.t("Receipt")) +
           paragraph(visit.t("The receipt proves what was declared, when, and with which verdict.")) +
           inset_text(Html(visit.t("Keep it now: it can be reached only as long as this visit lasts, and in no other "
                                   "way without signing in."))) +
           list({link(address_of(visit, "receipt.pdf"), visit.t("Receipt as PDF")),
                 link(address_of(visit, "receipt.jws"), visit.t("Receipt as signed text (JWS)")),
                 link("/verify/" + *compact, visit.t("Check this receipt"))}) +
           Html::markup(qr_svg(desk.receipts.address_of(*compact), visit.t("QR code of the receipt")));
}

Html result_rows(Desk& desk, const Visit& visit, const registry::DeclarationView& view) {
    std::vector<SummaryRow> rows;
    for (const auto& line : receipt_lines(view, visit.t, desk.intake.rulebook())) {
        Html value = line.value;
        if (line.name == visit.t("Verdict")) value = result_tag(visit.t, view.record.result);
        rows.push_back({line.name, value});
    }
    return summary_list(rows);
}

}  // namespace

http::Response open_result(Desk& desk, Visit& visit) {
    const auto view = find_sent(desk, visit);
    if (!view)
        return view.error().kind == ErrorKind::not_found ? see_other(address_of(visit, "employer"))
                                                         : trouble(visit, view.error());
    const auto title = verdict_title(visit.t, view->record.result);
    const auto number = Html(visit.t("Declaration number")) + Html::markup("<br>") +
                        element("strong", "", std::to_string(view->record.id.value()));
    const bool good = view->record.result == domain::Verdict::accepted ||
                      view->record.result == domain::Verdict::accepted_with_warning;
    const auto head = good ? panel(title, number)
                           : element("h1", "govuk-heading-l", title) + element("div", "row-result", paragraph(number));
    const auto content = head + anomalies_view(visit.t, desk.intake.rulebook(), view->document.decision.anomalies) +
                         result_rows(desk, visit, *view) + receipt_part(desk, visit, *view) +
                         paragraph(link(address_of(visit, "employer"), visit.t("Declare something else")));
    return show(visit,
                {.title = title, .main = element("div", "content sendConfirm", content), .has_own_heading = true});
}

http::Response open_receipt_document(Desk& desk, Visit& visit) {
    const auto view = find_sent(desk, visit);
    if (!view) return trouble(visit, view.error());
    auto document = desk.receipts.document(*view, visit.t, desk.intake.rulebook());
    if (!document) return trouble(visit, document.error());
    return download(*std::move(document), "application/pdf",
                    "dimona-" + std::to_string(view->record.id.value()) + ".pdf");
}

http::Response open_receipt_signature(Desk& desk, Visit& visit) {
    const auto view = find_sent(desk, visit);
    if (!view) return trouble(visit, view.error());
    const auto compact = desk.receipts.sign(*view);
    if (!compact) return trouble(visit, compact.error());
    return download(*compact + "\n", "application/jose", "dimona-" + std::to_string(view->record.id.value()) + ".jws");
}

}  // namespace dimona::web::pages
