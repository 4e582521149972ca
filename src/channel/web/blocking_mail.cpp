#include "channel/web/blocking_mail.hpp"

#include <algorithm>

#include "access/account.hpp"
#include "base/csv.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "register/blocking.hpp"
#include "register/letters.hpp"

namespace dimona::web {

namespace {

using registry::DecidedBy;
using registry::Wanted;

constexpr const char* handled_drawer = "inbox";
constexpr const char* answered_drawer = "inbox-answered";
constexpr std::chrono::hours handled_for{24 * 365}, answered_for{24};
constexpr std::size_t number_length_min = 6, number_length_max = 10;

// Case, quotes and doubled blanks mean nothing in a subject.
std::string folded_subject(std::string_view subject) {
    std::string folded;
    for (const auto& word : split(subject, ' '))
        if (const auto plain = folded_name(word); !plain.empty()) folded += (folded.empty() ? "" : " ") + plain;
    return folded;
}

// What the sender wrote himself: no quoted lines, no signature.
std::string own_text(const std::string& text) {
    std::string own;
    for (const auto& line : split(text, '\n')) {
        const auto plain = trim(line);
        if (plain == "--") break;
        if (plain.starts_with(">")) continue;
        own += std::string(plain) + "\n";
    }
    return std::string(first_code_points(trim(own), registry::motive_length_max));
}

// Numbers of employers in a text, with or without dots and blanks inside.
bool names_another(const std::string& text, const domain::Employer& employer) {
    std::string digits;
    bool another = false;
    const auto look_at = [&] {
        if (digits.size() < number_length_min || digits.size() > number_length_max) return;
        const auto enterprise = domain::EnterpriseNumber::parse(digits);
        const auto nsso = domain::EmployerNumber::parse_definitive(digits);
        const auto provisional = domain::EmployerNumber::parse_provisional(digits);
        if (!enterprise && !nsso && !provisional) return;
        const bool own = (enterprise && enterprise == employer.enterprise) || (nsso && *nsso == employer.number) ||
                         (provisional && *provisional == employer.number);
        another = another || !own;
    };
    for (const char letter : text + "\n") {
        if (letter >= '0' && letter <= '9') {
            digits += letter;
        } else if (letter != '.' && letter != '-' && letter != '/') {
            look_at();
            digits.clear();
        }
    }
    return another;
}

Status note_handled(registry::Writer& writer, const IncomingMail& mail, const std::string& outcome, Instant now) {
    return writer.put_paper({handled_drawer, mail.digest, outcome, now + handled_for});
}

}  // namespace

Result<std::vector<MailSubject>> read_mail_subjects(std::string_view csv) {
    const auto table = DIMONA_TRY(CsvTable::parse(csv, "texts/mail_subjects.csv"));
    std::vector<MailSubject> subjects;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto wanted = table.cell(row, "wanted");
        const auto language = domain::parse_language(table.cell(row, "language"));
        auto folded = folded_subject(table.cell(row, "subject"));
        if ((wanted != "block" && wanted != "unblock") || !language || folded.empty())
            return fail(ErrorKind::invalid, "this row names no subject of an e-mail",
                        "texts/mail_subjects.csv:" + std::to_string(table.line_of(row)), "see reference/README.md");
        subjects.push_back({wanted == "block", *language, std::move(folded)});
    }
    return subjects;
}

Result<std::string> BlockingMail::take(const IncomingMail& mail) {
    Result<std::string> outcome = std::string();
    DIMONA_TRY_VOID(lanes_.run(0, [&](registry::Writer& writer) -> Status {
        if (DIMONA_TRY(writer.paper(handled_drawer, mail.digest))) {
            outcome = "known";
            return {};
        }
        outcome = DIMONA_TRY(take_in(writer, mail));
        return note_handled(writer, mail, *outcome, real_clock_.now());
    }));
    return outcome;
}

