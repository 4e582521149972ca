// The CSV half of the law library: code lists, words, presence, matrices, deadlines, freezes.
#include "base/text.hpp"
#include "domain/employer/categories.hpp"
#include "register/law_texts.hpp"

namespace dimona::registry {

namespace {

using namespace domain;
using CodeList = std::multimap<std::string, Rulebook::Code, std::less<>>;

Texts four_languages(const LawRow& row) { return {row.word("nl"), row.word("fr"), row.word("de"), row.word("en")}; }

// Lists that exist in Dutch and French only are shown in French to German speakers and in Dutch to others.
Texts two_languages(const LawRow& row, std::string_view nl, std::string_view fr) {
    return {row.word(nl), row.word(fr), row.word(fr), row.word(nl)};
}

Status read_named_list(const LawFiles& files, std::string_view path, CodeList& into) {
    return each_law_row(files, path, [&](const LawRow& row) -> Status {
        const auto valid = DIMONA_TRY(row.days("valid_from", "valid_to"));
        into.emplace(row.word("code"), Rulebook::Code{row.word("code"), valid, four_languages(row), {}});
        return {};
    });
}

Status read_annex(const LawFiles& files, std::string_view path, std::string_view code_column, std::string_view nl,
                  std::string_view fr, std::string_view extra_column, CodeList& into) {
    return each_law_row(files, path, [&](const LawRow& row) -> Status {
        const auto valid = DIMONA_TRY(row.quarters("valid_from_quarter", "valid_to_quarter"));
        into.emplace(row.word(code_column),
                     Rulebook::Code{row.word(code_column), valid, two_languages(row, nl, fr), row.word(extra_column)});
        return {};
    });
}

// Annex 23 names the town and its main town: both are accepted beside the postcode.
Status read_postcodes(const LawFiles& files, CodeList& into) {
    return each_law_row(files, "codes/postcodes.csv", [&](const LawRow& row) -> Status {
        const auto valid = DIMONA_TRY(row.quarters("valid_from_quarter", "valid_to_quarter"));
        const Texts towns = {row.word("town_nl"), row.word("town_fr"), row.word("main_town_nl"),
                             row.word("main_town_fr")};
        into.emplace(row.word("postcode"),
                     Rulebook::Code{row.word("postcode"), valid, towns, row.word("municipality_nis")});
        return {};
    });
}

// Annex 6 says in Dutch to whom an activity applies; zone 01231 has its own words for the same two.
Status read_risk_activities(const LawFiles& files, CodeList& into) {
    DIMONA_TRY_VOID(read_annex(files, "codes/risk_activities.csv", "code", "name_nl", "name_fr", "applies_to", into));
    for (auto& [code, entry] : into) entry.extra = entry.extra == "Arbeiders" ? "WORKER" : "EMPLOYEE";
    return {};
}

Status read_words(const LawFiles& files, Rulebook& into) {
    return each_law_row(files, "texts/zones.csv", [&](const LawRow& row) -> Status {
        into.words.emplace(row.word("zone"), four_languages(row));
        return {};
    });
}

std::optional<Presence> parse_presence(std::string_view code) {
    if (code == "M") return Presence::mandatory;
    if (code == "O") return Presence::optional;
    if (code == "F") return Presence::forbidden;
    return std::nullopt;
}

Status read_fields(const LawFiles& files, Rulebook& into) {
    return each_law_row(files, "law/fields.csv", [&](const LawRow& row) -> Status {
        FieldRow field{.zone = row.word("zone"),
                       .place = row.word("place"),
                       .operation = row.word("operation"),
                       .condition = row.word("condition"),
                       .presence = DIMONA_TRY(row.code("presence", parse_presence)),
                       .valid = DIMONA_TRY(row.days("from", "to")),
                       .source = row.word("source")};
        into.fields.push_back(std::move(field));
        return {};
    });
}

std::optional<bool> parse_yes_no(std::string_view text) {
    if (text == "yes") return true;
    if (text == "no") return false;
    return std::nullopt;
}

Status read_matrix(const LawFiles& files, std::string_view path, std::string_view row_column,
                   std::vector<MatrixRow>& into) {
    return each_law_row(files, path, [&](const LawRow& row) -> Status {
        MatrixRow cell{.row = row.word(row_column),
                       .column = row.word("worker_type"),
                       .allowed = DIMONA_TRY(row.code("allowed", parse_yes_no)),
                       .valid = DIMONA_TRY(row.days("from", "to")),
                       .source = row.word("source"),
                       .mark = row.word("mark")};
        if (!parse_worker_type(cell.column)) return row.wrong("worker_type");
        for (const auto& other : into)
            if (other.row == cell.row && other.column == cell.column &&
                (other.valid.covers(cell.valid.first) || cell.valid.covers(other.valid.first)))
                return fail(ErrorKind::invalid, "two rows of " + cell.row + " and " + cell.column + " hold on one day",
                            std::string(path), "end the former row before the new one starts");
        into.push_back(std::move(cell));
        return {};
    });
}

std::optional<Consequence> parse_consequence(std::string_view code) {
    if (code == "late") return Consequence::late;
    if (code == "refused_181") return Consequence::refused_181;
    if (code == "refused_344") return Consequence::refused_344;
    return std::nullopt;
}

std::optional<std::string> parse_form(std::string_view code) {
    for (const std::string_view form : {"day", "day_rate", "period", "ordinary"})
        if (code == form) return std::string(form);
    return std::nullopt;
}

Status read_windows(const LawFiles& files, Rulebook& into) {
    return each_law_row(files, "law/windows.csv", [&](const LawRow& row) -> Status {
        WindowRow window{.types = DIMONA_TRY(row.codes<std::set<WorkerType>>("types", parse_worker_type)),
                         .forms = DIMONA_TRY(row.codes<std::set<std::string>>("forms", parse_form)),
                         .sectors = DIMONA_TRY(row.codes<std::set<JointCommittee>>("sectors", parse_joint_committee)),
                         .change = DIMONA_TRY(row.code("change", parse_change)),
                         .deadline = DIMONA_TRY(row.code("deadline", parse_deadline)),
                         .consequence = DIMONA_TRY(row.code("consequence", parse_consequence)),
                         .valid = DIMONA_TRY(row.days("from", "to")),
                         .source = row.word("source"),
                         .mark = row.word("mark")};
        into.windows.push_back(std::move(window));
        return {};
    });
}

Status read_freezes(const LawFiles& files, Rulebook& into) {
    return each_law_row(files, "law/freezes.csv", [&](const LawRow& row) -> Status {
        FreezeRow freeze{.kinds = DIMONA_TRY(row.codes<std::set<Kind>>("kinds", parse_kind)),
                         .types = DIMONA_TRY(row.codes<std::set<WorkerType>>("types", parse_worker_type)),
                         .period_start = DIMONA_TRY(row.days("period_start_from", "period_start_to")),
                         .received = DIMONA_TRY(row.days("received_from", "received_to")),
                         .source = row.word("source")};
        into.freezes.push_back(std::move(freeze));
        return {};
    });
}

std::optional<std::string> parse_word(std::string_view text) { return std::string(text); }

Status read_employer_categories(const LawFiles& files, Rulebook& into) {
    return each_law_row(files, "law/employer_categories.csv", [&](const LawRow& row) -> Status {
        CategoryRow category{.category = DIMONA_TRY(row.code("category", parse_category)),
                             .kind = std::nullopt,
                             .legal_forms = DIMONA_TRY(row.codes<std::set<std::string>>("legal_form", parse_word)),
                             .nace = DIMONA_TRY(row.codes<std::set<std::string>>("nace", parse_word)),
                             .committees = DIMONA_TRY(row.codes<std::set<std::string>>("joint_committee", parse_word)),
                             .valid = DIMONA_TRY(row.days("from", "to")),
                             .source = row.word("source"),
                             .mark = row.word("mark")};
        if (!row.text("kind").empty()) category.kind = DIMONA_TRY(row.code("kind", parse_employer_kind));
        for (const auto& committee : category.committees)
            if (committee != CategoryRow::no_committee && !into.all_committees.contains(committee))
                return row.wrong("joint_committee");
        into.employer_categories.push_back(std::move(category));
        return {};
    });
}

std::optional<int> parse_count(std::string_view text) {
    const auto number = parse_digits(text);
    constexpr std::int64_t count_max = 100'000;
    return number && *number <= count_max ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

Status read_mandate_groups(const LawFiles& files, Rulebook& into) {
    constexpr std::string_view path = "law/mandate_groups.csv";
    return each_law_row(files, path, [&](const LawRow& row) -> Status {
        MandateGroupRow group{
            .code = row.word("group"),
            .covers_dimona = DIMONA_TRY(row.code("covers_dimona", parse_yes_no)),
            .mandataries = std::nullopt,
            .delegations = DIMONA_TRY(row.code("delegations", parse_count)),
            .delegating = DIMONA_TRY(row.codes<std::set<MandataryKind>>("delegating", parse_mandatary_kind)),
            .answer_days = DIMONA_TRY(row.code("answer_days", parse_count)),
            .valid = DIMONA_TRY(row.days("from", "to")),
            .source = row.word("source"),
            .mark = row.word("mark")};
        if (!row.text("mandataries").empty()) group.mandataries = DIMONA_TRY(row.code("mandataries", parse_count));
        for (const auto& other : into.mandate_groups)
            if (other.code == group.code && overlap(other.valid, group.valid))
                return fail(ErrorKind::invalid, "two rows of " + group.code + " hold on one day", std::string(path),
                            "end the former row before the new one starts");
        into.mandate_groups.push_back(std::move(group));
        return {};
    });
}

}  // namespace

Status read_tables(const LawFiles& files, Rulebook& into) {
    DIMONA_TRY_VOID(read_words(files, into));
    DIMONA_TRY_VOID(read_named_list(files, "texts/worker_types.csv", into.worker_types));
    DIMONA_TRY_VOID(read_named_list(files, "texts/joint_committees.csv", into.joint_committees));
    DIMONA_TRY_VOID(
        read_annex(files, "codes/countries.csv", "nis_code", "name_nl", "name_fr", "iso_alpha2", into.countries));
    DIMONA_TRY_VOID(
        read_annex(files, "codes/municipalities.csv", "nis_code", "name_nl", "name_fr", "", into.municipalities));
    DIMONA_TRY_VOID(read_postcodes(files, into.postcodes));
    DIMONA_TRY_VOID(read_risk_activities(files, into.risk_activities));
    DIMONA_TRY_VOID(read_annex(files, "codes/nace_bel_2008.csv", "code", "name_nl", "name_fr", "", into.activities));
    DIMONA_TRY_VOID(
        read_annex(files, "codes/joint_committees.csv", "code", "name_nl", "name_fr", "", into.all_committees));
    DIMONA_TRY_VOID(read_employer_categories(files, into));
    DIMONA_TRY_VOID(read_fields(files, into));
    DIMONA_TRY_VOID(
        read_matrix(files, "law/joint_committee_worker_type.csv", "joint_committee", into.joint_committee_matrix));
    DIMONA_TRY_VOID(
        read_matrix(files, "law/employer_category_worker_type.csv", "category", into.employer_category_matrix));
    DIMONA_TRY_VOID(read_windows(files, into));
    DIMONA_TRY_VOID(read_freezes(files, into));
    return read_mandate_groups(files, into);
}

}  // namespace dimona::registry
