// What the pages say, in four languages. Messages are written in English where they are used; web/locale holds what
// they are in Dutch, French and German (gettext). {name} stands for a value.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/local_time.hpp"
#include "base/text.hpp"
#include "domain/rules/rulebook.hpp"

namespace dimona::web {

// Marks a message that is translated later, so that it is found in the source.
#define DIMONA_MESSAGE(text) text

class Catalogue {
public:
    virtual ~Catalogue() = default;
    // The message itself when there is no translation.
    [[nodiscard]] virtual std::string translate(const char* message) const = 0;
};
// `compiled` is the content of a .mo file.
[[nodiscard]] std::shared_ptr<const Catalogue> read_catalogue(std::string_view language, std::string_view compiled);

class Words {
public:
    Words(domain::Language language, std::shared_ptr<const Catalogue> catalogue)
        : language_(language), catalogue_(std::move(catalogue)) {}

    [[nodiscard]] std::string operator()(const char* message) const;
    [[nodiscard]] std::string operator()(const char* message, const std::vector<Placeholder>& values) const;

    [[nodiscard]] domain::Language language() const { return language_; }
    [[nodiscard]] std::string code() const { return std::string(domain::to_code(language_)); }
    // One of four texts of the rulebook.
    [[nodiscard]] const std::string& of(const domain::Texts& texts) const {
        return texts[static_cast<std::size_t>(language_)];
    }

    [[nodiscard]] std::string day(LocalDate day) const;        // 4 May 2026
    [[nodiscard]] std::string short_day(LocalDate day) const;  // 04/05/2026
    [[nodiscard]] std::string weekday(LocalDate day) const;    // Monday 4 May 2026
    [[nodiscard]] std::string month(LocalDate day) const;      // May 2026
    [[nodiscard]] std::string hour(ClockTime hour) const;      // 08:05
    [[nodiscard]] std::string moment(Instant instant) const;   // 4 May 2026, 08:05
    [[nodiscard]] std::string quarter(Quarter quarter) const;  // quarter 2 of 2026

    // "Periods: declared late", with the blanks that the language wants.
    [[nodiscard]] std::string pair(const std::string& what, const std::string& which) const;
    // A text in which days stand as 2026-05-04, with days as people write them.
    [[nodiscard]] std::string with_days(const std::string& text) const;

private:
    domain::Language language_;
    std::shared_ptr<const Catalogue> catalogue_;
};

}  // namespace dimona::web
