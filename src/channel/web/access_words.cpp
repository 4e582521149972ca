#include "channel/web/access_words.hpp"

#include <algorithm>
#include <array>

#include "access/grant_details.hpp"
#include "access/invitation.hpp"

namespace dimona::web {

namespace {

struct Sentence {
    const char* code;
    const char* text;
};
constexpr std::array sentences = {
    Sentence{"account.invited", DIMONA_MESSAGE("Invited")},
    Sentence{"account.invitation.withdrawn", DIMONA_MESSAGE("Invitation withdrawn")},
    Sentence{"account.joined", DIMONA_MESSAGE("Account made")},
    Sentence{"account.changed", DIMONA_MESSAGE("Rights changed")},
    Sentence{"account.left", DIMONA_MESSAGE("Left the enterprise")},
    Sentence{"account.removed", DIMONA_MESSAGE("Access taken away")},
    Sentence{"account.locked", DIMONA_MESSAGE("Locked by the operator")},
    Sentence{"account.unlocked", DIMONA_MESSAGE("Unlocked by the operator")},
    Sentence{"main-manager.transfer.asked", DIMONA_MESSAGE("Main manager's role offered")},
    Sentence{"main-manager.transfer.ended", DIMONA_MESSAGE("Offer of the main manager's role ended")},
    Sentence{"main-manager.transferred", DIMONA_MESSAGE("Main manager's role handed over")},
    Sentence{"main-manager.named", DIMONA_MESSAGE("Main manager named by a legal representative")},
    Sentence{"second-person.wanted", DIMONA_MESSAGE("Sensitive changes need two persons")},
    Sentence{"second-person.ended", DIMONA_MESSAGE("Sensitive changes need one person")},
    Sentence{"approval.asked", DIMONA_MESSAGE("Waits for a second person")},
    Sentence{"approval.confirmed", DIMONA_MESSAGE("Confirmed by a second person")},
    Sentence{"approval.refused", DIMONA_MESSAGE("Refused or taken back")},
    Sentence{"approval.expired", DIMONA_MESSAGE("Nobody confirmed it in time")},
    Sentence{"client.made", DIMONA_MESSAGE("Client of the web service made")},
    Sentence{"client.changed", DIMONA_MESSAGE("Scopes of a client changed")},
    Sentence{"sender.made", DIMONA_MESSAGE("Sender number given")},
    Sentence{"key.added", DIMONA_MESSAGE("Key added")},
    Sentence{"key.removed", DIMONA_MESSAGE("Key removed")},
    Sentence{"program.revoked", DIMONA_MESSAGE("Program revoked")},
    Sentence{"unsecured.unblock", DIMONA_MESSAGE("Open the unsecured channels again")},
    Sentence{access::access_requested, DIMONA_MESSAGE("Access for the legal representative of an enterprise")},
};

// What access/ and register/approvals say; translated where they are shown.
[[maybe_unused]] constexpr std::array refusals = {
    DIMONA_MESSAGE("only managers change what others may do"),
    DIMONA_MESSAGE("this person has a role as high as yours"),
    DIMONA_MESSAGE("a group manager does not change a legal representative"),
    DIMONA_MESSAGE("this person belongs to a group that you do not manage"),
    DIMONA_MESSAGE("this person has rights that you do not have"),
    DIMONA_MESSAGE("only managers give rights"),
    DIMONA_MESSAGE("nobody gives a role as high as his own"),
    DIMONA_MESSAGE("who represents the enterprise is known from its register"),
    DIMONA_MESSAGE("nobody gives a right that he does not have"),
    DIMONA_MESSAGE("nobody gives access to a group that he does not manage"),
    DIMONA_MESSAGE("this right comes with a role only"),
    DIMONA_MESSAGE("a group manager has one group"),
    DIMONA_MESSAGE("a user has at least one right and one group"),
    DIMONA_MESSAGE("this address has an account of the enterprise already"),
    DIMONA_MESSAGE("this address has an account of another enterprise"),
    DIMONA_MESSAGE("the invitation was used or withdrawn"),
    DIMONA_MESSAGE("your account may not do this any more"),
    DIMONA_MESSAGE("nobody changes what he may do himself"),
    DIMONA_MESSAGE("this person has left the enterprise"),
    DIMONA_MESSAGE("the main access manager hands his role over first"),
    DIMONA_MESSAGE("this is the main access manager already"),
    DIMONA_MESSAGE("only the main access manager hands his role over"),
    DIMONA_MESSAGE("no role is offered to you"),
    DIMONA_MESSAGE("who offered the role does not have it any more"),
    DIMONA_MESSAGE("a legal representative names the main access manager"),
    DIMONA_MESSAGE("nobody else at your enterprise could confirm"),
    DIMONA_MESSAGE("only managers of the whole enterprise and legal representatives confirm"),
    DIMONA_MESSAGE("only managers of the whole enterprise and legal representatives refuse"),
    DIMONA_MESSAGE("who asked for it has left the enterprise"),
    DIMONA_MESSAGE("who asked for it can't confirm it"),
    DIMONA_MESSAGE("a client has at least one scope"),
    DIMONA_MESSAGE("a program has a name of at most 60 characters"),
    DIMONA_MESSAGE("this program was revoked"),
    DIMONA_MESSAGE("the program has this key already"),
    DIMONA_MESSAGE("the program has as many keys as it may have"),
    DIMONA_MESSAGE("a sender of batches is known by a certificate"),
    DIMONA_MESSAGE("this is the last key of the program"),
    DIMONA_MESSAGE("the certificate has expired in the meantime"),
    DIMONA_MESSAGE("this is a private key: nobody but you may have it"),
    DIMONA_MESSAGE("the certificate has expired"),
    DIMONA_MESSAGE("the certificate does not hold yet"),
    DIMONA_MESSAGE("a bare key does not say whose it is"),
    DIMONA_MESSAGE("no trusted authority stands behind the certificate"),
    DIMONA_MESSAGE("the file is too large for a key"),
    DIMONA_MESSAGE("the certificate can't be read"),
    DIMONA_MESSAGE("this is no PEM public key"),
    DIMONA_MESSAGE("the JWK is not a JSON object"),
    DIMONA_MESSAGE("the JWK lacks a member that it needs"),
    DIMONA_MESSAGE("a member of the JWK is not base64url"),
    DIMONA_MESSAGE("the type of the JWK is neither RSA nor EC"),
    DIMONA_MESSAGE("the curve of the JWK is not P-256"),
    DIMONA_MESSAGE("the RSA key of the JWK is not usable"),
    DIMONA_MESSAGE("the point of the JWK is not on the curve"),
    DIMONA_MESSAGE("a coordinate has not 32 bytes"),
    DIMONA_MESSAGE("an RSA key has fewer than 2048 bits"),
    DIMONA_MESSAGE("the key is neither RSA nor P-256"),
};

std::string detail_of(const std::vector<registry::ActDetail>& details, std::string_view name) {
    const auto found =
        std::find_if(details.begin(), details.end(), [&](const auto& detail) { return detail.name == name; });
    return found == details.end() ? std::string() : found->value;
}

void append(std::string& text, const std::string& more, const char* between = "; ") {
    if (more.empty()) return;
    if (!text.empty()) text += between;
    text += more;
}

std::string details_text(const Words& words, const std::vector<registry::ActDetail>& details) {
    std::string text;
    const auto action = detail_of(details, "action");
    if (!action.empty()) append(text, act_text(words, action).value_or(action));
    append(text, detail_of(details, "login"));
    append(text, detail_of(details, "program"));
    append(text, detail_of(details, "name"));
    const auto before = access::grant_of(details, "Before"), after = access::grant_of(details);
    if (before && after)
        append(text, grant_text(words, *before) + " → " + grant_text(words, *after));
    else if (before || after)
        append(text, grant_text(words, before ? *before : *after));
    const auto scopes = detail_of(details, "scopes"), scopes_before = detail_of(details, "scopesBefore");
    append(text, scopes_before.empty() ? scopes : scopes_before + " → " + scopes);
    const auto key = detail_of(details, "key");
    if (!key.empty()) append(text, words("key {thumbprint}", {{"thumbprint", key}}));
    const auto confirmed = detail_of(details, "confirmedBy");
    if (!confirmed.empty()) append(text, words("confirmed by {who}", {{"who", confirmed}}));
    return text;
}

// Whoever works for the authority is not named.
std::string who_text(const Words& words, const registry::Act& act) {
    if (act.by == "service") return words("the service");
    if (act.by == "operator") return words("the operator");
    return act.by_enterprise ? act.by : words("the authority");
}

}  // namespace

std::optional<std::string> act_text(const Words& words, const std::string& code) {
    for (const auto& sentence : sentences)
        if (code == sentence.code) return words(sentence.text);
    return std::nullopt;
}

std::optional<std::string> act_text(const Words& words, const registry::Act& act) {
    const bool is_of_desk = std::find(act.about.begin(), act.about.end(), registry::desk_approvals) != act.about.end();
    if (!is_of_desk) return act_text(words, act.code);
    const bool is_asked_from_outside = act.code == "approval.asked" && act.by_enterprise;
    return is_asked_from_outside ? std::optional(words("Asked of the authority")) : std::nullopt;
}

std::string act_details(const Words& words, const registry::Act& act) {
    auto text = details_text(words, act.details);
    append(text, act.reason, ". ");
    return text;
}

std::string approval_details(const Words& words, const registry::Approval& approval) {
    auto text = details_text(words, approval.details);
    append(text, approval.reason, ". ");
    return text;
}

std::string refusal_text(const Words& words, const Error& error) {
    auto text = words(error.message.c_str());
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

bool is_refusal(const Error& error) {
    return error.kind == ErrorKind::invalid || error.kind == ErrorKind::conflict || error.kind == ErrorKind::forbidden;
}

Result<ToldActs> told_acts(registry::Reader& reader, const Words& words, const std::string& subject,
                           std::int64_t before) {
    constexpr std::size_t acts_a_page = 30;
    constexpr int steps_max = 5, acts_a_step = 200;
    ToldActs told;
    for (int step = 0; step < steps_max; ++step) {
        const auto acts = DIMONA_TRY(registry::acts_about(reader, subject, before, acts_a_step));
        for (const auto& recorded : acts) {
            if (!act_text(words, recorded.act)) continue;
            if (told.acts.size() == acts_a_page) {
                told.older_before = told.acts.back().sequence;
                return told;
            }
            told.acts.push_back(recorded);
        }
        if (acts.size() < acts_a_step) return told;
        before = acts.back().sequence;
    }
    told.older_before = before;
    return told;
}

Html history_table(const Visit& visit, const std::vector<registry::RecordedAct>& acts, const std::string& caption) {
    const auto& t = visit.t;
    std::vector<std::vector<Cell>> rows;
    for (const auto& recorded : acts) {
        const auto what = act_text(t, recorded.act);
        if (what)
            rows.push_back(
                {{t.moment(recorded.act.at)}, {who_text(t, recorded.act)}, {*what}, {act_details(t, recorded.act)}});
    }
    if (rows.empty()) return paragraph(t("Nothing happened yet."));
    return scrolling_table({.caption = caption,
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{t("When")}, {t("Who")}, {t("What")}, {t("Details")}},
                            .rows = std::move(rows)});
}

}  // namespace dimona::web
