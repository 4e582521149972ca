#include "channel/web/mandate_words.hpp"

#include <algorithm>
#include <array>

#include "access/account.hpp"
#include "channel/web/components/content.hpp"
#include "register/enterprise_register.hpp"

namespace dimona::web {

using domain::EnterpriseNumber;
using domain::MandataryKind;
using domain::MandateForm;
using domain::MandateState;
using registry::MandateRecord;

std::string state_text(const Words& t, MandateState state) {
    switch (state) {
        case MandateState::asked_by_mandator:
            return t("Waits for the mandatary");
        case MandateState::asked_by_mandatary:
            return t("Waits for the employer");
        case MandateState::active:
            return t("Active");
        case MandateState::refused:
            return t("Refused");
        case MandateState::revoked:
            return t("Revoked");
        case MandateState::ended:
            return t("Ended");
        case MandateState::expired:
            return t("Not answered in time");
    }
    return {};
}

Html state_tag(const Words& t, MandateState state) {
    const auto text = state_text(t, state);
    if (state == MandateState::active) return tag(text, "govuk-tag--green");
    if (domain::is_asked(state)) return tag(text, "govuk-tag--yellow");
    if (state == MandateState::refused || state == MandateState::revoked) return tag(text, "govuk-tag--red");
    return tag(text, "govuk-tag--grey");
}

std::string mandatary_text(const Words& t, MandataryKind kind) {
    switch (kind) {
        case MandataryKind::social_secretariat:
            return t("Social secretariat");
        case MandataryKind::service_provider:
            return t("Service provider");
    }
    return {};
}

std::string form_text(const Words& t, MandateForm form) {
    switch (form) {
        case MandateForm::online:
            return t("Online, by both sides");
        case MandateForm::procuration:
            return t("Procuration on paper");
        case MandateForm::imported:
            return t("Taken over from the registers");
    }
    return {};
}

std::string first_text(const Words& t, const DateRange& valid) {
    const auto quarter = quarter_of(valid.first);
    return first_day(quarter) == valid.first ? t.quarter(quarter) : t.day(valid.first);
}

std::string last_text(const Words& t, const DateRange& valid) {
    if (!valid.last) return t("without end");
    const auto quarter = quarter_of(*valid.last);
    return last_day(quarter) == *valid.last ? t.quarter(quarter) : t.day(*valid.last);
}

std::vector<std::string> what_is_covered(const Words& t) {
    return {t("make Dimona declarations in the employer's name, on every secured channel"),
            t("look into the employer's personnel file, as long as the mandate holds")};
}

std::vector<std::string> what_is_not_covered(const Words& t) {
    return {t("see who looked at what in the file"), t("give others access, or change access"),
            t("give, end or revoke the employer's mandates"),
            t("change the employer's data, its clients, or the blocking of unsecured channels")};
}

Result<std::string> party_name(registry::Reader& reader, EnterpriseNumber enterprise, domain::Language language) {
    if (const auto known = DIMONA_TRY(registry::find_enterprise(reader, enterprise)))
        if (auto name = known->name(language); !name.empty()) return name;
    if (const auto employer = DIMONA_TRY(reader.employer_of(enterprise))) return employer->name;
    return enterprise.to_text();
}

// --- letters

namespace {

struct LetterText {
    std::string_view code;
    const char* subject;
    const char* text;
};
constexpr std::array letter_texts = {
    LetterText{"mandate.asked", DIMONA_MESSAGE("Dimona: a mandate waits for your answer"),
               DIMONA_MESSAGE("{doer} has asked for a mandate between {mandator} (employer) and {mandatary} "
                              "(mandatary), from {first}. Confirm or refuse it in the service.")},
    LetterText{"mandate.handedOn", DIMONA_MESSAGE("Dimona: a mandate is handed on"),
               DIMONA_MESSAGE("{doer} hands the mandate of {mandator} (employer) on to {mandatary}, from {first}. It "
                              "holds as soon as {mandatary} confirms it.")},
    LetterText{"mandate.confirmed", DIMONA_MESSAGE("Dimona: a mandate is confirmed"),
               DIMONA_MESSAGE("The mandate of {mandator} (employer) to {mandatary} (mandatary) is confirmed by {doer}. "
                              "It holds from {first} on.")},
    LetterText{"mandate.refused", DIMONA_MESSAGE("Dimona: a mandate is refused"),
               DIMONA_MESSAGE("{doer} has refused the mandate of {mandator} (employer) to {mandatary} (mandatary).")},
    LetterText{"mandate.takenBack", DIMONA_MESSAGE("Dimona: a request for a mandate is taken back"),
               DIMONA_MESSAGE("{doer} has taken back the request for a mandate of {mandator} (employer) to "
                              "{mandatary} (mandatary).")},
    LetterText{"mandate.ended", DIMONA_MESSAGE("Dimona: a mandate ends"),
               DIMONA_MESSAGE("{doer} has ended the mandate of {mandator} (employer) to {mandatary} (mandatary). It "
                              "holds until the end of {last}.")},
    LetterText{"mandate.revoked", DIMONA_MESSAGE("Dimona: a mandate is revoked"),
               DIMONA_MESSAGE("{doer} has revoked the mandate of {mandator} (employer) to {mandatary} (mandatary). It "
                              "does not hold any more.")},
    LetterText{"mandate.entered", DIMONA_MESSAGE("Dimona: a procuration is entered"),
               DIMONA_MESSAGE("{doer} has entered the signed procuration of {mandator} (employer) for {mandatary} "
                              "(mandatary). It holds from {first} on.")},
};

Status write_letters(registry::Writer& writer, const MandateRecord& mandate, const LetterText& letter,
                     const registry::Doer& doer, const std::function<Words(domain::Language)>& words,
                     const std::string& base_url) {
    const auto chain = DIMONA_TRY(registry::mandate_chain(writer, mandate));
    for (const auto& account : DIMONA_TRY(access::accounts(writer))) {
        if (!account.active || !access::may(account.grant, access::Right::mandate)) continue;
        if (account.enterprise == doer.enterprise) continue;
        if (std::find(chain.begin(), chain.end(), account.enterprise) == chain.end()) continue;
        const auto t = words(account.language);
        const auto name = [&](EnterpriseNumber party) { return party_name(writer, party, account.language); };
        const std::vector<Placeholder> values = {
            {"doer", doer.enterprise ? DIMONA_TRY(name(*doer.enterprise)) : t("The authority")},
            {"mandator", DIMONA_TRY(name(mandate.mandator))},
            {"mandatary", DIMONA_TRY(name(mandate.mandatary))},
            {"first", first_text(t, mandate.valid)},
            {"last", last_text(t, mandate.valid)}};
        std::string text = t("Good day,") + "\n\n" + t(letter.text, values) + "\n";
        if (!doer.reason.empty()) text += t("Reason: {reason}", {{"reason", doer.reason}}) + "\n";
        if (!base_url.empty()) text += "\n" + base_url + "/" + t.code() + "/mandates/" + mandate.id + "\n";
        DIMONA_TRY_VOID(registry::queue_letter(writer, {account.login, t(letter.subject), text}, doer.at));
    }
    return {};
}

}  // namespace

Status write_mandate_letters(registry::Writer& writer, const MandateRecord& mandate, std::string_view code,
                             const registry::Doer& doer, const std::function<Words(domain::Language)>& words,
                             const std::string& base_url) {
    for (const auto& letter : letter_texts)
        if (letter.code == code) DIMONA_TRY_VOID(write_letters(writer, mandate, letter, doer, words, base_url));
    if (code != "mandate.ended" && code != "mandate.revoked") return {};
    for (const auto& below : DIMONA_TRY(registry::mandates_under(writer, mandate.id))) {
        if (below.closed_at != doer.at) continue;
        const bool revoked = below.state == MandateState::revoked;
        DIMONA_TRY_VOID(
            write_mandate_letters(writer, below, revoked ? "mandate.revoked" : "mandate.ended", doer, words, base_url));
    }
    return {};
}

}  // namespace dimona::web
