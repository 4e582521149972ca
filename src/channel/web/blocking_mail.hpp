// Requests by e-mail to block the unsecured channels of an employer, or to open them again.
//
// Only the access manager of an employer may ask, from the address with which he signs in, under one of the subjects of
// reference/texts/mail_subjects.csv. A sender is easily made up: a message counts as his own only when the operator's
// mail server vouches for it (DKIM or DMARC, RFC 8601); otherwise he is asked to confirm on a page where he must have
// signed in. A block holds at once; opening again is a request with a motive, which the authority decides. Whatever
// else comes is answered once a day at most, and never when a machine wrote it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "channel/web/words.hpp"
#include "register/lanes.hpp"

namespace dimona::web {

struct IncomingMail {
    std::string digest;         // names the message: each is handled once
    std::string sender;         // address alone, as in From; empty: none, or several
    std::string subject, text;  // UTF-8
    bool is_automatic = false;  // by its headers: an answer of a machine, a list, a failure
    bool is_authentic = false;  // the receiving server vouches for the sender
};

struct MailSubject {
    bool blocks = false;
    domain::Language language = domain::Language::nl;
    std::string folded;
};
// From the table in reference/.
[[nodiscard]] Result<std::vector<MailSubject>> read_mail_subjects(std::string_view csv);

class BlockingMail {
public:
    BlockingMail(registry::Lanes& lanes, const Clock& legal_clock, const Clock& real_clock,
                 std::function<Words(domain::Language)> words, std::string base_url, std::vector<MailSubject> subjects)
        : lanes_(lanes),
          legal_clock_(legal_clock),
          real_clock_(real_clock),
          words_(std::move(words)),
          base_url_(std::move(base_url)),
          subjects_(std::move(subjects)) {}

    // What was done, for the log: "blocked", "to-confirm", "requested", "known", "automatic", "not-a-manager",
    // "other-subject", "other-employer", "no-motive". In one transaction with the answer, so that a message that is
    // taken again, after a crash, does nothing more.
    [[nodiscard]] Result<std::string> take(const IncomingMail& mail);

private:
    Result<std::string> take_in(registry::Writer& writer, const IncomingMail& mail);
    Result<std::string> carry_out(registry::Writer& writer, const IncomingMail& mail, const MailSubject& subject);
    Status answer(registry::Writer& writer, const std::string& to, const Words& words, const std::string& text);
    Status answer_once_a_day(registry::Writer& writer, const std::string& to, const Words& words,
                             const std::string& text);

    registry::Lanes& lanes_;
    const Clock& legal_clock_;
    const Clock& real_clock_;
    std::function<Words(domain::Language)> words_;
    std::string base_url_;
    std::vector<MailSubject> subjects_;
};

}  // namespace dimona::web