Result<std::string> BlockingMail::take_in(registry::Writer& writer, const IncomingMail& mail) {
    if (mail.is_automatic || mail.sender.empty()) return "automatic";
    const auto folded = folded_subject(mail.subject);
    const auto subject = std::find_if(subjects_.begin(), subjects_.end(),
                                      [&](const MailSubject& known) { return known.folded == folded; });
    if (subject != subjects_.end()) return carry_out(writer, mail, *subject);
    const auto account = DIMONA_TRY(access::account(writer, access::parse_login(mail.sender).value_or("")));
    const auto t = words_(account ? account->language : domain::Language::nl);
    DIMONA_TRY_VOID(answer_once_a_day(
        writer, mail.sender, t,
        t("Your message was not handled: its subject is not one that this address knows. To block the unsecured "
          "channels, or to open them again, use the subject that the start page of the service names.")));
    return "other-subject";
}

Result<std::string> BlockingMail::carry_out(registry::Writer& writer, const IncomingMail& mail,
                                            const MailSubject& subject) {
    const auto t = words_(subject.language);
    const auto account = DIMONA_TRY(access::account(writer, access::parse_login(mail.sender).value_or("")));
    const bool manages = account && account->active && access::may(account->grant, access::Right::manage);
    const auto employer = manages ? DIMONA_TRY(writer.employer_of(account->enterprise)) : std::nullopt;
    if (!employer) {
        DIMONA_TRY_VOID(answer_once_a_day(
            writer, mail.sender, t,
            t("Nothing was changed: only the access manager of the employer can ask for this, from the address with "
              "which he signs in.")));
        return "not-a-manager";
    }
    const auto text = own_text(mail.text);
    if (names_another(text, *employer)) {
        DIMONA_TRY_VOID(answer(writer, mail.sender, t,
                               t("Nothing was changed: your message names the number of an employer that is not yours. "
                                 "Leave the number out, or name that of your own enterprise.")));
        return "other-employer";
    }
    const registry::Will will{.at = legal_clock_.now(),
                              .by = account->login,
                              .by_enterprise = account->enterprise,
                              .via = "e-mail",
                              .reason = text};
    if (!subject.blocks && !registry::is_motive(text)) {
        DIMONA_TRY_VOID(answer(writer, mail.sender, t,
                               t("Nothing was changed: the unsecured channels are opened again only with a motive. "
                                 "Write why in the message, and send it once more.")));
        return "no-motive";
    }
    const auto wanted = subject.blocks ? Wanted::block : Wanted::unblock;
    const auto page = base_url_ + "/" + t.code() + "/blocking";
    if (!mail.is_authentic) {
        const auto id =
            DIMONA_TRY(registry::request_blocking(writer, employer->number, wanted, DecidedBy::manager, will));
        DIMONA_TRY_VOID(
            answer(writer, mail.sender, t,
                   t("Somebody asked by e-mail, in your name, to change the unsecured channels. Nothing was "
                     "changed yet: sign in, and confirm or refuse it there:") +
                       "\n" + page + "/requests/" + id));
        return "to-confirm";
    }
    if (wanted == Wanted::block) {
        DIMONA_TRY_VOID(registry::block_unsecured(writer, employer->number, will));
        DIMONA_TRY_VOID(answer(
            writer, mail.sender, t,
            t("The unsecured channels are blocked: from now on no declaration is accepted there") + ".\n" + page));
        return "blocked";
    }
    DIMONA_TRY(registry::request_blocking(writer, employer->number, wanted, DecidedBy::authority, will));
    DIMONA_TRY_VOID(answer(writer, mail.sender, t,
                           t("Your request to open the unsecured channels again has been received. The authority "
                             "decides about it; until then they stay blocked. When you sign in you can open them "
                             "yourself:") +
                               "\n" + page));
    return "requested";
}

Status BlockingMail::answer(registry::Writer& writer, const std::string& to, const Words& words,
                            const std::string& text) {
    return registry::queue_letter(
        writer,
        {to, words("Dimona: your message about the unsecured channels"), words("Good day,") + "\n\n" + text + "\n"},
        real_clock_.now());
}

Status BlockingMail::answer_once_a_day(registry::Writer& writer, const std::string& to, const Words& words,
                                       const std::string& text) {
    const auto name = to_hex(sha256(to));
    const auto now = real_clock_.now();
    const auto before = DIMONA_TRY(writer.paper(answered_drawer, name));
    if (before && before->expires && *before->expires > now) return {};
    DIMONA_TRY_VOID(writer.put_paper({answered_drawer, name, {}, now + answered_for}));
    return answer(writer, to, words, text);
}

}  // namespace dimona::web
