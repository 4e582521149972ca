// Looking into the personnel file: who may see what, and the log of it.
#pragma once

#include "register/intake.hpp"
#include "register/journal.hpp"

namespace dimona::registry {

// A declaration with what a reader needs to show it.
struct DeclarationView {
    DeclarationRecord record;
    JournalDocument document;
    std::optional<domain::Employer> employer;
    std::optional<domain::Person> person;
};
// What lists are put in order by: all but the journal's document.
struct DeclarationLine {
    DeclarationRecord record;
    // Of the worker, as the register knows him; typed ones while it does not; empty unless names are wanted.
    std::string family_name, given_name;
};
struct PeriodView {
    domain::Period period;
    std::optional<domain::Employer> employer;
    std::optional<domain::Person> person;
};
struct RegistrationView {
    domain::Registration registration;
    PeriodView period;
};
struct RelationView {
    Relation relation;
    std::optional<domain::Employer> employer;
    std::optional<domain::Person> person;
};

// Criteria as a caller states them; employer and worker by number.
struct SearchCriteria {
    std::optional<domain::EmployerNumber> employer;
    std::optional<domain::EnterpriseNumber> enterprise;
    std::optional<domain::Ssin> ssin;
    FileQuery query;  // without employers and person
};

// Every call checks the caller's right on the legal day, and writes the consultation log before it gives
// anything out. ErrorKind::not_found for what is not there and for what the caller may not see;
// ErrorKind::forbidden for a search at an employer that the caller does not act for.
// A declaration is seen by whoever declared it and by whoever acts for its employer.
class Consultations {
public:
    Consultations(Store& store, Lanes& lanes, const Clock& legal_clock);

    template <class T>
    using Done = std::function<void(Result<T>)>;

    void declaration(const Caller& caller, domain::DeclarationId id, Done<DeclarationView> done);
    void period(const Caller& caller, domain::PeriodId id, Done<PeriodView> done);
    void registration(const Caller& caller, domain::RegistrationId id, Done<RegistrationView> done);
    void search_declarations(const Caller& caller, const SearchCriteria& criteria, const Page& page,
                             Done<PageOf<DeclarationView>> done);
    // Of the newest `lines_max` lines those that `choose` names by their places, in its order; only they are read
    // completely. `more`: there are lines beyond.
    struct Choice {
        int lines_max = 0;
        bool wants_names = false;  // each is looked up
        std::function<std::vector<std::size_t>(const std::vector<DeclarationLine>& lines)> choose;
    };
    void choose_declarations(const Caller& caller, const SearchCriteria& criteria, const Choice& choice,
                             Done<PageOf<DeclarationView>> done);
    void search_periods(const Caller& caller, const SearchCriteria& criteria, const Page& page,
                        Done<PageOf<PeriodView>> done);
    void search_relations(const Caller& caller, const SearchCriteria& criteria, const Page& page,
                          Done<PageOf<RelationView>> done);

private:
    Store& store_;
    Lanes& lanes_;
    const Clock& legal_clock_;
};

}  // namespace dimona::registry
