#include "channel/web/receipt_document.hpp"

#include <qrencode.h>

#include <memory>

#include "base/digest.hpp"
#include "channel/web/drawn_document.hpp"
#include "channel/web/questions.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/journal.hpp"

namespace dimona::web {

namespace {

struct FreeQr {
    void operator()(QRcode* code) const { QRcode_free(code); }
};
using Qr = std::unique_ptr<QRcode, FreeQr>;

Qr make_qr(const std::string& text) { return Qr(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L)); }

bool is_dark(const QRcode& code, int row, int column) { return (code.data[row * code.width + column] & 1U) != 0; }

std::string escaped(const std::string& text) { return Html(text).to_text(); }

void add_answer(std::vector<ReceiptLine>& lines, const Words& words, const char* label, const domain::Text& value) {
    if (value) lines.push_back({words(label), *value});
}
// The number that was typed, whichever it is.
std::string number_of(const domain::EmployerFields& employer) {
    if (employer.enterprise_number) return *employer.enterprise_number;
    return employer.nsso_number ? *employer.nsso_number : employer.provisional_number.value_or("");
}
std::string day_text(const Words& words, const std::string& value) {
    const auto day = parse_date(value);
    return day ? (*day == open_end_marker ? words("No last day any more") : words.day(*day)) : value;
}
std::string hour_text(const Words& words, const std::string& value) {
    const auto hour = parse_hour(value);
    return hour ? words.hour(*hour) : value;
}

}  // namespace

std::vector<ReceiptLine> receipt_lines(const registry::DeclarationView& view, const Words& words,
                                       const domain::Rulebook& rulebook) {
    const auto& request = view.document.request;
    std::vector<ReceiptLine> lines = {{words("Declaration"), kind_text(words, view.record.kind)},
                                      {words("Declaration number"), std::to_string(view.record.id.value())},
                                      {words("Received"), words.moment(view.record.received_at)},
                                      {words("Verdict"), result_text(words, view.record.result)}};
    if (view.record.period) lines.push_back({words("Period"), std::to_string(view.record.period->value())});
    if (view.employer)
        lines.push_back(
            {words("Employer"), view.employer->name + " (" + std::to_string(view.employer->number.value()) + ")"});
    else if (request.employer)
        lines.push_back({words("Number of the employer"), number_of(*request.employer)});
    if (view.person)
        lines.push_back({words("Worker"), view.person->family_name + " " + view.person->given_name + " (" +
                                              view.person->ssin.to_text() + ")"});
    else if (request.worker && request.worker->family_name)
        lines.push_back(
            {words("Worker"), *request.worker->family_name + " " + request.worker->given_name.value_or("")});
    else if (request.worker)
        add_answer(lines, words, DIMONA_MESSAGE("National register number or BIS number"), request.worker->ssin);
    if (!view.record.period) add_answer(lines, words, DIMONA_MESSAGE("Dimona number of the period"), request.period_id);
    if (request.features) {
        if (const auto type = domain::parse_worker_type(request.features->worker_type.value_or("")))
            lines.push_back({words("Kind of worker"), type_text(words, rulebook, *type)});
        if (const auto committee = domain::parse_joint_committee(request.features->joint_committee.value_or("")))
            lines.push_back({words("Joint committee"), committee_text(words, rulebook, committee)});
    }
    if (request.start_date) lines.push_back({words("First day"), day_text(words, *request.start_date)});
    if (request.start_hour) lines.push_back({words("Start hour"), hour_text(words, *request.start_hour)});
    if (request.end_date) lines.push_back({words("Last day"), day_text(words, *request.end_date)});
    if (request.end_hour) lines.push_back({words("End hour"), hour_text(words, *request.end_hour)});
    add_answer(lines, words, DIMONA_MESSAGE("Planned hours"), request.planned_hours);
    lines.push_back({words("Channel"), channel_text(words, view.record.channel)});
    lines.push_back({words("Declared by"), declarant_text(words, view)});
    return lines;
}

std::string qr_svg(const std::string& text, const std::string& title) {
    const auto code = make_qr(text);
    if (!code) return {};
    constexpr int quiet_zone = 4;
    const auto size = std::to_string(code->width + 2 * quiet_zone);
    std::string svg = "<svg class=\"dimona-qr\" role=\"img\" viewBox=\"0 0 " + size + " " + size +
                      "\" xmlns=\"http://www.w3.org/2000/svg\"><title>" + escaped(title) +
                      "</title><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size + "H0z\"/><path d=\"";
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if (is_dark(*code, row, column))
                svg += "M" + std::to_string(column + quiet_zone) + " " + std::to_string(row + quiet_zone) + "h1v1h-1z";
    return svg + "\"/></svg>";
}

Result<std::string> receipt_document(const registry::DeclarationView& view, const Words& words,
                                     const domain::Rulebook& rulebook, const std::string& compact,
                                     const std::string& address) {
    const auto title = words("Receipt of declaration {number}", {{"number", std::to_string(view.record.id.value())}});
    DrawnDocument document(title, words.code());
    document.heading("Dimona", 20);
    document.heading(title, 14);
    for (const auto& line : receipt_lines(view, words, rulebook)) document.line(line.name, line.value);
    for (const auto& anomaly : view.document.decision.anomalies) {
        const auto* card = rulebook.card(anomaly.code);
        document.line(anomaly.code, card ? words.of(card->label) + ". " + words.of(card->meaning) : std::string());
    }
    document.paragraph(words("This receipt is signed. Scan the code, or open the address of the code, to check it."),
                       9);
    if (const auto code = make_qr(address))
        document.squares(code->width, [&](int row, int column) { return is_dark(*code, row, column); });
    document.paragraph(words("Digest of the declaration (SHA-256): {digest}",
                             {{"digest", to_hex(sha256(registry::canonical_request(view.document.request)))}}),
                       7);
    document.paragraph(compact, 6);
    return document.finish(view.record.received_at);
}

}  // namespace dimona::web
