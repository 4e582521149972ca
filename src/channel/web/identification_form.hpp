// The questions of an employer identification: how each is asked, how an answer is read, how it is shown again. Which
// questions there are, and what follows from them, is decided by the register (register/employer_identification.hpp).
#pragma once

#include "channel/web/components/content.hpp"
#include "channel/web/questions.hpp"
#include "register/employer_identification.hpp"

namespace dimona::web {

using registry::IdentificationAnswers;
using registry::IdentificationStep;
using registry::RegisterCheck;

class IdentificationForm {
public:
    IdentificationForm(const Words& words, const domain::Rulebook& rulebook, LocalDate today)
        : t_(words), rulebook_(rulebook), today_(today) {}

    [[nodiscard]] std::string title(IdentificationStep step) const;
    // In one or two words, where it stands before its answer.
    [[nodiscard]] std::string subject(IdentificationStep step) const;
    // `typed`: what was sent, when the page is shown again; otherwise null.
    [[nodiscard]] Html ask(IdentificationStep step, const IdentificationAnswers& answers, const RegisterCheck& check,
                           const FormData* typed, const Problems& problems) const;
    // Reads into `answers`; what can't be read is a problem.
    void read(IdentificationStep step, const FormData& form, const RegisterCheck& check, IdentificationAnswers& answers,
              Problems& problems) const;
    // Key and value of what was answered.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> shown(IdentificationStep step,
                                                                         const IdentificationAnswers& answers,
                                                                         const RegisterCheck& check) const;

    // What the register knows: public data.
    [[nodiscard]] Html register_view(const registry::Enterprise& enterprise) const;
    // What is missing there, and how one completes it; empty when nothing is.
    [[nodiscard]] Html gaps_view(const std::vector<std::string>& gaps) const;
    [[nodiscard]] std::vector<std::string> gap_lines(const std::vector<std::string>& gaps) const;

    [[nodiscard]] std::string activity_text(const std::string& nace) const;
    [[nodiscard]] std::string committee_line(const std::string& committee) const;

private:
    struct Asked {
        const FormData* typed;
        const Problems& problems;
    };
    [[nodiscard]] std::string value(const Asked& asked, const char* name, const std::string& known) const;
    [[nodiscard]] FormGroup group(const Asked& asked, const char* name, const std::string& hint = {}) const;
    [[nodiscard]] Html text(const Asked& asked, const char* name, const std::string& label, const std::string& known,
                            const std::string& hint = {}, const char* width = "", const char* autocomplete = "off",
                            const char* inputmode = "", const char* type = "text") const;
    [[nodiscard]] Html date(const Asked& asked, const char* name, const std::string& legend,
                            std::optional<LocalDate> known, const std::string& hint, bool is_page_heading) const;
    [[nodiscard]] Html yes_no(const Asked& asked, const char* name, const std::string& legend,
                              std::optional<bool> known, const std::string& hint, const Html& when_yes) const;

    [[nodiscard]] Html ask_kind(const Asked& asked, const IdentificationAnswers& answers) const;
    [[nodiscard]] Html ask_enterprise(const Asked& asked, const IdentificationAnswers& answers) const;
    [[nodiscard]] Html ask_identity(const Asked& asked, const IdentificationAnswers& answers,
                                    const RegisterCheck& check) const;
    [[nodiscard]] Html ask_contact(const Asked& asked, const IdentificationAnswers& answers) const;
    [[nodiscard]] Html ask_activity(const Asked& asked, const IdentificationAnswers& answers,
                                    const RegisterCheck& check) const;
    [[nodiscard]] Html ask_workers(const Asked& asked, const IdentificationAnswers& answers) const;
    [[nodiscard]] Html ask_committees(const Asked& asked, const IdentificationAnswers& answers) const;
    [[nodiscard]] Html ask_establishments(const Asked& asked, const IdentificationAnswers& answers,
                                          const RegisterCheck& check) const;
    [[nodiscard]] Html ask_insurer(const Asked& asked, const IdentificationAnswers& answers) const;
    [[nodiscard]] Html ask_take_over(const Asked& asked, const IdentificationAnswers& answers) const;
    [[nodiscard]] Html ask_mandatary(const Asked& asked, const IdentificationAnswers& answers) const;

    [[nodiscard]] std::string needed(const FormData& form, const char* name, std::size_t length_max,
                                     const std::string& missing, Problems& problems) const;
    [[nodiscard]] std::optional<LocalDate> read_date(const FormData& form, const char* name, const std::string& missing,
                                                     Problems& problems) const;
    [[nodiscard]] std::optional<domain::EnterpriseNumber> read_enterprise(const FormData& form, const char* name,
                                                                          Problems& problems) const;
    void read_identity(const FormData& form, const RegisterCheck& check, IdentificationAnswers& answers,
                       Problems& problems) const;
    void read_contact(const FormData& form, IdentificationAnswers& answers, Problems& problems) const;
    void read_workers(const FormData& form, IdentificationAnswers& answers, Problems& problems) const;
    void read_committees(const FormData& form, IdentificationAnswers& answers, Problems& problems) const;

    const Words& t_;
    const domain::Rulebook& rulebook_;
    LocalDate today_;
};

[[nodiscard]] std::string category_text(const Words& words, domain::EmployerCategory category);
[[nodiscard]] std::string categories_text(const Words& words, const std::set<domain::EmployerCategory>& categories);
// What was done about an employer; the code itself when it is no such act.
[[nodiscard]] std::string employer_act_text(const Words& words, const std::string& code);
[[nodiscard]] std::string enterprise_text(domain::EnterpriseNumber number);  // "0471.100.187"
[[nodiscard]] std::string language_name(domain::Language language);          // in itself: "Nederlands"

}  // namespace dimona::web
