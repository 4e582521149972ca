#include "register/acts.hpp"

#include <fmt/format.h>

#include "register/codec/json.hpp"
#include "register/journal.hpp"

namespace dimona::registry {

namespace {

constexpr const char* drawer = "act";
// Papers are found in ascending order of their names; a number that counts down puts the newest first.
constexpr std::int64_t beyond_every_sequence = 1'000'000'000'000'000;

std::string prefix_of(std::string_view subject) { return std::string(subject) + "/"; }

std::string name_of(std::string_view subject, std::int64_t sequence) {
    return prefix_of(subject) + fmt::format("{:015}", beyond_every_sequence - sequence);
}

}  // namespace

std::string subject(domain::EmployerNumber employer) {
    return subject_of("employer", std::to_string(employer.value()));
}
std::string subject(domain::EnterpriseNumber enterprise) { return subject_of("enterprise", enterprise.to_text()); }
std::string subject_of(std::string_view what, std::string_view name) {
    return std::string(what) + "/" + std::string(name);
}

Status record_act(Writer& writer, const Act& act) {
    const auto sequence = DIMONA_TRY(append_to_chain(writer, act.at, act_kind, codec::write_document(act)));
    for (const auto& about : act.about)
        DIMONA_TRY_VOID(writer.put_paper({.drawer = drawer,
                                          .name = name_of(about, sequence),
                                          .text = std::to_string(sequence),
                                          .expires = std::nullopt}));
    return {};
}

Result<std::vector<RecordedAct>> acts_about(Reader& reader, std::string_view subject, std::int64_t before, int count) {
    const auto after = before > 0 ? name_of(subject, before) : std::string();
    std::vector<RecordedAct> acts;
    for (const auto& paper : DIMONA_TRY(reader.papers(drawer, prefix_of(subject), after, count))) {
        const auto entry = DIMONA_TRY(reader.journal_entry(std::stoll(paper.text)));
        if (!entry) return fail(ErrorKind::internal, "an act points to a journal entry that is missing", paper.name);
        acts.push_back({entry->sequence, DIMONA_TRY(codec::read_document<Act>(entry->document, "journal entry"))});
    }
    return acts;
}

Status follow_subject(Writer& writer, std::string_view from, std::string_view to) {
    constexpr int papers_a_step = 1'000;
    for (std::string after;;) {
        const auto papers = DIMONA_TRY(writer.papers(drawer, prefix_of(from), after, papers_a_step));
        if (papers.empty()) return {};
        for (auto paper : papers) {
            paper.name.replace(0, from.size(), to);
            DIMONA_TRY_VOID(writer.put_paper(paper));
        }
        after = papers.back().name;
    }
}

}  // namespace dimona::registry
