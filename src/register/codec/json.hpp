// Records to and from JSON, by their members (members.hpp).
//
// Writing is canonical: members in the order of members.hpp, absent ones, false flags and empty lists left
// out, no blanks: the same record always gives the same bytes. Reading refuses unknown members, wrong types
// and values outside their domain.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "register/codec/members.hpp"

namespace dimona::registry::codec {

namespace json = boost::json;

// A trace line is one text: the code, with '*' behind it when the rule found something.
[[nodiscard]] std::string trace_text(const domain::TraceLine& line);
[[nodiscard]] domain::TraceLine trace_line(std::string_view text);

// --- text and number forms of scalars; `read` gives false when the value is outside the domain
struct Scalars {
    static json::value write(const std::string& value) { return json::value(value); }
    static bool read(const json::value& from, std::string& value);
    static json::value write(bool value) { return json::value(value); }
    static bool read(const json::value& from, bool& value);
    static json::value write(int value) { return json::value(value); }
    static bool read(const json::value& from, int& value);
    static json::value write(std::int64_t value) { return json::value(value); }
    static bool read(const json::value& from, std::int64_t& value);

    static json::value write(LocalDate value) { return json::value(format_date(value)); }
    static bool read(const json::value& from, LocalDate& value);
    static json::value write(ClockTime value) { return json::value(format_hour(value)); }
    static bool read(const json::value& from, ClockTime& value);
    static json::value write(Instant value) { return json::value(value.time_since_epoch().count()); }
    static bool read(const json::value& from, Instant& value);

    template <class Tag>
    static json::value write(const Strong<Tag, std::int64_t>& value) {
        return json::value(value.value());
    }
    template <class Tag>
    static bool read(const json::value& from, Strong<Tag, std::int64_t>& value) {
        std::int64_t number = 0;
        if (!read(from, number)) return false;
        value = Strong<Tag, std::int64_t>{number};
        return true;
    }
    static json::value write(domain::EmployerNumber value) { return json::value(value.value()); }
    static bool read(const json::value& from, domain::EmployerNumber& value);
    static json::value write(domain::EnterpriseNumber value) { return json::value(value.value()); }
    static bool read(const json::value& from, domain::EnterpriseNumber& value);

    static json::value write(domain::Ssin value) { return json::value(value.value()); }
    static bool read(const json::value& from, domain::Ssin& value);
    static json::value write(domain::IncompleteDate value) { return json::value(domain::to_text(value)); }
    static bool read(const json::value& from, domain::IncompleteDate& value);

    template <class Enum>
        requires std::is_enum_v<Enum>
    static json::value write(Enum value) {
        if constexpr (std::same_as<Enum, domain::FlexiResult> || std::same_as<Enum, domain::Sex>)
            return json::value(static_cast<int>(value));
        else
            return json::value(domain::to_code(value));
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
    static bool read(const json::value& from, domain::Language& value);

    static json::value write(const domain::TraceLine& line) { return json::value(trace_text(line)); }
    static bool read(const json::value& from, domain::TraceLine& line);
    static json::value write(const domain::Effect& effect);
    static bool read(const json::value& from, domain::Effect& effect);
};

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
    } else {
        return Scalars::write(value);
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

// A record as one text, and back. An error means that the store was damaged or written by a newer program.
template <class T>
std::string write_document(const T& record) {
    return json::serialize(to_json(record));
}
template <class T>
Result<T> read_document(std::string_view text, const char* what) {
    boost::system::error_code error;
    const auto value = json::parse(text, error);
    T record = ObjectReader::make<T>();
    if (error || !from_json(value, record))
        return fail(ErrorKind::unsupported, std::string("a ") + what + " in the store can't be read", {},
                    "run `dimona verify`; if the chain is intact, use a newer program");
    return record;
}

}  // namespace dimona::registry::codec
