#include "register/public_bodies.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "register/codec/public_bodies.hpp"
#include "register/enterprise_register.hpp"
#include "register/repertory.hpp"

namespace dimona::registry {

namespace {

using domain::Employer;
using domain::EmployerNumber;
using domain::PublicBodyKind;

constexpr const char* drawer = "public-body";
constexpr const char* state_name = "Belgische Staat – État belge – Belgischer Staat";

std::string name_of(const PublicBody& body) {
    constexpr int digits = 10;
    return zero_padded(body.number.value(), digits) + "/" +
           (body.sub_entities.empty() ? std::string() : body.sub_entities.front());
}

Status check_form(const PublicBody& body) {
    const bool federal = body.kind == PublicBodyKind::federal;
    if (trim(body.name).empty() || !is_clean_text(body.name))
        return fail(ErrorKind::invalid, "a public body needs a name", "name", "write its official name");
    if (!federal && !body.enterprise)
        return fail(ErrorKind::invalid, "a public body needs an enterprise number", "enterpriseNumber",
                    "look it up in the Crossroads Bank for Enterprises");
    if (body.ppl_number) {
        if (body.kind != PublicBodyKind::provincial_local)
            return fail(ErrorKind::invalid, "only provincial and local administrations have a PPL number", "pplNumber",
                        "leave it out");
        if (!domain::is_ppl_number(*body.ppl_number))
            return fail(ErrorKind::invalid, "this is no PPL number", "pplNumber",
                        "write its eight digits, from 00000197 to 99999926");
    }
    if (federal && body.sub_entities.empty())
        return fail(ErrorKind::invalid, "a federal body is known by its sub-entity", "subEntities",
                    "give at least one code of ten digits");
    for (const auto& code : body.sub_entities)
        if (!domain::is_sub_entity_code(code) ||
            std::count(body.sub_entities.begin(), body.sub_entities.end(), code) > 1)
            return fail(ErrorKind::invalid, "a sub-entity is no code of ten digits, or is there twice", "subEntities",
                        "correct " + code);
    return {};
}

Status check_enterprise(Reader& reader, domain::EnterpriseNumber number) {
    const auto enterprise = DIMONA_TRY(find_enterprise(reader, number));
    if (enterprise && !enterprise->active)
        return fail(ErrorKind::conflict, "this enterprise has stopped, says the Crossroads Bank", "enterpriseNumber",
                    "check the number");
    if (const auto known = DIMONA_TRY(reader.employer_of(number)))
        return fail(ErrorKind::conflict,
                    "this enterprise is an employer already, with number " + std::to_string(known->number.value()),
                    "enterpriseNumber", "change that one instead");
    return {};
}

Act act_about(const PublicBody& body, const Act& act) {
    auto told = act;
    told.code = public_body_registered;
    told.about = {subject(body.number)};
    if (body.enterprise) told.about.push_back(subject(*body.enterprise));
    told.details = {{"kind", std::string(domain::to_code(body.kind))}, {"name", body.name}};
    if (body.ppl_number) told.details.push_back({"pplNumber", *body.ppl_number});
    for (const auto& code : body.sub_entities) told.details.push_back({"subEntity", code});
    return told;
}

void be_active_from(Employer& employer, LocalDate day) {
    if (employer.active_on(day)) return;
    for (auto& range : employer.active)
        if (range.first > day) {
            range.first = day;
            return;
        }
    employer.active.push_back({day, std::nullopt});
}

Status enter(Writer& writer, PublicBody& body, const Act& act) {
    DIMONA_TRY_VOID(check_enterprise(writer, *body.enterprise));
    body.number = DIMONA_TRY(next_definitive_number(writer));
    return enter_employer(writer,
                          {.number = body.number,
                           .enterprise = body.enterprise,
                           .name = body.name,
                           .categories = domain::categories_of(body.kind),
                           .active = {{body.active_from, std::nullopt}},
                           .sub_entities = body.sub_entities},
                          act_about(body, act), body.active_from);
}

Status add_to_the_state(Writer& writer, PublicBody& body, const Act& act) {
    body.number = domain::belgian_state();
    auto state = DIMONA_TRY(writer.employer(body.number));
    if (!state) {
        if (body.enterprise) DIMONA_TRY_VOID(check_enterprise(writer, *body.enterprise));
        return enter_employer(writer,
                              {.number = body.number,
                               .enterprise = body.enterprise,
                               .name = state_name,
                               .categories = domain::categories_of(body.kind),
                               .active = {{body.active_from, std::nullopt}},
                               .sub_entities = body.sub_entities},
                              act_about(body, act), body.active_from);
    }
    for (const auto& code : body.sub_entities) {
        if (std::find(state->sub_entities.begin(), state->sub_entities.end(), code) != state->sub_entities.end())
            return fail(ErrorKind::conflict, "another federal body has this sub-entity: " + code, "subEntities",
                        "check the code");
        state->sub_entities.push_back(code);
    }
    be_active_from(*state, body.active_from);
    return change_employer(writer, *state, act_about(body, act), body.active_from);
}

}  // namespace

Result<EmployerNumber> register_public_body(Writer& writer, PublicBody body, const Act& act) {
    DIMONA_TRY_VOID(check_form(body));
    if (body.kind == PublicBodyKind::federal)
        DIMONA_TRY_VOID(add_to_the_state(writer, body, act));
    else
        DIMONA_TRY_VOID(enter(writer, body, act));
    DIMONA_TRY_VOID(codec::file(writer, drawer, name_of(body), body));
    return body.number;
}

Result<PublicBodyPage> public_bodies(Reader& reader, const std::string& after, int count) {
    PublicBodyPage page{DIMONA_TRY(codec::filed<PublicBody>(reader, drawer, "", after, count)), {}};
    if (!page.bodies.empty()) page.next = name_of(page.bodies.back());
    return page;
}

}  // namespace dimona::registry
