// Checking a receipt: open to everybody, shows only what the receipt itself says.
#include "channel/web/pages/pages.hpp"
#include "channel/web/receipts.hpp"
#include "channel/web/verdict_view.hpp"

namespace dimona::web::pages {

namespace {

Html ask(const Visit& visit, const std::string& typed, const std::string& problem) {
    return form(
        visit, visit.url("/verify"),
        textarea({.id = "receipt",
                  .name = "receipt",
                  .label = {visit.t("Text of the receipt"), "govuk-label--s"},
                  .group = {.hint = visit.t("The signed text (JWS) of the receipt, or the address in its QR code"),
                            .error = problem,
                            .error_prefix = visit.t("Error")},
                  .value = typed,
                  .spellcheck = "false",
                  .rows = 8}) +
            submit(visit.t("Check")));
}

Html facts_of(const Visit& visit, const CheckedReceipt& receipt) {
    std::vector<SummaryRow> rows = {{visit.t("Declaration number"), std::to_string(receipt.declaration)}};
    if (const auto kind = domain::parse_kind(receipt.kind))
        rows.push_back({visit.t("Declaration"), kind_text(visit.t, *kind)});
    if (const auto moment = parse_instant(receipt.received_at))
        rows.push_back({visit.t("Received"), visit.t.moment(*moment)});
    if (const auto result = domain::parse_verdict(receipt.result))
        rows.push_back({visit.t("Verdict"), result_tag(visit.t, *result)});
    if (!receipt.employer.empty()) rows.push_back({visit.t("Number of the employer"), receipt.employer});
    std::string anomalies;
    for (const auto& code : receipt.anomalies) anomalies += (anomalies.empty() ? "" : ", ") + code;
    if (!anomalies.empty()) rows.push_back({visit.t("Anomalies"), anomalies});
    rows.push_back({visit.t("Digest of the declaration"), element("span", "dimona-code", receipt.declaration_digest)});
    return summary_list(rows);
}

// The address of a QR code ends with the receipt.
std::string receipt_in(const std::string& typed) {
    const auto slash = typed.rfind('/');
    return slash == std::string::npos ? typed : typed.substr(slash + 1);
}

http::Response checked(Desk& desk, const Visit& visit, const std::string& typed) {
    const auto receipt = desk.receipts.check(receipt_in(typed));
    if (!receipt) {
        const auto problem =
            visit.t("This is no valid receipt of this service: it was changed, cut off, or comes from elsewhere");
        return show(visit, {.title = visit.t("Check a receipt"),
                            .main = ask(visit, typed, problem),
                            .errors = {{problem, "#receipt"}},
                            .status = 422});
    }
    return show(visit,
                {.title = visit.t("This receipt is genuine"),
                 .main = paragraph(visit.t("It was signed by this service and has not been changed.")) +
                         facts_of(visit, *receipt) +
                         paragraph(visit.t("Who the worker is, the receipt does not say: compare the digest with "
                                           "that on the paper."))});
}

}  // namespace

http::Response verify(Desk& desk, Visit& visit) {
    if (!visit.parts.empty()) return checked(desk, visit, visit.part(0));
    return show(visit, {.title = visit.t("Check a receipt"), .main = ask(visit, {}, {})});
}

http::Response take_receipt(Desk& desk, Visit& visit) { return checked(desk, visit, visit.form["receipt"]); }

}  // namespace dimona::web::pages
