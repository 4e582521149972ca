#include "channel/web/words.hpp"

#include <unicode/smpdtfmt.h>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <mutex>

namespace dimona::web {

namespace {

namespace gettext = boost::locale::gnu_gettext;
using Facet = boost::locale::message_format<char>;

class CompiledCatalogue final : public Catalogue {
public:
    CompiledCatalogue(std::string_view language, std::string_view compiled)
        : locale_(std::locale::classic(), facet(language, compiled)) {}

    [[nodiscard]] std::string translate(const char* message) const override {
        const auto& messages = std::use_facet<Facet>(locale_);
        const char* found = messages.get(0, nullptr, message);
        return found && *found ? found : message;
    }

private:
    static Facet* facet(std::string_view language, std::string_view compiled) {
        gettext::messages_info info;
        info.language = std::string(language);
        info.encoding = "UTF-8";
        info.domains.emplace_back("dimona");
        info.paths.emplace_back("");
        info.callback = [compiled](const std::string&, const std::string&) {
            return std::vector<char>(compiled.begin(), compiled.end());
        };
        return gettext::create_messages_facet<char>(info);
    }
    std::locale locale_;
};

class NoCatalogue final : public Catalogue {
public:
    [[nodiscard]] std::string translate(const char* message) const override { return message; }
};

// One formatter a language and pattern; ICU's are not for several threads at once.
std::string formatted(domain::Language language, const char* pattern, LocalDate day) {
    static std::mutex mutex;
    static std::map<std::pair<domain::Language, std::string>, std::unique_ptr<icu::SimpleDateFormat>> formats;
    const std::lock_guard lock(mutex);
    auto& format = formats[{language, pattern}];
    if (!format) {
        UErrorCode problem = U_ZERO_ERROR;
        const std::string name(domain::to_code(language));
        format = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8(pattern),
                                                         icu::Locale(name.c_str(), "BE"), problem);
        format->setTimeZone(*icu::TimeZone::getGMT());
    }
    icu::UnicodeString text;
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count();
    format->format(static_cast<UDate>(ms), text);
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

bool dots_after_day(domain::Language language) { return language == domain::Language::de; }

}  // namespace

std::shared_ptr<const Catalogue> read_catalogue(std::string_view language, std::string_view compiled) {
    if (compiled.empty()) return std::make_shared<NoCatalogue>();
    return std::make_shared<CompiledCatalogue>(language, compiled);
}

std::string Words::operator()(const char* message) const { return catalogue_->translate(message); }
std::string Words::operator()(const char* message, const std::vector<Placeholder>& values) const {
    return fill_in(catalogue_->translate(message), values);
}

std::string Words::day(LocalDate day) const {
    return formatted(language_, dots_after_day(language_) ? "d. MMMM yyyy" : "d MMMM yyyy", day);
}
std::string Words::short_day(LocalDate day) const {
    return formatted(language_, dots_after_day(language_) ? "dd.MM.yyyy" : "dd/MM/yyyy", day);
}
std::string Words::weekday(LocalDate day) const {
    return formatted(language_, dots_after_day(language_) ? "EEEE, d. MMMM yyyy" : "EEEE d MMMM yyyy", day);
}
std::string Words::month(LocalDate day) const { return formatted(language_, "LLLL yyyy", day); }
std::string Words::hour(ClockTime hour) const {
    const auto text = format_hour(hour);
    return text.substr(0, 2) + ":" + text.substr(2);
}
std::string Words::moment(Instant instant) const {
    const auto local = brussels_time(instant);
    const auto date = std::chrono::floor<std::chrono::days>(local);
    const ClockTime of_day{static_cast<int>((local - LocalTime{date}).count())};
    return day(date) + ", " + hour(of_day);
}
std::string Words::quarter(Quarter quarter) const {
    return (*this)(DIMONA_MESSAGE("quarter {number} of {year}"),
                   {{"number", std::to_string(quarter.number)}, {"year", std::to_string(quarter.year)}});
}
std::string Words::pair(const std::string& what, const std::string& which) const {
    return (*this)(DIMONA_MESSAGE("{what}: {which}"), {{"what", what}, {"which", which}});
}
std::string Words::with_days(const std::string& text) const {
    constexpr std::size_t length = 10;
    std::string written;
    for (std::size_t at = 0; at < text.size();) {
        const auto date = parse_date(std::string_view(text).substr(at, length));
        written += date ? short_day(*date) : text.substr(at, 1);
        at += date ? length : 1;
    }
    return written;
}

}  // namespace dimona::web
