#include "channel/web/procuration_document.hpp"

#include "channel/web/drawn_document.hpp"
#include "channel/web/mandate_words.hpp"

namespace dimona::web {

namespace {

DrawnDocument::Block signature_block(const Words& words, const std::string& title) {
    return {title, {words("Family name and given name"), words("Capacity"), words("Date"), words("Signature"), ""}};
}

}  // namespace

Result<std::string> procuration_document(const registry::MandateRecord& mandate, const ProcurationParties& parties,
                                         const Words& words, Instant now) {
    const auto title = words("Procuration for mandate {number}", {{"number", mandate.id}});
    const auto with_number = [](const std::string& name, domain::EnterpriseNumber number) {
        return name + " (" + number.to_text() + ")";
    };
    DrawnDocument document(title, words.code());
    document.heading("Dimona", 20);
    document.heading(title, 14);
    document.line(words("Employer (mandator)"), with_number(parties.mandator, mandate.mandator));
    document.line(words("Mandatary"), with_number(parties.mandatary, mandate.mandatary));
    document.line(words("Kind of mandatary"), mandatary_text(words, mandate.kind));
    if (mandate.kind == domain::MandataryKind::social_secretariat)
        document.line(words("Licence number"), mandate.licence.empty() ? "…………………………" : mandate.licence);
    if (mandate.handed_on_by) document.line(words("Handed on by"), mandate.handed_on_by->to_text());
    document.line(words("Applications"), mandate.group);
    document.line(words("From"), first_text(words, mandate.valid));
    document.line(words("Until"), last_text(words, mandate.valid));
    document.paragraph("", 6);
    document.paragraph(words("The employer gives the mandatary the mandate to act for him in social security, for "
                             "these applications and these quarters. The mandatary may:"),
                       10);
    for (const auto& item : what_is_covered(words)) document.paragraph("•  " + item, 10);
    document.paragraph(words("The mandatary may not:"), 10);
    for (const auto& item : what_is_not_covered(words)) document.paragraph("•  " + item, 10);
    document.paragraph(words("The employer stays responsible for the declarations, sees all of them, and can revoke "
                             "this mandate at any time."),
                       10);
    document.paragraph("", 4);
    document.blocks(signature_block(words, words("For the employer")),
                    signature_block(words, words("For the mandatary")));
    document.paragraph(words("Signed by both sides, it is sent to the authority, which enters it in the service."), 9);
    return document.finish(now);
}

}  // namespace dimona::web
