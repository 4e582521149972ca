#include "channel/web/jottings.hpp"

#include <boost/json.hpp>

#include "base/digest.hpp"

namespace dimona::web {

namespace {

namespace json = boost::json;

constexpr const char* drawer = "jotting";
constexpr std::size_t id_bytes = 15;
constexpr std::chrono::hours lifetime{24};

std::string name_of(const std::string& kind, const std::string& id) { return kind + "/" + id; }

std::string text_of(const Jotting& jotting) {
    json::object answers;
    for (const auto& [name, value] : jotting.answers) answers.emplace(name, value);
    return json::serialize(
        json::object{{"login", jotting.login}, {"employer", jotting.employer}, {"answers", std::move(answers)}});
}

Result<Jotting> read(const std::string& kind, const std::string& id, const std::string& text) {
    try {
        const auto value = json::parse(text);
        const auto& object = value.as_object();
        Jotting jotting{.id = id,
                        .kind = kind,
                        .login = std::string(object.at("login").as_string()),
                        .employer = object.at("employer").as_int64(),
                        .answers = {}};
        for (const auto& answer : object.at("answers").as_object())
            jotting.answers.emplace(answer.key(), std::string(answer.value().as_string()));
        return jotting;
    } catch (const std::exception&) {
        return fail(ErrorKind::internal, "a draft can't be read", id, "begin again");
    }
}

}  // namespace

Status Jottings::keep(Jotting& jotting) {
    if (jotting.id.empty()) jotting.id = base64url(random_bytes(id_bytes));
    registry::Paper paper{drawer, name_of(jotting.kind, jotting.id), text_of(jotting), clock_.now() + lifetime};
    return lanes_.run(0, [paper = std::move(paper)](registry::Writer& writer) { return writer.put_paper(paper); });
}

Result<std::optional<Jotting>> Jottings::find(const std::string& kind, const std::string& id,
                                              const std::string& login) {
    const auto paper = DIMONA_TRY(DIMONA_TRY(store_.read())->paper(drawer, name_of(kind, id)));
    if (!paper) return std::nullopt;
    auto jotting = DIMONA_TRY(read(kind, id, paper->text));
    if (jotting.login != login) return std::nullopt;
    return jotting;
}

Status Jottings::remove(const Jotting& jotting) {
    return lanes_.run(0, [name = name_of(jotting.kind, jotting.id)](registry::Writer& writer) {
        return writer.remove_paper(drawer, name);
    });
}

}  // namespace dimona::web
