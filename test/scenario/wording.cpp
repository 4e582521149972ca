#include "scenario/wording.hpp"

#include <functional>

#include "base/text.hpp"

namespace dimona::scenario {

namespace {

using domain::DeclarationRequest;
using domain::Text;

// The member of a request that a raw argument ("startHour=2500") sets, by its name in the guides.
using Slot = std::function<Text&(DeclarationRequest&)>;

template <class Block>
Block& present(std::optional<Block>& block) {
    return block ? *block : block.emplace();
}

void add_address(std::map<std::string, Slot>& slots, const std::string& prefix,
                 const std::function<domain::AddressFields&(DeclarationRequest&)>& address) {
    slots[prefix + "street"] = [=](auto& r) -> Text& { return address(r).street; };
    slots[prefix + "houseNumber"] = [=](auto& r) -> Text& { return address(r).house_number; };
    slots[prefix + "boxNumber"] = [=](auto& r) -> Text& { return address(r).box_number; };
    slots[prefix + "postCode"] = [=](auto& r) -> Text& { return address(r).post_code; };
    slots[prefix + "municipalityCode"] = [=](auto& r) -> Text& { return address(r).municipality_code; };
    slots[prefix + "municipality"] = [=](auto& r) -> Text& { return address(r).municipality_name; };
    slots[prefix + "country"] = [=](auto& r) -> Text& { return address(r).country; };
}

std::map<std::string, Slot> make_slots() {
    std::map<std::string, Slot> slots;
    slots["nsso"] = [](auto& r) -> Text& { return present(r.employer).nsso_number; };
    slots["provisional"] = [](auto& r) -> Text& { return present(r.employer).provisional_number; };
    slots["enterprise"] = [](auto& r) -> Text& { return present(r.employer).enterprise_number; };
    slots["ssin"] = [](auto& r) -> Text& { return present(r.worker).ssin; };
    slots["familyName"] = [](auto& r) -> Text& { return present(r.worker).family_name; };
    slots["givenName"] = [](auto& r) -> Text& { return present(r.worker).given_name; };
    slots["initial"] = [](auto& r) -> Text& { return present(r.worker).initial; };
    slots["birthDate"] = [](auto& r) -> Text& { return present(r.worker).birth_date; };
    slots["placeOfBirth"] = [](auto& r) -> Text& { return present(r.worker).place_of_birth; };
    slots["countryOfBirth"] = [](auto& r) -> Text& { return present(r.worker).country_of_birth; };
    slots["gender"] = [](auto& r) -> Text& { return present(r.worker).gender; };
    slots["nationality"] = [](auto& r) -> Text& { return present(r.worker).nationality; };
    slots["period"] = [](auto& r) -> Text& { return r.period_id; };
    slots["registration"] = [](auto& r) -> Text& { return r.registration_id; };
    slots["startDate"] = [](auto& r) -> Text& { return r.start_date; };
    slots["startHour"] = [](auto& r) -> Text& { return r.start_hour; };
    slots["endDate"] = [](auto& r) -> Text& { return r.end_date; };
    slots["endHour"] = [](auto& r) -> Text& { return r.end_hour; };
    slots["hours"] = [](auto& r) -> Text& { return r.planned_hours; };
    slots["jc"] = [](auto& r) -> Text& { return present(r.features).joint_committee; };
    slots["type"] = [](auto& r) -> Text& { return present(r.features).worker_type; };
    slots["subEntity"] = [](auto& r) -> Text& { return present(r.features).sub_entity; };
    const auto user = [](auto& r) -> domain::UserEnterpriseFields& {
        return present(present(r.features).user_enterprise);
    };
    slots["user.enterprise"] = [=](auto& r) -> Text& { return user(r).enterprise_number; };
    slots["user.name"] = [=](auto& r) -> Text& { return user(r).name; };
    slots["user.jc"] = [=](auto& r) -> Text& { return user(r).joint_committee; };
    slots["cards.first"] = [](auto& r) -> Text& { return present(r.control_cards).first_month; };
    slots["cards.next"] = [](auto& r) -> Text& { return present(r.control_cards).next_month; };
    slots["place.name"] = [](auto& r) -> Text& { return present(r.student_place).name; };
    slots["nature"] = [](auto& r) -> Text& { return present(r.small_statute).employment_nature; };
    slots["risk"] = [](auto& r) -> Text& { return present(r.small_statute).activity_with_risk; };
    slots["status"] = [](auto& r) -> Text& { return present(r.small_statute).worker_status; };
    add_address(slots, "worker.", [](auto& r) -> domain::AddressFields& { return present(present(r.worker).address); });
    add_address(slots, "user.", [=](auto& r) -> domain::AddressFields& { return present(user(r).address); });
    add_address(slots, "place.",
                [](auto& r) -> domain::AddressFields& { return present(present(r.student_place).address); });
    return slots;
}

const std::map<std::string, Slot>& slots() {
    static const auto all = make_slots();
    return all;
}

Text& slot(DeclarationRequest& request, const std::string& name) {
    const auto found = slots().find(name);
    if (found == slots().end()) throw ScenarioError("there is no member called " + name);
    return found->second(request);
}

// "Wetstraat 16 1000 Brussel" below a prefix ("worker.", "user.", "place.").
void put_address(DeclarationRequest& request, const std::string& prefix, const std::string& text) {
    const auto words = words_of(text);
    if (words.size() < 4) throw ScenarioError("an address is: street, house number, postcode, town");
    slot(request, prefix + "street") = words[0];
    slot(request, prefix + "houseNumber") = words[1];
    slot(request, prefix + "postCode") = words[2];
    slot(request, prefix + "municipality") = words[3];
    slot(request, prefix + "country") = "150";
}

void put_employer(Wording& wording, const World& world, const std::string& rest) {
    const auto words = words_of(rest);
    const auto& employer = world.employer(words.at(0));
    wording.employer = words[0];
    if (words.size() == 1) {
        slot(wording.request, "enterprise") = employer.enterprise->to_text();
    } else if (rest.ends_with(" by number")) {
        slot(wording.request, employer.number.is_provisional() ? "provisional" : "nsso") =
            std::to_string(employer.number.value());
    } else {
        throw ScenarioError("say \"employer NAME\" or \"employer NAME by number\"");
    }
}

void put_worker(Wording& wording, const World& world, const std::string& rest) {
    const auto words = words_of(rest);
    const auto& person = world.worker(words.at(0));
    if (words.size() == 1) {
        slot(wording.request, "ssin") = person.ssin.to_text();
    } else if (rest.ends_with(" by former number") && !person.replaced.empty()) {
        slot(wording.request, "ssin") = person.replaced.front().to_text();
    } else {
        throw ScenarioError("say \"worker NAME\" or, for Cem, \"worker NAME by former number\"");
    }
}

// "person Lotte Jacobs born 2001-05-06": everything that a worker without number must say about himself.
void put_person(Wording& wording, const World&, const std::string& rest) {
    const auto words = words_of(rest);
    if (words.size() != 4 || words[2] != "born") throw ScenarioError("say \"person GIVEN FAMILY born YYYY-MM-DD\"");
    auto& request = wording.request;
    slot(request, "givenName") = words[0];
    slot(request, "familyName") = words[1];
    slot(request, "birthDate") = words[3];
    slot(request, "placeOfBirth") = "Gent";
    slot(request, "countryOfBirth") = "150";
    slot(request, "gender") = "1";
    slot(request, "nationality") = "150";
    put_address(request, "worker.", "Wetstraat 16 1000 Brussel");
}

void put_start(Wording& wording, const World&, const std::string& rest) {
    const auto moment = moment_of(rest);
    slot(wording.request, "startDate") = moment.day;
    if (moment.hour) slot(wording.request, "startHour") = *moment.hour;
}

void put_end(Wording& wording, const World&, const std::string& rest) {
    const auto moment = moment_of(rest);
    slot(wording.request, "endDate") = moment.day;
    if (moment.hour) slot(wording.request, "endHour") = *moment.hour;
}

void put_user(Wording& wording, const World& world, const std::string& rest) {
    slot(wording.request, "user.enterprise") = world.enterprise(rest).to_text();
}

// "foreign user Bau GmbH": a user that has no Belgian number.
void put_foreign(Wording& wording, const World&, const std::string& rest) {
    slot(wording.request, "user.name") = std::string(trim(std::string_view(rest).substr(std::string("user ").size())));
    put_address(wording.request, "user.", "Hauptstrasse 5 52062 Aachen");
    slot(wording.request, "user.country") = "103";
}

void put_cards(Wording& wording, const World&, const std::string& rest) {
    const auto words = words_of(rest);
    if (words.size() != 2) throw ScenarioError("say \"cards FIRST NEXT\"");
    slot(wording.request, "cards.first") = words[0];
    slot(wording.request, "cards.next") = words[1];
}

// "place Zomerbar at Kaai 1 9000 Gent"
void put_place(Wording& wording, const World&, const std::string& rest) {
    const auto at = rest.find(" at ");
    if (at == std::string::npos) throw ScenarioError("say \"place NAME at STREET NUMBER POSTCODE TOWN\"");
    slot(wording.request, "place.name") = rest.substr(0, at);
    put_address(wording.request, "place.", rest.substr(at + 4));
}

void put_reference(Wording& wording, const World&, const std::string& rest) {
    const auto words = words_of(rest);
    if (words.size() != 2) throw ScenarioError("say \"reference TYPE NUMBER\"");
    wording.request.own_references.push_back({.type = words[0], .number = words[1]});
}

void put_speaker(Wording& wording, const World& world, const std::string& rest) {
    (void)world.employer(rest);
    wording.speaker.employer = rest;
}

void put_channel(Wording& wording, const World&, const std::string& rest) {
    wording.speaker.channel = domain::parse_channel(rest);
    if (!wording.speaker.channel) throw ScenarioError("there is no channel called " + rest);
}

// "no ssin": takes a member away; "no user", "no cards", "no place", "no statute", "no features", "no worker",
// "no employer": a whole block.
void put_away(Wording& wording, const World&, const std::string& rest) {
    auto& request = wording.request;
    if (rest == "employer")
        request.employer.reset();
    else if (rest == "worker")
        request.worker.reset();
    else if (rest == "features")
        request.features.reset();
    else if (rest == "user") {
        if (request.features) request.features->user_enterprise.reset();
    } else if (rest == "cards")
        request.control_cards.reset();
    else if (rest == "place")
        request.student_place.reset();
    else if (rest == "statute")
        request.small_statute.reset();
    else
        slot(request, rest).reset();
}

using Phrase = void (*)(Wording&, const World&, const std::string&);
const std::map<std::string, Phrase> phrases = {
    {"employer", put_employer},   {"worker", put_worker},   {"person", put_person},
    {"start", put_start},         {"end", put_end},         {"user", put_user},
    {"foreign", put_foreign},     {"cards", put_cards},     {"place", put_place},
    {"by", put_speaker},          {"through", put_channel}, {"no", put_away},
    {"reference", put_reference},
};

void take(Wording& wording, const World& world, const std::string& argument) {
    const auto equals = argument.find('=');
    const auto blank = argument.find(' ');
    if (equals != std::string::npos && (blank == std::string::npos || equals < blank)) {
        slot(wording.request, argument.substr(0, equals)) = argument.substr(equals + 1);
        return;
    }
    const std::string key = argument.substr(0, blank);
    const std::string rest = blank == std::string::npos ? "" : std::string(trim(argument.substr(blank)));
    if (const auto phrase = phrases.find(key); phrase != phrases.end() && !rest.empty())
        phrase->second(wording, world, rest);
    else if (slots().contains(key) && !rest.empty())
        slot(wording.request, key) = rest;
    else
        throw ScenarioError("\"" + argument + "\" means nothing here");
}

}  // namespace

Moment moment_of(const std::string& text) {
    const auto words = words_of(text);
    if (words.empty() || words.size() > 2 || words[0].size() != 10)
        throw ScenarioError("\"" + text + "\" is no day (YYYY-MM-DD), or day and hour (HH:MM)");
    Moment moment{.day = words[0], .hour = std::nullopt};
    if (words.size() == 2) {
        if (words[1].size() != 5 || words[1][2] != ':') throw ScenarioError("\"" + words[1] + "\" is no hour (HH:MM)");
        moment.hour = words[1].substr(0, 2) + words[1].substr(3);
    }
    return moment;
}

Wording word(const Step& step, const World& world, DeclarationRequest start) {
    Wording wording{.request = std::move(start), .speaker = {}, .employer = std::nullopt};
    for (const auto& argument : step.arguments) take(wording, world, argument);
    return wording;
}

}  // namespace dimona::scenario
