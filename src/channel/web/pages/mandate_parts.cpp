#include "channel/web/pages/mandate_parts.hpp"

#include <array>

namespace dimona::web::pages::of_mandates {

namespace {

// What the register says about a request; shown beside the question it is about.
constexpr std::array register_messages = {
    DIMONA_MESSAGE("An enterprise can't give itself a mandate"),
    DIMONA_MESSAGE("This number is not in the register of enterprises"),
    DIMONA_MESSAGE("There is already a mandate between these two enterprises"),
    DIMONA_MESSAGE("This mandate has already been asked, and is not answered yet"),
    DIMONA_MESSAGE("No more mandataries are allowed for these applications: end a mandate first"),
    DIMONA_MESSAGE("There are too many mandates between these two from this day"),
    DIMONA_MESSAGE("Only a mandate that is active can be handed on"),
    DIMONA_MESSAGE("Only a service provider may hand a mandate on"),
    DIMONA_MESSAGE("This mandate was handed on already and can't be handed on further"),
    DIMONA_MESSAGE("This enterprise has the mandate already"),
    DIMONA_MESSAGE("Choose a quarter in which your own mandate holds"),
    DIMONA_MESSAGE("Your own mandate ends before"),
    DIMONA_MESSAGE("Choose this quarter or a later one"),
    DIMONA_MESSAGE("The last quarter can't lie before the first one"),
    DIMONA_MESSAGE("Enter the licence number with digits only"),
    DIMONA_MESSAGE("Enter the licence number of the social secretariat"),
    DIMONA_MESSAGE("Only the other side can answer this request"),
    DIMONA_MESSAGE("This request is not open any more"),
    DIMONA_MESSAGE("Only a mandate that is active can be ended"),
    DIMONA_MESSAGE("The mandate ends earlier already"),
    DIMONA_MESSAGE("Answer this request: confirm it or refuse it"),
    DIMONA_MESSAGE("This mandate is over already"),
};

}  // namespace

bool is_for_the_visitor(const Error& error) {
    for (const auto* known : register_messages)
        if (error.message == known) return true;
    return false;
}

EnterpriseNumber own(const Visit& visit) { return visit.who->account.enterprise; }
LocalDate today(const Desk& desk) { return brussels_date(desk.intake.now()); }
Quarter plus(Quarter quarter, int quarters) { return minus(quarter, -quarters); }

Doer doer(const Desk& desk, const Visit& visit, std::string reason) {
    return {desk.intake.now(), visit.who->account.login, own(visit), std::move(reason)};
}

MandateState state_of(const Desk& desk, const MandateRecord& mandate) {
    return registry::mandate_state(mandate, desk.intake.rulebook(), today(desk));
}

bool waits_for_us(const Desk& desk, const Visit& visit, const MandateRecord& mandate) {
    return domain::is_asked(state_of(desk, mandate)) && registry::who_must_answer(mandate) == own(visit);
}

Result<MandateRecord> change(Desk& desk, const Doer& by, const std::function<const char*(const MandateRecord&)>& code,
                             const std::function<Result<MandateRecord>(registry::Writer&)>& work) {
    Result<MandateRecord> outcome = fail(ErrorKind::internal, "nothing was done");
    const auto committed = desk.lanes.run(0, [&](registry::Writer& writer) -> Status {
        outcome = work(writer);
        // What the visitor has to correct is no failure of the transaction, which has nothing of it.
        if (!outcome && outcome.error().kind != ErrorKind::unavailable && outcome.error().kind != ErrorKind::internal)
            return {};
        if (!outcome) return tl::unexpected(outcome.error());
        return write_mandate_letters(writer, *outcome, code(*outcome), by, desk.words, desk.base_url);
    });
    if (!committed) return tl::unexpected(committed.error());
    return outcome;
}

Result<std::string> name_of(Desk& desk, const Visit& visit, EnterpriseNumber enterprise) {
    return party_name(*DIMONA_TRY(desk.store.read()), enterprise, visit.t.language());
}

std::string with_number(const std::string& name, EnterpriseNumber number) {
    return name == number.to_text() ? name : name + " (" + number.to_text() + ")";
}

Result<MandateRecord> find_own(Desk& desk, const Visit& visit) {
    const auto reader = DIMONA_TRY(desk.store.read());
    auto mandate = DIMONA_TRY(registry::find_mandate(*reader, visit.part(0)));
    if (mandate)
        for (const auto party : DIMONA_TRY(registry::mandate_chain(*reader, *mandate)))
            if (party == own(visit)) return *std::move(mandate);
    return fail(ErrorKind::not_found, "there is no such mandate", visit.part(0));
}

bool may_hand_on(const Desk& desk, const Visit& visit, const MandateRecord& mandate) {
    const auto* group = desk.intake.rulebook().mandate_group(mandate.group, today(desk));
    return group && mandate.mandatary == own(visit) && state_of(desk, mandate) == MandateState::active &&
           group->delegating.contains(mandate.kind) && mandate.depth < group->delegations;
}

std::string address_of(const Visit& visit, const std::string& id, const char* what) {
    return visit.url("/mandates/" + id + what);
}

std::string error_of(const std::vector<ErrorLink>& errors, const std::string& href) {
    for (const auto& error : errors)
        if (error.href == href) return error.text;
    return {};
}

Html coverage(const Visit& visit) {
    const auto& t = visit.t;
    const auto lines = [](const std::vector<std::string>& texts) {
        return list(std::vector<Html>(texts.begin(), texts.end()));
    };
    return paragraph(t("A mandatary may:")) + lines(what_is_covered(t)) + paragraph(t("A mandatary may not:")) +
           lines(what_is_not_covered(t)) +
           paragraph(t("The employer sees every declaration that is made for him, whoever made it. A mandatary keeps "
                       "seeing the declarations that he made himself, also when the mandate is over."));
}

Html paper_link(const Visit& visit, const MandateRecord& mandate) {
    return paragraph(link(address_of(visit, mandate.id, "/procuration.pdf"),
                          visit.t("Procuration on paper, for both signatures (PDF)")));
}

Result<Html> mandates_table(Desk& desk, const Visit& visit, const std::string& caption,
                            const std::vector<MandateRecord>& mandates, bool received) {
    const auto& t = visit.t;
    const auto reader = DIMONA_TRY(desk.store.read());
    std::vector<std::vector<Cell>> rows;
    for (const auto& mandate : mandates) {
        const auto other = received ? mandate.mandator : mandate.mandatary;
        const auto name = DIMONA_TRY(party_name(*reader, other, t.language()));
        std::string through;
        if (mandate.handed_on_by) through = DIMONA_TRY(party_name(*reader, *mandate.handed_on_by, t.language()));
        rows.push_back({{link(address_of(visit, mandate.id), name)},
                        {other.to_text()},
                        {through},
                        {first_text(t, mandate.valid)},
                        {last_text(t, mandate.valid)},
                        {state_tag(t, state_of(desk, mandate))}});
    }
    return scrolling_table({.caption = caption,
                            .caption_classes = summary_table,
                            .head = {{received ? t("Employer") : t("Mandatary")},
                                     {t("Enterprise number")},
                                     {t("Handed on by")},
                                     {t("From")},
                                     {t("Until")},
                                     {t("State")}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

}  // namespace dimona::web::pages::of_mandates
