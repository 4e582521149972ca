#include "channel/web/verdict_view.hpp"

#include <array>

#include "domain/quota/settle.hpp"
#include "register/anomaly_text.hpp"

namespace dimona::web {

namespace {

const char* result_colour(domain::Verdict verdict) {
    switch (verdict) {
        case domain::Verdict::accepted:
            return "govuk-tag--green";
        case domain::Verdict::accepted_with_warning:
            return "govuk-tag--yellow";
        case domain::Verdict::refused:
            return "govuk-tag--red";
        case domain::Verdict::waiting:
            return "govuk-tag--blue";
    }
    return "";
}

template <class List>
std::string named(const Words& words, const List& list, std::string_view code) {
    const auto found = list.find(code);
    return std::string(code) + (found == list.end() ? "" : " – " + words.of(found->second.name));
}

const char* change_message(domain::Change change) {
    switch (change) {
        case domain::Change::declare_in:
            return DIMONA_MESSAGE("The entry can be declared in time until {until}");
        case domain::Change::declare_out:
            return DIMONA_MESSAGE("The exit can be declared in time until {until}");
        case domain::Change::start_earlier:
            return DIMONA_MESSAGE("The first day can be put earlier until {until}");
        case domain::Change::start_later:
            return DIMONA_MESSAGE("The first day can be put later until {until}");
        case domain::Change::start_hour:
            return DIMONA_MESSAGE("You can still change the start hour until {until}");
        case domain::Change::end_earlier:
            return DIMONA_MESSAGE("The end can be put earlier until {until}");
        case domain::Change::end_later:
            return DIMONA_MESSAGE("The end can be put later until {until}");
        case domain::Change::remove_end:
            return DIMONA_MESSAGE("The last day can be removed until {until}");
        case domain::Change::planned_hours:
            return DIMONA_MESSAGE("The planned hours can be changed until {until}");
        case domain::Change::cancel:
            return DIMONA_MESSAGE("The declaration can be cancelled until {until}");
        case domain::Change::registration_create:
        case domain::Change::registration_modify:
        case domain::Change::registration_cancel:
            return DIMONA_MESSAGE("The daily registration can be changed until {until}");
    }
    return "";
}

constexpr std::array changes_of_a_period = {domain::Change::start_earlier, domain::Change::start_later,
                                            domain::Change::start_hour,    domain::Change::end_earlier,
                                            domain::Change::end_later,     domain::Change::remove_end,
                                            domain::Change::planned_hours, domain::Change::cancel};

// What this period has: no deadline for the hours of a period without hours.
bool concerns(const domain::Period& period, domain::Change change) {
    switch (change) {
        case domain::Change::start_hour:
            return period.start_hour.has_value();
        case domain::Change::end_earlier:
        case domain::Change::end_later:
            return period.end_day.has_value();
        case domain::Change::remove_end:
            return period.end_day && !domain::is_hourly(period);
        case domain::Change::planned_hours:
            return period.planned_hours.has_value();
        default:
            return true;
    }
}

}  // namespace

std::string result_text(const Words& words, domain::Verdict verdict) {
    switch (verdict) {
        case domain::Verdict::accepted:
            return words("Accepted");
        case domain::Verdict::accepted_with_warning:
            return words("Accepted with warning");
        case domain::Verdict::refused:
            return words("Refused");
        case domain::Verdict::waiting:
            return words("Waiting for identification");
    }
    return {};
}

std::string verdict_title(const Words& words, domain::Verdict result) {
    switch (result) {
        case domain::Verdict::accepted:
            return words("The declaration is accepted");
        case domain::Verdict::accepted_with_warning:
            return words("The declaration is accepted, with a warning");
        case domain::Verdict::refused:
            return words("The declaration is refused");
        case domain::Verdict::waiting:
            return words("The declaration is received; the worker must be identified");
    }
    return {};
}

Html result_tag(const Words& words, domain::Verdict verdict) {
    return tag(result_text(words, verdict), result_colour(verdict));
}

std::string kind_text(const Words& words, domain::Kind kind) {
    switch (kind) {
        case domain::Kind::in:
            return words("Entry (IN)");
        case domain::Kind::out:
            return words("Exit (OUT)");
        case domain::Kind::update:
            return words("Change (UPDATE)");
        case domain::Kind::cancel:
            return words("Cancellation (CANCEL)");
        case domain::Kind::daily_registration:
            return words("Daily registration");
    }
    return {};
}

std::string channel_text(const Words& words, domain::Channel channel) {
    switch (channel) {
        case domain::Channel::ftp:
        case domain::Channel::sftp:
            return words("Batch");
        case domain::Channel::web_secured:
            return words("Secured online service");
        case domain::Channel::web_unsecured:
            return words("Unsecured online service");
        case domain::Channel::sms:
            return words("Text message");
        case domain::Channel::voice:
            return words("Telephone");
        case domain::Channel::web_service:
            return words("Web service");
        case domain::Channel::mobile:
            return words("Mobile service");
    }
    return {};
}

std::string declarant_text(const Words& words, const registry::DeclarationView& view) {
    if (view.document.staff) return words("Staff of the authority");
    return is_secured(view.record.channel) ? view.record.declarant : words("Somebody who did not sign in");
}

std::string type_text(const Words& words, const domain::Rulebook& rulebook, domain::WorkerType type) {
    return named(words, rulebook.worker_types, domain::to_code(type));
}
std::string committee_text(const Words& words, const domain::Rulebook& rulebook,
                           std::optional<domain::JointCommittee> committee) {
    return committee ? named(words, rulebook.joint_committees, domain::to_code(*committee)) : std::string();
}
std::string quota_text(const Words& words, const domain::Rulebook& rulebook, domain::QuotaType type) {
    const auto found = rulebook.words.find("quota:" + std::string(domain::to_code(type)));
    return found == rulebook.words.end() ? std::string(domain::to_code(type)) : words.of(found->second);
}

Html anomalies_view(const Words& words, const domain::Rulebook& rulebook,
                    const std::vector<domain::Anomaly>& anomalies) {
    Html all;
    for (const auto& anomaly : anomalies) {
        const auto* card = rulebook.card(anomaly.code);
        const bool blocks = anomaly.severity == domain::Severity::blocking;
        auto title =
            tag(blocks ? words("Blocking") : words("Warning"), blocks ? "govuk-tag--red" : "govuk-tag--yellow") + " " +
            element("span", "dimona-code", anomaly.code);
        Html content = element("h2", "govuk-heading-s dimona-anomaly__title",
                               title + " " + (card ? words.of(card->label) : std::string()));
        if (card) {
            content += paragraph(words.of(card->meaning));
            const auto detail = registry::detail_of(rulebook, *card, anomaly, words.language());
            if (!detail.empty()) content += paragraph(words.with_days(detail));
            content += paragraph(element("strong", "", words("What to do:")) + " " + words.of(card->remedy));
        }
        all += element("div", blocks ? "dimona-anomaly dimona-anomaly--blocking" : "dimona-anomaly", content);
    }
    return all;
}

std::string anomalies_line(const Words& words, const domain::Rulebook& rulebook,
                           const std::vector<domain::Anomaly>& anomalies) {
    std::string line;
    for (const auto& anomaly : anomalies) {
        if (!line.empty()) line += "; ";
        line += anomaly.code;
        if (const auto* card = rulebook.card(anomaly.code)) line += " " + words.of(card->label);
    }
    return line;
}

Html balances_view(const Words& words, const domain::Rulebook& rulebook, const std::vector<domain::Balance>& balances) {
    if (balances.empty()) return {};
    std::vector<std::vector<Cell>> rows;
    for (const auto& balance : balances) {
        const auto unit = domain::counts_hours(balance.type) ? words("hours") : words("days");
        rows.push_back({{quota_text(words, rulebook, balance.type) + " " + std::to_string(balance.year)},
                        {std::to_string(balance.limit) + " " + unit, "numeric"},
                        {std::to_string(balance.used), "numeric"},
                        {std::to_string(balance.left()), "numeric"},
                        {std::to_string(balance.over), "numeric"}});
    }
    return scrolling_table({.caption = words("Quotas"),
                            .caption_classes = "govuk-table__caption--m",
                            .head = {{words("Limit")},
                                     {words("In all"), "numeric"},
                                     {words("Used"), "numeric"},
                                     {words("Left"), "numeric"},
                                     {words("Outside"), "numeric"}},
                            .rows = std::move(rows),
                            .first_cell_is_header = true});
}

std::vector<OpenDeadline> open_deadlines(const domain::Period& period, const domain::Rulebook& rulebook, Instant now) {
    std::vector<OpenDeadline> open;
    if (period.cancelled) return open;
    for (const auto change : changes_of_a_period) {
        if (!concerns(period, change)) continue;
        const auto deadline = domain::deadline_for(period, change, rulebook, brussels_date(now));
        if (deadline && deadline->too_late_from && *deadline->too_late_from > now)
            open.push_back({change, *deadline->too_late_from});
    }
    return open;
}

std::string deadline_text(const Words& words, const OpenDeadline& deadline) {
    // A deadline is the first moment at which it is too late; people are told the last minute that is in time.
    return words(change_message(deadline.change), {{"until", words.moment(deadline.until - std::chrono::minutes{1})}});
}

std::string days_of(const Words& words, const domain::Period& period) {
    auto text = words.day(period.start_day);
    if (period.start_hour) text += ", " + words.hour(*period.start_hour);
    if (!period.end_day) return words("from {start}, without last day", {{"start", text}});
    const bool same_day = period.end_day == period.start_day;
    std::string end;
    if (!same_day) end = words.day(*period.end_day);
    if (period.end_hour) end += (end.empty() ? "" : ", ") + words.hour(*period.end_hour);
    return end.empty() ? text : text + " – " + end;
}

Html state_tag(const Words& words, const domain::Period& period) {
    auto state = period.cancelled ? tag(words("Cancelled"), "govuk-tag--grey")
                 : period.end_day ? tag(words("Closed"), "govuk-tag--turquoise")
                                  : tag(words("Open"), "govuk-tag--green");
    if (period.late) state += " " + tag(words("Late"), "govuk-tag--yellow");
    if (period.locked) state += " " + tag(words("Locked"), "govuk-tag--purple");
    return state;
}

}  // namespace dimona::web
