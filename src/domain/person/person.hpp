// A person as the registers know him or her, and what a career database says of former quarters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/local_time.hpp"
#include "domain/declaration/reading.hpp"
#include "domain/identifier/identifiers.hpp"

namespace dimona::domain {

struct Person {
    PersonKey key{};
    Ssin ssin = Ssin::from_stored(0);  // the current number
    std::vector<Ssin> replaced;        // former numbers; all lead here
    std::string family_name, given_name;
    std::optional<IncompleteDate> birth_date;
    std::optional<Sex> sex;
    std::string nationality;  // NIS code, may be empty
    friend bool operator==(const Person&, const Person&) = default;
};

// One quarter of a career. `percent` is of full-time work, with employers other than `employer` counted apart.
struct CareerQuarter {
    Quarter quarter{};
    std::optional<EmployerNumber> employer;  // whose occupation this is; absent for a pension row
    int percent = 0;                         // 0..100 and more: 80 = four fifths of full time
    bool pensioner = false;                  // known in the pension register in this quarter
    friend bool operator==(const CareerQuarter&, const CareerQuarter&) = default;
};

}  // namespace dimona::domain
