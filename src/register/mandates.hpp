// Mandates with their whole life: one side asks, the other confirms or refuses; a mandate is ended at a quarter,
// revoked at once, and handed on by a provider.
//
// What may be done under a mandate is looked up in the store's table of mandates, nowhere else (acts_for,
// situation_loader.hpp). A record of this file tells how a row of that table came about and what became of it; only a
// confirmed mandate for a group that covers Dimona has a row. A row without a record came with the registers, and gets
// its record when it is changed first.
//
// Each change writes its act (acts.hpp) about the enterprises concerned and the mandate, in the same transaction.
#pragma once

#include "domain/mandate/mandate.hpp"
#include "domain/rules/rulebook.hpp"
#include "register/acts.hpp"

namespace dimona::registry {

struct MandateRecord {
    std::string id;  // "0870011199-0870010189-20260401": mandatary, mandator, first day; a second one ends in "-2"
    std::string group;
    bool covers_dimona = false;
    domain::EnterpriseNumber mandator = domain::EnterpriseNumber::from_stored(0);
    domain::EnterpriseNumber mandatary = domain::EnterpriseNumber::from_stored(0);
    domain::MandataryKind kind = domain::MandataryKind::service_provider;
    std::string licence;  // of a social secretariat; may be empty until it confirms
    DateRange valid;      // whole quarters, but for imported ones
    domain::MandateState state = domain::MandateState::active;  // when it was last changed: see mandate_state
    domain::MandateForm form = domain::MandateForm::online;
    std::optional<Instant> asked_at, decided_at, closed_at;  // asked, confirmed or refused, ended or revoked
    std::string asked_by, decided_by, closed_by;             // logins, or the operator
    std::string parent;                                      // the mandate that was handed on; empty: given by himself
    std::optional<domain::EnterpriseNumber> handed_on_by;    // with a parent: whose mandate that is
    int depth = 0;                                           // how many times it was handed on
    friend bool operator==(const MandateRecord&, const MandateRecord&) = default;
};

// How it stands on this day: time ends mandates and requests without anybody's doing.
[[nodiscard]] domain::MandateState mandate_state(const MandateRecord& mandate, const domain::Rulebook& rulebook,
                                                 LocalDate today);

// --- finding
[[nodiscard]] Result<std::optional<MandateRecord>> find_mandate(Reader& reader, const std::string& id);
// Those that this enterprise has as a mandatary; newest first day first.
[[nodiscard]] Result<std::vector<MandateRecord>> mandates_received(Reader& reader, domain::EnterpriseNumber enterprise);
// Those that it gave, whatever became of them by handing on, and those that it handed on itself.
[[nodiscard]] Result<std::vector<MandateRecord>> mandates_given(Reader& reader, domain::EnterpriseNumber enterprise);
// Those that were handed on under this one, directly.
[[nodiscard]] Result<std::vector<MandateRecord>> mandates_under(Reader& reader, const std::string& id);
// Everybody between mandator and mandatary, both included, in this order.
[[nodiscard]] Result<std::vector<domain::EnterpriseNumber>> mandate_chain(Reader& reader, const MandateRecord& mandate);
// The side that asked, or handed on; and the other one.
[[nodiscard]] domain::EnterpriseNumber giver_of(const MandateRecord& mandate);
[[nodiscard]] domain::EnterpriseNumber who_must_answer(const MandateRecord& mandate);

// --- changing
struct MandateRequest {
    std::string group;
    domain::EnterpriseNumber mandator = domain::EnterpriseNumber::from_stored(0);
    domain::EnterpriseNumber mandatary = domain::EnterpriseNumber::from_stored(0);
    domain::MandataryKind kind = domain::MandataryKind::service_provider;
    std::string licence;
    Quarter first;
    std::optional<Quarter> last;
    std::string parent;  // to hand this mandate on
};

// Who does it. The authority's staff comes for no enterprise, and gives a reason.
struct Doer {
    Instant at{};
    std::string by;
    std::optional<domain::EnterpriseNumber> enterprise;
    std::string reason;
};

// Errors name the part that is wrong: "group", "party", "licence", "first", "last", "mandate", "reason". not_found for
// what is not there and for what does not concern the doer's enterprise. An error leaves nothing written. None of them
// commits.
//
// Asks the other side: whoever comes for the mandator (or hands on) asks the mandatary, and the other way round.
[[nodiscard]] Result<MandateRecord> ask_mandate(Writer& writer, const domain::Rulebook& rulebook,
                                                const MandateRequest& request, const Doer& doer);
// What ask_mandate would say, without writing.
[[nodiscard]] Status check_mandate(Reader& reader, const domain::Rulebook& rulebook, const MandateRequest& request,
                                   const Doer& doer);
// `licence`: of a social secretariat that was asked without its number; else it may be empty.
[[nodiscard]] Result<MandateRecord> confirm_mandate(Writer& writer, const domain::Rulebook& rulebook,
                                                    const std::string& id, const std::string& licence,
                                                    const Doer& doer);
[[nodiscard]] Result<MandateRecord> refuse_mandate(Writer& writer, const domain::Rulebook& rulebook,
                                                   const std::string& id, const Doer& doer);
// `last`: the quarter at whose end it ends, with everything that was handed on under it.
[[nodiscard]] Result<MandateRecord> end_mandate(Writer& writer, const domain::Rulebook& rulebook, const std::string& id,
                                                Quarter last, const Doer& doer);
// At once, with everything that was handed on under it. A request is taken back the same way by who asked.
[[nodiscard]] Result<MandateRecord> revoke_mandate(Writer& writer, const domain::Rulebook& rulebook,
                                                   const std::string& id, const Doer& doer);
// The signed procuration: active without anybody's confirmation. A request that is open between these two for these
// quarters is answered by it.
[[nodiscard]] Result<MandateRecord> enter_mandate(Writer& writer, const domain::Rulebook& rulebook,
                                                  const MandateRequest& request, const Doer& doer);

// A row of the registers, as it comes from outside: nobody is asked, no act is written about it. When it ends what was
// handed on, that ends too.
[[nodiscard]] Status put_imported_mandate(Writer& writer, const domain::Rulebook& rulebook, const Mandate& row,
                                          Instant now);

}  // namespace dimona::registry
