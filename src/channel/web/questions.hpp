// The questions of a declaration: which there are, how they are asked, how an answer is read. Which of them a
// declaration needs is not decided here but by the field catalogue (domain/rules/field_catalogue.hpp).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "channel/web/components/form.hpp"
#include "channel/web/form_data.hpp"
#include "channel/web/words.hpp"
#include "domain/declaration/request.hpp"

namespace dimona::web {

enum class Control { text, number, date, hour, committee, type, flexi_form, country, sex, nature, status };

struct Question {
    std::string_view place;  // member of the declaration, as fields.csv names it; also the name of the control
    std::string_view group;  // the page on which it stands
    Control control = Control::text;
    const char* label = "";  // message
    const char* hint = "";   // message
    std::string_view width = {};
};
[[nodiscard]] const std::vector<Question>& questions();
[[nodiscard]] const Question* question_at(std::string_view place);
// Pages of an IN, in order, with the title of each.
struct Group {
    std::string_view name;
    const char* title;
};
[[nodiscard]] const std::vector<Group>& groups();
// As the name of a line: a page that asks one thing has a whole question as its label.
[[nodiscard]] const char* short_label(const Question& question);
// Zones that the glossary asks for when the worker has no number; the rest may be left open.
[[nodiscard]] bool is_needed_without_number(std::string_view place);
// Id of the control, for links from the error summary: no dots.
[[nodiscard]] std::string control_id(std::string_view place);

using Answers = std::map<std::string, std::string>;
struct Problem {
    std::string place, text;
    std::string part = {};  // "day", "month", "year" of a date
};
using Problems = std::vector<Problem>;

// Which choices a list of codes offers.
struct Offer {
    std::vector<Option> committees, types;
};

// Names and shapes of controls, when they are not the usual ones.
struct Naming {
    struct Name {
        std::string_view place, id, name;
    };
    std::vector<Name> names = {};
    bool as_lists = false;            // codes are chosen from a list, not by radio buttons
    bool whole_dates = false;         // a date is typed into one control, as day/month/year
    bool may_lack_committee = false;  // "none" is an answer

    [[nodiscard]] std::string id_of(std::string_view place) const;
    [[nodiscard]] std::string name_of(std::string_view place) const;
};

class QuestionForm {
public:
    QuestionForm(const Words& words, const domain::Rulebook& rulebook, LocalDate today, Offer offer, Naming naming = {})
        : t_(words), rulebook_(rulebook), today_(today), offer_(std::move(offer)), naming_(std::move(naming)) {}

    // `values` are answers, or what was typed in a form that is shown again; `inside`: what belongs to one of the
    // answers, and is shown with it.
    [[nodiscard]] Html ask(const Question& question, bool needed, const Answers& values, const Problems& problems,
                           bool is_page_heading = false, const std::map<std::string, Html>& inside = {}) const;
    // Reads what was typed into `answers`; what can't be read is a problem, and the answer stays as it was typed.
    void read(const Question& question, bool needed, const FormData& form, Answers& answers, Problems& problems) const;
    // An answer in words.
    [[nodiscard]] std::string shown(const Question& question, const std::string& answer) const;
    // Links of the error summary.
    [[nodiscard]] static std::vector<std::pair<std::string, std::string>> links(const Problems& problems,
                                                                                const Naming& naming = {});

private:
    [[nodiscard]] FormGroup group_of(const Question& question, bool needed, const Problems& problems) const;
    [[nodiscard]] std::vector<Option> options_of(const Question& question) const;
    [[nodiscard]] Html ask_choice(const Question& question, const Label& label, FormGroup group,
                                  const std::string& value, const std::map<std::string, Html>& inside) const;
    void read_date(const Question& question, const FormData& form, Answers& answers, Problems& problems) const;
    void read_whole_date(const Question& question, const FormData& form, Answers& answers, Problems& problems) const;

    const Words& t_;
    const domain::Rulebook& rulebook_;
    LocalDate today_;
    Offer offer_;
    Naming naming_;
};

// "8", "8:30", "08.30", "8h30", "0830" -> "0830"; what is no hour comes back as it was.
[[nodiscard]] std::string hour_typed(std::string_view text);
// Blanks, dots, dashes and slashes in numbers mean nothing.
[[nodiscard]] std::string number_typed(std::string_view text);

// The declaration that the answers make.
[[nodiscard]] domain::DeclarationRequest request_of(domain::Kind kind, const Answers& answers);

}  // namespace dimona::web
