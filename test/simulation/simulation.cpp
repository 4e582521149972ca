// A seeded generator drives random declarations through the real decision and a real store, with transactions that are
// lost, processes that die, repeated requests and other orders of arrival; a second, plain statement of the law
// (reference.hpp) must agree on every verdict, period and reserved hour.
//
//   test_simulation                                   thirty thousand declarations
//   test_simulation --seed 17 --declarations 1000000  more of them; the same each time
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <map>

#include "app/law.hpp"
#include "app/simulate/chance.hpp"
#include "register/intake.hpp"
#include "simulation/reference.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"

namespace {

using namespace dimona;
using app::Chance;
using store::test::must;

constexpr int employers = 3, workers = 12;
constexpr std::int64_t day_ms = 86'400'000;
const int first_day = static_cast<int>(make_date(2025, 1, 1).time_since_epoch().count());

struct Disagreement : std::runtime_error {
    using std::runtime_error::runtime_error;
};

LocalDate date_of(int day) { return LocalDate{std::chrono::days{day}}; }

class Game {
public:
    explicit Game(std::uint64_t seed) : chance_(seed) {
        open();
        const auto writer = must(store_->write());
        for (int number = 0; number < employers; ++number) must(writer->put_employer(employer(number)));
        for (int number = 0; number < workers; ++number)
            must(writer->put_person({.key = {},
                                     .ssin = ssin(number),
                                     .replaced = {},
                                     .family_name = "Worker " + std::to_string(number),
                                     .given_name = "An"}));
        must(writer->commit());
    }

    void play(std::int64_t declarations) {
        while (played_ < declarations) play_a_batch();
        compare_all();
    }
    [[nodiscard]] const std::map<std::string, std::int64_t>& codes() const { return codes_; }
    [[nodiscard]] std::int64_t lost() const { return lost_; }
    [[nodiscard]] std::int64_t reopened() const { return reopened_; }
    [[nodiscard]] std::int64_t repeated() const { return repeated_; }
    [[nodiscard]] std::int64_t played() const { return played_; }

private:
    struct Move {
        reference::Declaration declared;
        registry::Submission submission;
        Instant at{};
    };

    static domain::Employer employer(int number) {
        return {.number = domain::EmployerNumber::make_definitive(1'000 + number),
                .enterprise = domain::EnterpriseNumber::make(2'000'000 + number),
                .name = "Employer " + std::to_string(number),
                .categories = {domain::EmployerCategory::ordinary},
                .active = {{make_date(2010, 1, 1), std::nullopt}},
                .sub_entities = {},
                .blocks_unsecured = false,
                .registers_days_here = false};
    }
    static domain::Ssin ssin(int worker) { return domain::Ssin::make(make_date(1990, 1, 1), 0, 1 + worker); }

    void open() {
        store_.reset();
        store_ = must(store::open_sqlite({.path = folder_.file("store.sqlite")}));
    }

    // Declarations of a moment, decided in one transaction. Only one of each worker: then their order does not matter.
    void play_a_batch() {
        now_ms_ += chance_.below(chance_.happens(20) ? 9 * day_ms : day_ms / 8);
        if (now_ms_ > 700 * day_ms) now_ms_ = chance_.below(30 * day_ms);  // the clock is set back, too
        std::vector<Move> moves;
        for (int worker = 0; worker < workers; ++worker)
            if (chance_.happens(500)) moves.push_back(move_of(worker));
        std::vector<std::size_t> order(moves.size());
        for (std::size_t index = 0; index < order.size(); ++index) order[index] = index;
        for (std::size_t index = order.size(); index > 1; --index)
            std::swap(order[index - 1],
                      order[static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(index)))]);

        std::map<std::size_t, registry::Answer> answers;
        while (!decide(moves, order, answers)) {
        }
        for (std::size_t index = 0; index < moves.size(); ++index) compare(moves[index], answers.at(index));
        if (chance_.happens(20) && !moves.empty()) repeat(moves.front(), answers.at(0));
        if (chance_.happens(5)) compare_all();
        if (chance_.happens(3)) {
            open();
            ++reopened_;
        }
    }

    // False: the transaction was lost before its end, or the process died in it.
    bool decide(const std::vector<Move>& moves, const std::vector<std::size_t>& order,
                std::map<std::size_t, registry::Answer>& answers) {
        auto writer = must(store_->write());
        const auto dies_before = chance_.happens(30) ? chance_.below(static_cast<std::int64_t>(order.size()) + 1) : -1;
        for (std::size_t place = 0; place < order.size(); ++place) {
            if (static_cast<std::int64_t>(place) == dies_before) return lose(std::move(writer));
            const auto& move = moves[order[place]];
            answers.insert_or_assign(order[place],
                                     must(registry::decide_and_record(*writer, move.submission, *rulebook_, move.at)));
        }
        if (dies_before == static_cast<std::int64_t>(order.size())) return lose(std::move(writer));
        must(writer->commit());
        return true;
    }
    bool lose(std::unique_ptr<registry::Writer> writer) {
        writer.reset();
        if (chance_.happens(200)) open();
        ++lost_;
        return false;
    }

