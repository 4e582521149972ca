// A small invented population to try the program with: the same one each time.
#pragma once

#include <string>
#include <vector>

#include "domain/employer/employer.hpp"
#include "domain/person/person.hpp"
#include "register/port/records.hpp"

namespace dimona::app {

struct DemoEmployer {
    std::string kind;  // ordinary horeca construction agency agriculture horticulture public secretariat
    domain::Employer employer;
};
// What a career database knows of a person; none for about half of them.
struct DemoCareer {
    std::size_t person;  // index
    domain::CareerQuarter row;
};
struct Population {
    std::vector<DemoEmployer> employers;
    std::vector<domain::Person> persons;  // sixty, keys not given yet
    std::vector<DemoCareer> careers;
    std::vector<registry::Mandate> mandates;  // of two employers to the secretariat
};

[[nodiscard]] Population demo_population();

}  // namespace dimona::app
