#include "channel/web/receipt_document.hpp"

#include <cairo-pdf.h>
#include <lcms2.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include "base/digest.hpp"
#include "channel/web/questions.hpp"
#include "channel/web/verdict_view.hpp"
#include "register/journal.hpp"

namespace dimona::web {

namespace {

// A4 in points, and where things stand on it.
constexpr double page_width = 595.276, page_height = 841.89, margin = 56.7, text_width = page_width - 2 * margin;
constexpr double qr_size = 150, name_width = 165;
constexpr const char* font = "DejaVu Sans";

struct FreeQr {
    void operator()(QRcode* code) const { QRcode_free(code); }
};
using Qr = std::unique_ptr<QRcode, FreeQr>;

Qr make_qr(const std::string& text) { return Qr(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L)); }

bool is_dark(const QRcode& code, int row, int column) { return (code.data[row * code.width + column] & 1U) != 0; }

cairo_status_t append(void* closure, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

// Text that flows down the page.
class Paper {
public:
    explicit Paper(std::string& into)
        : surface_(cairo_pdf_surface_create_for_stream(append, &into, page_width, page_height)),
          cairo_(cairo_create(surface_)) {
        cairo_pdf_surface_restrict_to_version(surface_, CAIRO_PDF_VERSION_1_5);
    }
    ~Paper() {
        cairo_destroy(cairo_);
        cairo_surface_destroy(surface_);
    }
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;

    void name(const std::string& title, const std::string& language) {
        cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, title.c_str());
        (void)language;
    }
    // Gives the height.
    double write(const std::string& text, double left, double width, double size, bool bold) {
        const std::unique_ptr<PangoLayout, decltype(&g_object_unref)> layout(pango_cairo_create_layout(cairo_),
                                                                             &g_object_unref);
        const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> description(
            pango_font_description_new(), &pango_font_description_free);
        pango_font_description_set_family(description.get(), font);
        pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
        pango_font_description_set_weight(description.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(layout.get(), description.get());
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        int height = 0;
        pango_layout_get_size(layout.get(), nullptr, &height);
        const double points = static_cast<double>(height) / PANGO_SCALE;
        if (at_ + points > page_height - margin) next_page();
        cairo_move_to(cairo_, left, at_);
        pango_cairo_show_layout(cairo_, layout.get());
        return points;
    }
    void heading(const std::string& text, double size) {
        at_ += write(text, margin, text_width, size, true) + size / 2;
    }
    void paragraph(const std::string& text, double size) {
        at_ += write(text, margin, text_width, size, false) + size / 2;
    }
    void line(const std::string& name, const std::string& value) {
        constexpr double size = 10, gap = 5;
        const double left = write(name, margin, name_width - gap, size, true);
        const double right = write(value, margin + name_width, text_width - name_width, size, false);
        at_ += std::max(left, right) + gap;
    }
    void qr(const QRcode& code) {
        if (at_ + qr_size > page_height - margin) next_page();
        const double module = qr_size / code.width;
        for (int row = 0; row < code.width; ++row)
            for (int column = 0; column < code.width; ++column)
                if (is_dark(code, row, column))
                    cairo_rectangle(cairo_, margin + column * module, at_ + row * module, module, module);
        cairo_fill(cairo_);
        at_ += qr_size + 10;
    }
    [[nodiscard]] Status finish() {
        cairo_show_page(cairo_);
        cairo_surface_finish(surface_);
        if (const auto status = cairo_surface_status(surface_); status != CAIRO_STATUS_SUCCESS)
            return fail(ErrorKind::unavailable, cairo_status_to_string(status), "receipt");
        return {};
    }

private:
    void next_page() {
        cairo_show_page(cairo_);
        at_ = margin;
    }
    cairo_surface_t* surface_;
    cairo_t* cairo_;
    double at_ = margin;
};

std::string colour_profile() {
    const std::unique_ptr<void, cmsBool (*)(cmsHPROFILE)> profile(cmsCreate_sRGBProfile(), &cmsCloseProfile);
    cmsUInt32Number size = 0;
    if (!profile || !cmsSaveProfileToMem(profile.get(), nullptr, &size)) return {};
    std::string bytes(size, '\0');
    return cmsSaveProfileToMem(profile.get(), bytes.data(), &size) ? bytes : std::string();
}

std::string escaped(const std::string& text) { return Html(text).to_text(); }

// ISO 19005-2, 6.6: the document says of itself what it is.
std::string metadata(const std::string& title, const std::string& language, const std::string& moment) {
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
           "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           escaped(title) + "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>" + language +
           "</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>" + moment +
           "</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";
}

// "2026-05-04T08:00:00.000Z" -> "D:20260504080000Z"
std::string pdf_date(const std::string& instant) {
    std::string date = "D:";
    for (const char letter : instant.substr(0, 19))
        if (letter >= '0' && letter <= '9') date += letter;
    return date + "Z";
}

// What cairo leaves out: metadata, output intent, language, document id.
std::string make_archivable(const std::string& drawn, const std::string& title, const std::string& language,
                            const std::string& moment) {
    QPDF pdf;
    pdf.processMemoryFile("receipt", drawn.data(), drawn.size());
    auto root = pdf.getRoot();
    auto description = QPDFObjectHandle::newStream(&pdf, metadata(title, language, moment));
    description.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
    description.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
    root.replaceKey("/Metadata", pdf.makeIndirectObject(description));
    auto profile = QPDFObjectHandle::newStream(&pdf, colour_profile());
    profile.getDict().replaceKey("/N", QPDFObjectHandle::newInteger(3));
    auto intent = QPDFObjectHandle::newDictionary();
    intent.replaceKey("/Type", QPDFObjectHandle::newName("/OutputIntent"));
    intent.replaceKey("/S", QPDFObjectHandle::newName("/GTS_PDFA1"));
    intent.replaceKey("/OutputConditionIdentifier", QPDFObjectHandle::newString("sRGB"));
    intent.replaceKey("/Info", QPDFObjectHandle::newString("sRGB"));
    intent.replaceKey("/DestOutputProfile", pdf.makeIndirectObject(profile));
    root.replaceKey("/OutputIntents", QPDFObjectHandle::newArray({intent}));
    root.replaceKey("/Lang", QPDFObjectHandle::newString(language));
    auto info = QPDFObjectHandle::newDictionary();
    info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString(pdf_date(moment)));
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setStreamDataMode(qpdf_s_compress);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setDeterministicID(true);
    writer.setNewlineBeforeEndstream(true);  // ISO 19005-2, 6.1.7.1
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void add_answer(std::vector<ReceiptLine>& lines, const Words& words, const char* label, const domain::Text& value) {
    if (value) lines.push_back({words(label), *value});
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
    if (view.person)
        lines.push_back({words("Worker"), view.person->family_name + " " + view.person->given_name + " (" +
                                              view.person->ssin.to_text() + ")"});
    else if (request.worker && request.worker->family_name)
        lines.push_back(
            {words("Worker"), *request.worker->family_name + " " + request.worker->given_name.value_or("")});
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
    lines.push_back({words("Declared by"), view.record.declarant});
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
    std::string drawn;
    {
        Paper paper(drawn);
        paper.name(title, words.code());
        paper.heading("Dimona", 20);
        paper.heading(title, 14);
        for (const auto& line : receipt_lines(view, words, rulebook)) paper.line(line.name, line.value);
        for (const auto& anomaly : view.document.decision.anomalies) {
            const auto* card = rulebook.card(anomaly.code);
            paper.line(anomaly.code, card ? words.of(card->label) + ". " + words.of(card->meaning) : std::string());
        }
        paper.paragraph(words("This receipt is signed. Scan the code, or open the address of the code, to check it."),
                        9);
        if (const auto code = make_qr(address)) paper.qr(*code);
        paper.paragraph(words("Digest of the declaration (SHA-256): {digest}",
                              {{"digest", to_hex(sha256(registry::canonical_request(view.document.request)))}}),
                        7);
        paper.paragraph(compact, 6);
        DIMONA_TRY_VOID(paper.finish());
    }
    try {
        return make_archivable(drawn, title, words.code(), format_instant(view.record.received_at));
    } catch (const std::exception& problem) {
        return fail(ErrorKind::internal, problem.what(), "receipt");
    }
}

}  // namespace dimona::web