    // The same key again: the first answer, and nothing new.
    void repeat(const Move& move, const registry::Answer& first) {
        const auto writer = must(store_->write());
        const auto again = must(registry::decide_and_record(*writer, move.submission, *rulebook_, move.at));
        if (!again.repeated || again.id != first.id || !(again.decision == first.decision))
            throw Disagreement("a repeated request was not answered as the first time");
        must(writer->commit());
        ++repeated_;
    }

    Move move_of(int worker) {
        reference::Declaration declared;
        declared.received_ms = std::int64_t{first_day} * day_ms + now_ms_;
        declared.worker = worker;
        const int today = static_cast<int>(declared.received_ms / day_ms);
        const auto near = [&] { return today + static_cast<int>(chance_.between(-8, 25)); };
        std::vector<int> own;
        for (int index = 0; index < static_cast<int>(world_.periods().size()); ++index)
            if (world_.periods()[static_cast<std::size_t>(index)].worker == worker) own.push_back(index);
        constexpr std::array weights = {45, 15, 25, 15};
        const auto kind = static_cast<reference::Kind>(chance_.one_of(weights));
        declared.kind = own.empty() ? reference::Kind::in : kind;
        if (declared.kind == reference::Kind::in) {
            declared.employer = static_cast<int>(chance_.below(employers));
            declared.is_student = chance_.happens(500);
            declared.start_day = near();
            if (declared.is_student || chance_.happens(600))
                declared.end_day = *declared.start_day + static_cast<int>(chance_.between(-1, 20));
            if (declared.is_student && chance_.happens(15)) declared.end_day.reset();
            if (declared.is_student) declared.hours = static_cast<int>(chance_.between(1, 90));
        } else {
            // Mostly one of the newest: what is long past changes seldom.
            const auto newest = static_cast<std::int64_t>(own.size());
            declared.period =
                own[static_cast<std::size_t>(newest - 1 - chance_.below(std::min<std::int64_t>(newest, 6)))];
            const auto& period = world_.periods()[static_cast<std::size_t>(declared.period)];
            declared.employer = period.employer;
            declared.is_student = period.is_student;
            if (chance_.happens(20)) declared.period = -1;
            if (declared.kind == reference::Kind::out) declared.end_day = near();
            if (declared.kind == reference::Kind::update) {
                if (period.is_student && chance_.happens(500))
                    declared.hours = static_cast<int>(chance_.between(1, 150));
                else if (chance_.happens(150))
                    declared.removes_end = true;
                else
                    declared.end_day = near();
            }
        }
        return {declared, submission_of(declared), Instant{std::chrono::milliseconds{declared.received_ms}}};
    }

