#include "app/mail.hpp"

#include <curl/curl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "base/digest.hpp"

namespace dimona::app {

namespace {

namespace fs = std::filesystem;

constexpr long send_time_max_s = 30;
constexpr std::size_t id_bytes = 12, base64_line = 76;

// RFC 4648 with padding: what MIME wants, in lines.
std::string in_lines(const std::string& text, bool broken) {
    std::string encoded;
    const auto size = text.size();
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t index = 0; index < size; index += 3) {
        unsigned bits = 0;
        for (std::size_t byte = 0; byte < 3; ++byte)
            bits = bits << 8U | (index + byte < size ? static_cast<unsigned char>(text[index + byte]) : 0U);
        for (std::size_t part = 0; part < 4; ++part)
            encoded += index + part <= size ? alphabet[(bits >> (18 - 6 * part)) & 63U] : '=';
    }
    if (!broken) return encoded;
    std::string lines;
    for (std::size_t index = 0; index < encoded.size(); index += base64_line)
        lines += encoded.substr(index, base64_line) + "\r\n";
    return lines;
}

std::string message_of(const registry::Letter& letter, const std::string& sender, Instant now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    return fmt::format(
        "From: {}\r\nTo: {}\r\nSubject: =?UTF-8?B?{}?=\r\nDate: {:%a, %d %b %Y %H:%M:%S} +0000\r\n"
        "Message-ID: <{}@dimona>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
        "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n{}",
        sender, letter.to, in_lines(letter.subject, false), fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
        base64url(random_bytes(id_bytes)), in_lines(letter.text, true));
}

class FolderPostman final : public registry::Postman {
public:
    FolderPostman(MailSettings settings, const Clock& clock) : settings_(std::move(settings)), clock_(clock) {}

    // Written under another name first: nobody collects half a letter.
    Status send(const registry::Letter& letter) override {
        const auto message = message_of(letter, settings_.sender, clock_.now());
        const auto name = settings_.folder + "/" + to_hex(sha256(message)).substr(0, 2 * id_bytes);
        std::error_code problem;
        fs::create_directories(settings_.folder, problem);
        fs::permissions(settings_.folder, fs::perms::owner_all, problem);
        std::ofstream stream(name + ".part", std::ios::binary);
        stream << message;
        stream.close();
        if (stream) fs::rename(name + ".part", name + ".eml", problem);
        if (!stream || problem)
            return fail(ErrorKind::unavailable, "a letter can't be written", settings_.folder, "check the disk");
        return {};
    }

private:
    MailSettings settings_;
    const Clock& clock_;
};

class SmtpPostman final : public registry::Postman {
public:
    SmtpPostman(MailSettings settings, const Clock& clock) : settings_(std::move(settings)), clock_(clock) {}

    Status send(const registry::Letter& letter) override {
        const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), &curl_easy_cleanup);
        const std::unique_ptr<curl_slist, void (*)(curl_slist*)> recipients(
            curl_slist_append(nullptr, letter.to.c_str()), &curl_slist_free_all);
        if (!curl || !recipients) return fail(ErrorKind::internal, "libcurl can't be started");
        Upload upload{message_of(letter, settings_.sender, clock_.now()), 0};
        curl_easy_setopt(curl.get(), CURLOPT_URL, settings_.server.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
        if (!settings_.user.empty()) {
            curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
            curl_easy_setopt(curl.get(), CURLOPT_USERNAME, settings_.user.c_str());
            curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, settings_.password.c_str());
        }
        curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, settings_.sender.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
        curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, send_time_max_s);
        curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, read);
        curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
        if (const auto problem = curl_easy_perform(curl.get()); problem != CURLE_OK)
            return fail(ErrorKind::unavailable, std::string("a letter can't be sent: ") + curl_easy_strerror(problem),
                        settings_.server, "check --mail-server");
        return {};
    }

private:
    struct Upload {
        std::string text;
        std::size_t sent;
    };
    static std::size_t read(char* into, std::size_t size, std::size_t count, void* from) {
        auto& upload = *static_cast<Upload*>(from);
        const auto bytes = upload.text.copy(into, size * count, upload.sent);
        upload.sent += bytes;
        return bytes;
    }
    MailSettings settings_;
    const Clock& clock_;
};

}  // namespace

std::unique_ptr<registry::Postman> make_postman(MailSettings settings, const Clock& clock) {
    if (settings.server.empty()) return std::make_unique<FolderPostman>(std::move(settings), clock);
    return std::make_unique<SmtpPostman>(std::move(settings), clock);
}

}  // namespace dimona::app
