#include "channel/web/batch_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "channel/web/drafts.hpp"

namespace dimona::web {

namespace {

constexpr std::array known_columns = {
    BatchColumn{"kind", "kind", DIMONA_MESSAGE("In, Out, Update or Cancel")},
    BatchColumn{"ssin", "worker.ssin", DIMONA_MESSAGE("National register number or BIS number")},
    BatchColumn{"periodId", "periodId", DIMONA_MESSAGE("Period")},
    BatchColumn{"jointCommittee", "features.jointCommissionNumber", DIMONA_MESSAGE("Joint committee")},
    BatchColumn{"workerType", "features.workerType", DIMONA_MESSAGE("Kind of worker")},
    BatchColumn{"startDate", "startDate", DIMONA_MESSAGE("First day")},
    BatchColumn{"startHour", "startHour", DIMONA_MESSAGE("Start hour")},
    BatchColumn{"endDate", "endDate", DIMONA_MESSAGE("Last day")},
    BatchColumn{"endHour", "endHour", DIMONA_MESSAGE("End hour")},
    BatchColumn{"plannedHours", "plannedHoursNumber", DIMONA_MESSAGE("Planned hours")},
    BatchColumn{"userEnterprise", "features.usingEmployer.enterpriseNumber",
                DIMONA_MESSAGE("Enterprise number of the user")},
    BatchColumn{"userJointCommittee", "features.usingEmployer.jointCommissionNumber",
                DIMONA_MESSAGE("Joint committee of the user")},
    BatchColumn{"firstMonthCard", "constructionControlCards.firstMonthC32ANumber",
                DIMONA_MESSAGE("Control card C3.2A of the first month")},
    BatchColumn{"nextMonthCard", "constructionControlCards.nextMonthC32ANumber",
                DIMONA_MESSAGE("Control card C3.2A of the following month")},
    BatchColumn{"employmentNature", "smallStatutesInformation.employmentNature", DIMONA_MESSAGE("Nature of the work")},
    BatchColumn{"traineeStatus", "smallStatutesInformation.workerStatus", DIMONA_MESSAGE("Status of the trainee")},
    BatchColumn{"familyName", "worker.familyName", DIMONA_MESSAGE("Family name")},
    BatchColumn{"givenName", "worker.givenName", DIMONA_MESSAGE("First given name")},
};

// Excel keeps days as numbers since 1899-12-30, hours as parts of a day.
std::string day_of_excel(const std::string& value) {
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    constexpr double first = 20'000, last = 80'000;  // 1954 to 2119
    if (end == value.c_str() || *end != '\0' || number < first || number > last) return value;
    return format_date(make_date(1899, 12, 30) + std::chrono::days{static_cast<int>(number)});
}
std::string hour_of_excel(const std::string& value) {
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    if (value.find('.') == std::string::npos || end == value.c_str() || *end != '\0' || number < 0 || number >= 1)
        return value;
    constexpr int minutes_a_day = 24 * 60;
    return format_hour(ClockTime{static_cast<int>(std::lround(number * minutes_a_day)) % minutes_a_day});
}

// "27/3/2026", "27.3.2026", "27-03-2026" and "2026-03-27" -> "2026-03-27"; anything else comes back as it was.
std::string day_typed(const std::string& text) {
    if (text.empty() || parse_date(text)) return text;
    std::string plain = text;
    std::replace_if(plain.begin(), plain.end(), [](char letter) { return letter == '.' || letter == '-'; }, '/');
    const auto parts = split(plain, '/');
    if (parts.size() != 3 || parts[2].size() != 4) return day_of_excel(text);
    const auto day = parse_digits(parts[0]), month = parse_digits(parts[1]), year = parse_digits(parts[2]);
    if (!day || !month || !year) return text;
    const auto iso = zero_padded(*year, 4) + "-" + zero_padded(*month, 2) + "-" + zero_padded(*day, 2);
    return parse_date(iso) ? iso : text;
}

}  // namespace

std::span<const BatchColumn> batch_columns() { return known_columns; }

bool is_result_column(const std::string& folded) {
    return folded == "line" || folded == "verdict" || folded == "declaration" || folded == "anomalies";
}

const BatchColumn* column_named(const Visit& visit, const std::string& title) {
    const auto folded = folded_name(title);
    for (const auto& column : known_columns)
        if (folded == folded_name(column.name) || folded == folded_name(visit.t(column.label))) return &column;
    return nullptr;
}

std::string value_typed(const BatchColumn& column, const std::string& cell) {
    const std::string_view place = column.place;
    if (place == "startDate" || place == "endDate") return day_typed(cell);
    if (place == "startHour" || place == "endHour") return cell.empty() ? cell : hour_typed(hour_of_excel(cell));
    if (place == "worker.ssin" || place == "periodId" || place.ends_with("Number")) {
        auto number = number_typed(cell);
        // A spreadsheet drops the zero before a number of eleven digits.
        if (place == "worker.ssin" && number.size() == 10) number = "0" + number;
        return place == "features.jointCommissionNumber" || place.ends_with("jointCommissionNumber") ? cell : number;
    }
    return cell;
}

Answers common_answers(const Visit& visit) {
    Answers answers;
    add_employer(*visit.employer, answers);
    return answers;
}

std::string answer_at(const BatchLine& line, const char* place) {
    const auto found = line.answers.find(place);
    return found == line.answers.end() ? std::string() : found->second;
}

std::string typed_name(const BatchLine& line) {
    const auto family_name = answer_at(line, "worker.familyName");
    return family_name.empty() ? family_name : family_name + " " + answer_at(line, "worker.givenName");
}

BatchLine line_of(const Visit& visit, const std::vector<const BatchColumn*>& columns,
                  const std::vector<std::string>& cells, int file_line) {
    BatchLine line;
    line.answers = common_answers(visit);
    for (std::size_t index = 0; index < columns.size(); ++index) {
        if (!columns[index] || cells[index].empty()) continue;
        line.answers[columns[index]->place] = value_typed(*columns[index], cells[index]);
    }
    const auto kind = line.answers.find("kind");
    if (kind != line.answers.end()) {
        // People write it in capitals or small letters.
        static const std::map<std::string, domain::Kind> kinds = {{"in", domain::Kind::in},
                                                                  {"out", domain::Kind::out},
                                                                  {"update", domain::Kind::update},
                                                                  {"cancel", domain::Kind::cancel}};
        const auto known = kinds.find(folded_name(kind->second));
        if (known != kinds.end())
            line.kind = known->second;
        else
            line.unreadable.push_back(
                visit.t("Line {line}: \"{value}\" is no kind of declaration; write In, Out, "
                        "Update or Cancel",
                        {{"line", std::to_string(file_line)}, {"value", kind->second}}));
        line.answers.erase(kind);
    }
    line.worker = typed_name(line);
    return line;
}

}  // namespace dimona::web
