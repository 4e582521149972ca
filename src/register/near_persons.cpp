#include "register/near_persons.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace dimona::registry {

namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t name_length_max = 40;  // a longer one is searched as it is

class Candidates {
public:
    explicit Candidates(Reader& reader) : reader_(reader) {}

    Status look(const std::string& family_name, const std::string& given_name, domain::IncompleteDate birth_date,
                Nearness nearness) {
        if (full()) return {};
        for (auto& person : DIMONA_TRY(reader_.persons_like(family_name, given_name, birth_date)))
            if (!full() && known_.insert(person.key).second) found_.push_back({std::move(person), nearness});
        return {};
    }
    [[nodiscard]] bool full() const { return found_.size() >= candidates_max; }
    [[nodiscard]] std::vector<Candidate> take() { return std::move(found_); }

private:
    Reader& reader_;
    std::set<domain::PersonKey> known_;
    std::vector<Candidate> found_;
};

bool is_real(domain::IncompleteDate date) {
    if (date.year < 1880 || date.month < 0 || date.month > 12 || date.day < 0) return false;
    if (date.month == 0 || date.day == 0) return date.day == 0 || date.month != 0;
    return (std::chrono::year{date.year} / date.month / date.day).ok();
}

}  // namespace

std::vector<std::string> names_near(const std::string& name) {
    std::set<std::string> near;
    if (name.empty() || name.size() > name_length_max) return {};
    for (std::size_t at = 0; at <= name.size(); ++at) {
        for (const char letter : letters) {
            near.insert(name.substr(0, at) + letter + name.substr(at));
            if (at < name.size()) near.insert(name.substr(0, at) + letter + name.substr(at + 1));
        }
        if (at < name.size() && name.size() > 1) near.insert(name.substr(0, at) + name.substr(at + 1));
        if (at + 1 < name.size()) {
            auto swapped = name;
            std::swap(swapped[at], swapped[at + 1]);
            near.insert(std::move(swapped));
        }
    }
    near.erase(name);
    return {near.begin(), near.end()};
}

std::vector<domain::IncompleteDate> dates_near(domain::IncompleteDate date) {
    const auto text = zero_padded(date.year, 4) + zero_padded(date.month, 2) + zero_padded(date.day, 2);
    std::vector<domain::IncompleteDate> near;
    const auto add = [&](const domain::IncompleteDate& other) {
        if (!(other == date) && is_real(other)) near.push_back(other);
    };
    for (std::size_t at = 0; at < text.size(); ++at)
        for (char digit = '0'; digit <= '9'; ++digit) {
            auto other = text;
            other[at] = digit;
            add({static_cast<int>(parse_digits(other.substr(0, 4)).value_or(0)),
                 static_cast<int>(parse_digits(other.substr(4, 2)).value_or(0)),
                 static_cast<int>(parse_digits(other.substr(6, 2)).value_or(0))});
        }
    add({date.year, date.day, date.month});
    return near;
}

Result<std::vector<Candidate>> persons_near(Reader& reader, const std::string& family_name,
                                            const std::string& given_name, domain::IncompleteDate birth_date) {
    Candidates candidates(reader);
    DIMONA_TRY_VOID(candidates.look(family_name, given_name, birth_date, Nearness::same));
    DIMONA_TRY_VOID(candidates.look(given_name, family_name, birth_date, Nearness::swapped));
    for (const auto& date : dates_near(birth_date))
        DIMONA_TRY_VOID(candidates.look(family_name, given_name, date, Nearness::birth_date));
    for (const auto& name : names_near(family_name))
        DIMONA_TRY_VOID(candidates.look(name, given_name, birth_date, Nearness::spelling));
    for (const auto& name : names_near(given_name))
        DIMONA_TRY_VOID(candidates.look(family_name, name, birth_date, Nearness::spelling));
    return candidates.take();
}

}  // namespace dimona::registry
