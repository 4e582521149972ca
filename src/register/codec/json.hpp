// Records to and from JSON, by their members (members.hpp).
//
// Writing is canonical: members in the order of members.hpp, absent ones, false flags and empty lists left
// out, no blanks: the same record always gives the same bytes. Reading refuses unknown members, wrong types
// and values outside their domain.
#pragma once

#include <array>
#include <boost/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/employer/categories.hpp"
#include "domain/employer/public_body.hpp"
#include "domain/mandate/mandate.hpp"
#include "register/codec/members.hpp"

namespace dimona::registry::codec {

namespace json = boost::json;

// A trace line is one text: the code, with '*' behind it when the rule found something.
[[nodiscard]] std::string trace_text(const domain::TraceLine& line);
[[nodiscard]] domain::TraceLine trace_line(std::string_view text);

// --- scalars: `plain` gives the text, number or truth that stands for a value, `read` gives false when what stands
// there is outside the domain
struct Scalars {
    static const std::string& plain(const std::string& value) { return value; }
    static bool read(const json::value& from, std::string& value);
    static bool plain(bool value) { return value; }
    static bool read(const json::value& from, bool& value);
    static std::int64_t plain(int value) { return value; }
    static bool read(const json::value& from, int& value);
    static std::int64_t plain(std::int64_t value) { return value; }
    static bool read(const json::value& from, std::int64_t& value);

    static std::string plain(LocalDate value) { return format_date(value); }
    static bool read(const json::value& from, LocalDate& value);
    static std::string plain(ClockTime value) { return format_hour(value); }
    static bool read(const json::value& from, ClockTime& value);
    static std::int64_t plain(Instant value) { return value.time_since_epoch().count(); }
    static bool read(const json::value& from, Instant& value);

    template <class Tag>
    static std::int64_t plain(const Strong<Tag, std::int64_t>& value) {
        return value.value();
    }
    template <class Tag>
    static bool read(const json::value& from, Strong<Tag, std::int64_t>& value) {
        std::int64_t number = 0;
        if (!read(from, number)) return false;
        value = Strong<Tag, std::int64_t>{number};
        return true;
    }
    static std::int64_t plain(domain::EmployerNumber value) { return value.value(); }
    static bool read(const json::value& from, domain::EmployerNumber& value);
    static std::int64_t plain(domain::EnterpriseNumber value) { return value.value(); }
    static bool read(const json::value& from, domain::EnterpriseNumber& value);

    static std::int64_t plain(domain::Ssin value) { return value.value(); }
    static bool read(const json::value& from, domain::Ssin& value);
    static std::string plain(domain::IncompleteDate value) { return domain::to_text(value); }
    static bool read(const json::value& from, domain::IncompleteDate& value);

    template <class Enum>
        requires std::is_enum_v<Enum>
    static auto plain(Enum value) {
        if constexpr (std::same_as<Enum, domain::FlexiResult> || std::same_as<Enum, domain::Sex>)
            return static_cast<std::int64_t>(value);
        else if constexpr (requires { domain::to_code(value); })
            return std::string_view(domain::to_code(value));
        else
            return std::string_view(to_code(value));
    }
    static bool read(const json::value& from, domain::Kind& value);
    static bool read(const json::value& from, domain::RegistrationAction& value);
    static bool read(const json::value& from, domain::Channel& value);
    static bool read(const json::value& from, domain::WorkerType& value);
    static bool read(const json::value& from, domain::JointCommittee& value);
    static bool read(const json::value& from, domain::Verdict& value);
    static bool read(const json::value& from, domain::Severity& value);
    static bool read(const json::value& from, domain::QuotaType& value);
    static bool read(const json::value& from, domain::FlexiResult& value);
    static bool read(const json::value& from, domain::Sex& value);
    static bool read(const json::value& from, domain::EmployerCategory& value);
    static bool read(const json::value& from, domain::EmployerKind& value);
    static bool read(const json::value& from, domain::Language& value);
    static bool read(const json::value& from, domain::PublicBodyKind& value);
    static bool read(const json::value& from, domain::MandataryKind& value);
    static bool read(const json::value& from, domain::MandateState& value);
    static bool read(const json::value& from, domain::MandateForm& value);

