#include "app/inbox/message.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace dimona::app {

namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

void start_gmime() {
    static std::once_flag started;
    std::call_once(started, [] { g_mime_init(); });
}

std::string lower(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return small;
}

std::string header(GMimeMessage* message, const char* name) {
    const char* value = g_mime_object_get_header(GMIME_OBJECT(message), name);
    return value ? std::string(trim(value)) : std::string();
}

std::vector<std::string> all_headers(GMimeMessage* message, std::string_view wanted) {
    std::vector<std::string> values;
    auto* list = g_mime_object_get_header_list(GMIME_OBJECT(message));
    const int count = g_mime_header_list_get_count(list);
    for (int index = 0; index < count; ++index) {
        auto* one = g_mime_header_list_get_header_at(list, index);
        const char* value = g_mime_header_get_value(one);
        if (lower(g_mime_header_get_name(one)) == wanted) values.emplace_back(value ? value : "");
    }
    return values;
}

// The address of the only author; empty when there is none, or more than one.
std::string author_of(GMimeMessage* message) {
    if (all_headers(message, "from").size() != 1) return {};
    auto* list = g_mime_message_get_from(message);
    if (!list || internet_address_list_length(list) != 1) return {};
    auto* author = internet_address_list_get_address(list, 0);
    if (!INTERNET_ADDRESS_IS_MAILBOX(author)) return {};
    const char* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(author));
    return address ? lower(address) : std::string();
}

// RFC 3834, and what machines, lists and failures are known by.
bool is_automatic(GMimeMessage* message, const std::string& author) {
    const auto submitted = lower(header(message, "Auto-Submitted"));
    const auto precedence = lower(header(message, "Precedence"));
    const auto path = header(message, "Return-Path");
    if (!submitted.empty() && submitted != "no") return true;
    if (precedence == "bulk" || precedence == "junk" || precedence == "list" || precedence == "auto_reply") return true;
    if (path == "<>") return true;
    for (const char* name : {"List-Id", "List-Unsubscribe", "X-Auto-Response-Suppress", "X-Autoreply", "X-Loop"})
        if (!header(message, name).empty()) return true;
    const auto name = author.substr(0, author.find('@'));
    constexpr std::array machines = {"mailer-daemon", "postmaster", "noreply",
                                     "no-reply",      "donotreply", "do-not-reply"};
    return std::find(machines.begin(), machines.end(), name) != machines.end();
}

// The first part that is plain text, in UTF-8.
std::string text_of(GMimeMessage* message) {
    const std::unique_ptr<GMimePartIter, void (*)(GMimePartIter*)> parts(g_mime_part_iter_new(GMIME_OBJECT(message)),
                                                                         &g_mime_part_iter_free);
    do {
        auto* part = g_mime_part_iter_get_current(parts.get());
        if (!part || !GMIME_IS_TEXT_PART(part)) continue;
        auto* type = g_mime_object_get_content_type(part);
        if (!type || !g_mime_content_type_is_type(type, "text", "plain")) continue;
        const std::unique_ptr<char, void (*)(gpointer)> text(g_mime_text_part_get_text(GMIME_TEXT_PART(part)), &g_free);
        if (text) return text.get();
    } while (g_mime_part_iter_next(parts.get()));
    return {};
}

// Lines without carriage returns and other control characters; what is no UTF-8 is none of ours.
std::string clean(const std::string& text) {
    std::string kept;
    for (const char letter : text)
        if (letter == '\n' || letter == '\t' || static_cast<unsigned char>(letter) >= ' ') kept += letter;
    return is_clean_text(kept) ? kept : std::string();
}

// --- Authentication-Results

// Comments are left out; quotes are taken off.
std::string without_comments(std::string_view field) {
    std::string plain;
    int depth = 0;
    bool quoted = false;
    for (std::size_t index = 0; index < field.size(); ++index) {
        const char letter = field[index];
        if (letter == '\\' && index + 1 < field.size()) {
            ++index;
            if (depth == 0) plain += field[index];
        } else if (letter == '"' && depth == 0) {
            quoted = !quoted;
        } else if (!quoted && letter == '(') {
            ++depth;
        } else if (!quoted && letter == ')' && depth > 0) {
            --depth;
        } else if (depth == 0) {
            plain += letter == '\t' || letter == '\r' || letter == '\n' ? ' ' : letter;
        }
    }
    return plain;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto& word : split(text, ' '))
        if (!trim(word).empty()) words.push_back(lower(trim(word)));
    return words;
}

// One method with its result and properties: "dmarc=pass header.from=firm.example".
bool passes(const std::vector<std::string>& words, std::string_view domain) {
    if (words.empty()) return false;
    const auto has = [&](const std::string& property) {
        return std::find(words.begin() + 1, words.end(), property + "=" + std::string(domain)) != words.end();
    };
    if (words.front() == "dmarc=pass") return has("header.from");
    if (words.front() == "dkim=pass") return has("header.d");
    return false;
}

}  // namespace

bool vouches_for(const std::vector<std::string>& fields, std::string_view authserv_id, std::string_view domain) {
    if (authserv_id.empty() || domain.empty()) return false;
    for (const auto& field : fields) {
        const auto parts = split(without_comments(field), ';');
        const auto server = words_of(parts.front());
        if (server.empty() || server.front() != lower(authserv_id)) continue;
        // The first of our server is its own: what comes below may have come with the message.
        return std::any_of(parts.begin() + 1, parts.end(),
                           [&](const std::string& part) { return passes(words_of(part), lower(domain)); });
    }
    return false;
}

Result<web::IncomingMail> read_message(std::string_view raw, const std::string& authserv_id) {
    if (raw.size() > message_bytes_max) return fail(ErrorKind::invalid, "the message is too large");
    start_gmime();
    const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.data(), raw.size()));
    const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Held<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) return fail(ErrorKind::invalid, "this is no message");
    web::IncomingMail mail;
    mail.digest = to_hex(sha256(raw));
    mail.sender = author_of(message.get());
    const char* subject = g_mime_message_get_subject(message.get());
    mail.subject = clean(subject ? subject : "");
    mail.text = clean(text_of(message.get()));
    mail.is_automatic = is_automatic(message.get(), mail.sender);
    const auto at = mail.sender.rfind('@');
    mail.is_authentic = at != std::string::npos && vouches_for(all_headers(message.get(), "authentication-results"),
                                                               authserv_id, mail.sender.substr(at + 1));
    return mail;
}

}  // namespace dimona::app
