#include "app/inbox/mailbox.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <boost/url/parse.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "app/inbox/message.hpp"
#include "base/text.hpp"

namespace dimona::app {

namespace {

namespace fs = std::filesystem;

constexpr long time_max_s = 30;
constexpr std::size_t messages_at_once = 100;

tl::unexpected<Error> unreachable(const std::string& why, const std::string& place) {
    return fail(ErrorKind::unavailable, "the inbox can't be read: " + why, place, "check --inbox");
}

class Maildir final : public Mailbox {
public:
    explicit Maildir(std::string folder) : folder_(std::move(folder)) {}

    Status each_new(const std::function<Status(const std::string&)>& take) override {
        std::error_code problem;
        std::vector<fs::path> files;
        for (fs::directory_iterator entry(folder_ + "/new", problem), end; !problem && entry != end;
             entry.increment(problem))
            if (entry->is_regular_file(problem)) files.push_back(entry->path());
        if (problem) return unreachable(problem.message(), folder_);
        std::sort(files.begin(), files.end());
        if (files.size() > messages_at_once) files.resize(messages_at_once);
        for (const auto& file : files) {
            DIMONA_TRY_VOID(take(content_of(file)));
            // Seen and replied to, as other programs understand it.
            fs::rename(file, folder_ + "/cur/" + file.filename().string() + ":2,RS", problem);
            if (problem) return unreachable(problem.message(), folder_ + "/cur");
        }
        return {};
    }

private:
    // More than a message may have is not read.
    static std::string content_of(const fs::path& file) {
        std::ifstream stream(file, std::ios::binary);
        std::string content(message_bytes_max + 1, '\0');
        stream.read(content.data(), static_cast<std::streamsize>(content.size()));
        content.resize(static_cast<std::size_t>(stream.gcount()));
        return content;
    }
    std::string folder_;
};

class Imap final : public Mailbox {
public:
    explicit Imap(InboxSettings settings) : settings_(std::move(settings)) {}

    Status each_new(const std::function<Status(const std::string&)>& take) override {
        std::size_t handled = 0;
        for (const auto& number : DIMONA_TRY(search())) {
            if (++handled > messages_at_once) break;
            DIMONA_TRY_VOID(take(DIMONA_TRY(ask(settings_.place + "/;UID=" + number, {}))));
            DIMONA_TRY(ask(settings_.place, "UID STORE " + number + " +FLAGS (\\Answered \\Seen)"));
        }
        return {};
    }

private:
    // "* SEARCH 4 9 12"
    Result<std::vector<std::string>> search() {
        const auto answer = DIMONA_TRY(ask(settings_.place, "UID SEARCH UNANSWERED UNDELETED"));
        std::vector<std::string> numbers;
        for (const auto& line : split(answer, '\n')) {
            const auto words = split(trim(line), ' ');
            if (words.size() < 2 || words[0] != "*" || words[1] != "SEARCH") continue;
            for (std::size_t index = 2; index < words.size(); ++index)
                if (parse_digits(words[index])) numbers.push_back(words[index]);
        }
        return numbers;
    }

    Result<std::string> ask(const std::string& address, const std::string& command) {
        const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), &curl_easy_cleanup);
        if (!curl) return fail(ErrorKind::internal, "libcurl can't be started");
        std::string answer;
        curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "imap,imaps");
        // Without TLS no password is sent, but to this machine itself.
        const auto url = boost::urls::parse_uri(settings_.place);
        const bool is_local = url && (url->host() == "127.0.0.1" || url->host() == "localhost");
        curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(is_local ? CURLUSESSL_TRY : CURLUSESSL_ALL));
        curl_easy_setopt(curl.get(), CURLOPT_USERNAME, settings_.user.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, settings_.password.c_str());
        if (!command.empty()) curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, command.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, time_max_s);
        curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep);
        curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
        const auto problem = curl_easy_perform(curl.get());
        if (problem != CURLE_OK) return unreachable(curl_easy_strerror(problem), settings_.place);
        return answer;
    }
    // A message that is too large is cut off: it is then none that can be read.
    static std::size_t keep(const char* from, std::size_t size, std::size_t count, void* into) {
        auto& text = *static_cast<std::string*>(into);
        const auto room = message_bytes_max + 1 - std::min(message_bytes_max + 1, text.size());
        text.append(from, std::min(size * count, room));
        return size * count;
    }
    InboxSettings settings_;
};

}  // namespace

Result<std::unique_ptr<Mailbox>> open_mailbox(const InboxSettings& settings) {
    if (settings.place.starts_with("imap://") || settings.place.starts_with("imaps://"))
        return std::unique_ptr<Mailbox>(std::make_unique<Imap>(settings));
    std::error_code problem;
    for (const char* part : {"/new", "/cur", "/tmp"}) {
        fs::create_directories(settings.place + part, problem);
        if (problem) return unreachable(problem.message(), settings.place + part);
    }
    return std::unique_ptr<Mailbox>(std::make_unique<Maildir>(settings.place));
}

}  // namespace dimona::app