    // Enums of this room have `bool from_code(std::string_view, Enum&)` beside their to_code().
    template <class Enum>
        requires requires(std::string_view code, Enum& value) {
            { from_code(code, value) } -> std::same_as<bool>;
        }
    static bool read(const json::value& from, Enum& value) {
        return from.is_string() && from_code(std::string_view(from.get_string()), value);
    }

    static std::string plain(const domain::TraceLine& line) { return trace_text(line); }
    static bool read(const json::value& from, domain::TraceLine& line);
    static bool read(const json::value& from, domain::Effect& effect);
};

// An effect is an object of one member, which says what it does and to what.
[[nodiscard]] std::string_view name_of(const domain::Effect& effect);
[[nodiscard]] inline const domain::Period& value_of(const domain::PutPeriod& effect) { return effect.after; }
[[nodiscard]] inline const domain::Registration& value_of(const domain::PutRegistration& effect) {
    return effect.after;
}
[[nodiscard]] inline const domain::AdjustEmployerQuota& value_of(const domain::AdjustEmployerQuota& effect) {
    return effect;
}
[[nodiscard]] inline bool value_of(const domain::OpenIdentificationCase&) { return true; }

template <class T>
json::value to_json(const T& value);
template <class T>
bool from_json(const json::value& from, T& value);

struct ObjectWriter {
    json::object& into;

    template <class T>
    void operator()(std::string_view name, const std::optional<T>& value) {
        if (value) into.emplace(name, to_json(*value));
    }
    template <class T>
    void operator()(std::string_view name, const std::vector<T>& list) {
        if (list.empty()) return;
        json::array array;
        array.reserve(list.size());
        for (const auto& item : list) array.push_back(to_json(item));
        into.emplace(name, std::move(array));
    }
    template <class T>
    void operator()(std::string_view name, const std::set<T>& set) {
        (*this)(name, std::vector<T>(set.begin(), set.end()));
    }
    void operator()(std::string_view name, bool value) {
        if (value) into.emplace(name, true);
    }
    template <class T>
    void operator()(std::string_view name, const T& value) {
        into.emplace(name, to_json(value));
    }
};

struct ObjectReader {
    const json::object& from;
    std::size_t taken = 0;
    std::string_view wrong = {};  // the first member that could not be read

    template <class T>
    void operator()(std::string_view name, std::optional<T>& value) {
        if (const auto* found = take(name)) {
            value.emplace(make<T>());
            note(name, from_json(*found, *value));
        }
    }
    template <class T>
    void operator()(std::string_view name, std::vector<T>& list) {
        const auto* found = take(name);
        if (!found) return;
        if (!found->is_array()) return note(name, false);
        for (const auto& item : found->get_array()) {
            list.push_back(make<T>());
            note(name, from_json(item, list.back()));
        }
    }
    template <class T>
    void operator()(std::string_view name, std::set<T>& set) {
        std::vector<T> list;
        (*this)(name, list);
        set.insert(list.begin(), list.end());
    }
    void operator()(std::string_view name, bool& value) {
        value = false;
        if (const auto* found = take(name)) note(name, Scalars::read(*found, value));
    }
    template <class T>
    void operator()(std::string_view name, T& value) {
        const auto* found = take(name);
        note(name, found && from_json(*found, value));
    }
    [[nodiscard]] bool complete() const { return wrong.empty() && taken == from.size(); }