    registry::Submission submission_of(const reference::Declaration& declared) {
        constexpr std::array kinds = {domain::Kind::in, domain::Kind::out, domain::Kind::update, domain::Kind::cancel};
        registry::Submission submission{.request = {},
                                        .caller = {.channel = domain::Channel::web_service,
                                                   .id = "game",
                                                   .enterprise = employer(declared.employer).enterprise,
                                                   .trace_id = "game"},
                                        .idempotency_key = "key " + std::to_string(++keys_)};
        auto& request = submission.request;
        request.kind = kinds[static_cast<std::size_t>(declared.kind)];
        if (declared.kind == reference::Kind::in) {
            request.employer =
                domain::EmployerFields{.enterprise_number = employer(declared.employer).enterprise->to_text()};
            request.worker = domain::WorkerFields{.ssin = ssin(declared.worker).to_text()};
            request.features =
                domain::FeatureFields{.joint_committee = "XXX", .worker_type = declared.is_student ? "STU" : "OTH"};
        } else {
            request.period_id = declared.period < 0
                                    ? std::to_string(domain::number_with_check(6'999'999'999))
                                    : std::to_string(numbers_[static_cast<std::size_t>(declared.period)].value());
        }
        if (declared.start_day) request.start_date = format_date(date_of(*declared.start_day));
        if (declared.end_day) request.end_date = format_date(date_of(*declared.end_day));
        if (declared.removes_end) request.end_date = "9999-12-31";
        if (declared.hours) request.planned_hours = std::to_string(*declared.hours);
        return submission;
    }

    void compare(const Move& move, const registry::Answer& answer) {
        const auto before = world_.periods().size();
        const auto move_text = describe(move);
        const auto expected = world_.declare(move.declared);
        reference::Verdict found{.result = domain::to_code(answer.decision.result).front(), .codes = {}};
        for (const auto& anomaly : answer.decision.anomalies) found.codes.insert(anomaly.code);
        ++played_;
        for (const auto& code : expected.codes) ++codes_[code];
        if (!(found == expected))
            throw Disagreement(move_text + "\n  the program: " + text_of(found) +
                               "\n  the reference: " + text_of(expected));
        if (world_.periods().size() > before) numbers_.push_back(*answer.period);
    }

    // Every period, and the hours that its worker has reserved.
    void compare_all() {
        const auto reader = must(store_->read());
        for (std::size_t index = 0; index < numbers_.size(); ++index) {
            const auto& expected = world_.periods()[index];
            const auto found = must(reader->period(numbers_[index]));
            const bool same =
                found && found->start_day == date_of(expected.start_day) &&
                found->end_day == (expected.end_day ? std::optional(date_of(*expected.end_day)) : std::nullopt) &&
                found->cancelled == expected.is_cancelled && found->planned_hours.value_or(0) == expected.hours;
            if (!same)
                throw Disagreement("period " + std::to_string(numbers_[index].value()) + " is not what was declared");
        }
        for (int worker = 0; worker < workers; ++worker) {
            const auto person = must(reader->person(ssin(worker)));
            for (const int year : {2024, 2025, 2026, 2027}) {
                int hours = 0;
                for (const auto& entry :
                     must(reader->quota_entries(person->key, make_date(year, 1, 1), make_date(year, 12, 31))))
                    if (!entry.outside) hours += entry.amount;
                if (hours != world_.reserved_hours(worker, year))
                    throw Disagreement("worker " + std::to_string(worker) + " has reserved " + std::to_string(hours) +
                                       " hours of " + std::to_string(year) + ", the reference says " +
                                       std::to_string(world_.reserved_hours(worker, year)));
            }
        }
    }

    [[nodiscard]] std::string describe(const Move& move) const {
        const auto& request = move.submission.request;
        std::string text = "at " + format_instant(move.at) + " " + std::string(domain::to_code(request.kind));
        for (const auto& [name, value] : {std::pair{"period", request.period_id},
                                          {"start", request.start_date},
                                          {"end", request.end_date},
                                          {"hours", request.planned_hours}})
            if (value) text.append(", ").append(name).append(" ").append(*value);
        text += move.declared.is_student ? ", student" : ", ordinary";
        if (move.declared.period >= 0) {
            const auto& period = world_.periods()[static_cast<std::size_t>(move.declared.period)];
            text += " (was " + format_date(date_of(period.start_day)) + " to " +
                    (period.end_day ? format_date(date_of(*period.end_day)) : "open") + ", " +
                    std::to_string(period.hours) + " hours" + (period.is_late ? ", late" : "") +
                    (period.is_cancelled ? ", cancelled" : "") + ")";
        }
        return text;
    }
    static std::string text_of(const reference::Verdict& verdict) {
        std::string text(1, verdict.result);
        for (const auto& code : verdict.codes) text += " " + code;
        return text;
    }

    Chance chance_;
    store::test::Folder folder_;
    std::shared_ptr<const domain::Rulebook> rulebook_ = must(app::shipped_rulebook());
    std::unique_ptr<registry::Store> store_;
    reference::World world_;
    std::vector<domain::PeriodId> numbers_;  // of the world's periods
    std::int64_t now_ms_ = 0, played_ = 0, keys_ = 0, lost_ = 0, reopened_ = 0, repeated_ = 0;
    std::map<std::string, std::int64_t> codes_;
};

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t seed = 1;
    std::int64_t declarations = 30'000, a_world = 3'000;
    CLI::App app("Random declarations against a second statement of the law");
    app.add_option("--seed", seed, "Another seed, another game")->capture_default_str();
    app.add_option("--declarations", declarations, "How many")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    std::int64_t played = 0, lost = 0, reopened = 0, repeated = 0;
    std::map<std::string, std::int64_t> codes;
    for (auto world = seed; played < declarations; ++world) {  // small worlds, one after the other
        Game game(world);
        try {
            game.play(std::min(a_world, declarations - played));
        } catch (const std::exception& trouble) {
            std::cerr << "after " << game.played() << " declarations: " << trouble.what()
                      << "\n  again: test_simulation --seed " << world << " --declarations " << a_world << "\n";
            return 1;
        }
        played += game.played();
        lost += game.lost(), reopened += game.reopened(), repeated += game.repeated();
        for (const auto& [code, count] : game.codes()) codes[code] += count;
    }
    std::cout << played << " declarations agree; " << lost << " transactions were lost, " << reopened
              << " times the store was opened again, " << repeated << " requests were repeated\n";
    for (const auto& [code, count] : codes) std::cout << "  " << code << "  " << count << "\n";
}