    template <class T>
    static T make() {
        if constexpr (std::same_as<T, domain::EmployerNumber> || std::same_as<T, domain::EnterpriseNumber> ||
                      std::same_as<T, domain::Ssin>)
            return T::from_stored(0);
        else
            return T{};
    }

private:
    const json::value* take(std::string_view name) {
        const auto* found = from.if_contains(name);
        if (found) ++taken;
        return found;
    }
    void note(std::string_view name, bool ok) {
        if (!ok && wrong.empty()) wrong = name;
    }
};

template <class T>
inline constexpr bool is_record = requires(ObjectWriter& writer, const T& record) { members(writer, record); };

template <class T>
json::value to_json(const T& value) {
    if constexpr (is_record<T>) {
        json::object object;
        ObjectWriter writer{object};
        members(writer, value);
        return object;
    } else if constexpr (std::same_as<T, domain::Effect>) {
        return json::object{{name_of(value), std::visit([](const auto& is) { return to_json(value_of(is)); }, value)}};
    } else {
        return json::value(Scalars::plain(value));
    }
}

template <class T>
bool from_json(const json::value& from, T& value) {
    if constexpr (is_record<T>) {
        if (!from.is_object()) return false;
        ObjectReader reader{from.get_object()};
        members(reader, value);
        return reader.complete();
    } else {
        return Scalars::read(from, value);
    }
}

// --- the same as text, without a tree in between: every declaration is written twice
void append_plain(std::string& text, std::string_view value);
void append_plain(std::string& text, std::int64_t value);
inline void append_plain(std::string& text, bool value) { text.append(value ? "true" : "false"); }

template <class T>
void append_json(std::string& text, const T& value);

struct TextWriter {
    std::string& into;
    bool is_first = true;

    template <class T>
    void operator()(std::string_view name, const std::optional<T>& value) {
        if (value) (*this)(name, *value);
    }
    template <class T>
    void operator()(std::string_view name, const std::vector<T>& list) {
        append_list(name, list);
    }
    template <class T>
    void operator()(std::string_view name, const std::set<T>& set) {
        append_list(name, set);
    }
    void operator()(std::string_view name, bool value) {
        if (!value) return;
        begin(name);
        append_plain(into, value);
    }
    template <class T>
    void operator()(std::string_view name, const T& value) {
        begin(name);
        append_json(into, value);
    }

private:
    void begin(std::string_view name) {  // names need no escapes
        if (!is_first) into.push_back(',');
        is_first = false;
        into.append("\"").append(name).append("\":");
    }
    template <class List>
    void append_list(std::string_view name, const List& list) {
        if (list.empty()) return;
        begin(name);
        char before = '[';
        for (const auto& item : list) {
            into.push_back(std::exchange(before, ','));
            append_json(into, item);
        }
        into.push_back(']');
    }
};

template <class T>
void append_json(std::string& text, const T& value) {
    if constexpr (is_record<T>) {
        text.push_back('{');
        TextWriter writer{text};
        members(writer, value);
        text.push_back('}');
    } else if constexpr (std::same_as<T, domain::Effect>) {
        text.append("{\"").append(name_of(value)).append("\":");
        std::visit([&](const auto& is) { append_json(text, value_of(is)); }, value);
        text.push_back('}');
    } else {
        append_plain(text, Scalars::plain(value));
    }
}

// A record as one text, and back. An error means that the store was damaged or written by a newer program.
template <class T>
std::string write_document(const T& record) {
    constexpr std::size_t enough_for_most = 1'536;
    std::string text;
    text.reserve(enough_for_most);
    append_json(text, record);
    return text;
}
[[nodiscard]] Error unreadable(const char* what);

template <class T>
Result<T> read_document(std::string_view text, const char* what) {
    constexpr std::size_t enough_for_most = 8'192;
    std::array<unsigned char, enough_for_most> room;
    json::monotonic_resource memory(room.data(), room.size());
    boost::system::error_code error;
    const auto value = json::parse(text, error, &memory);
    T record = ObjectReader::make<T>();
    if (error || !from_json(value, record)) return tl::unexpected(unreadable(what));
    return record;
}

}  // namespace dimona::registry::codec
