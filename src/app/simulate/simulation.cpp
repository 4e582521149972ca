#include "app/simulate/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <semaphore>

#include "app/simulate/labour.hpp"
#include "register/intake.hpp"

namespace dimona::app {

namespace {

constexpr std::int64_t declarations_a_batch = 1'000;
// A little more than one in fifty is refused or cancelled before it begins.
constexpr double expected_share_of_periods = 0.975;

// The clock stands at the declaration that is being made.
class SimulatedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return now_; }
    void set(Instant moment) { now_ = moment; }

private:
    Instant now_{};
};

struct Declared {
    Instant at{};
    registry::Submission submission;
    std::vector<FollowUp> later;
    bool opens_a_period = false;
};

struct Due {
    FollowUp change;
    domain::PeriodId period{};
};

class Simulation {
public:
    Simulation(registry::Store& store, std::shared_ptr<const domain::Rulebook> rulebook, const SimulationPlan& plan,
               const std::function<void(std::int64_t)>& progress)
        : store_(store),
          plan_(plan),
          country_(country_of(plan)),
          labour_(country_, plan.seed),
          lanes_(store, {.lanes = 1, .queue_max = 2 * declarations_a_batch, .batch_max = declarations_a_batch}),
          intake_(store, lanes_, std::move(rulebook), clock_),
          progress_(progress) {}

    Result<SimulationReport> run() {
        DIMONA_TRY_VOID(refuse_unless_empty());
        DIMONA_TRY_VOID(country_.register_all(store_));
        double sum = 0, so_far = 0;
        for (auto day = plan_.from; day <= plan_.until; day += std::chrono::days{1}) sum += Labour::weight_of(day);
        for (auto day = plan_.from; day <= plan_.until; day += std::chrono::days{1}) {
            so_far += Labour::weight_of(day);
            const auto wanted = std::llround(static_cast<double>(plan_.periods) * so_far / sum);
            DIMONA_TRY_VOID(live_through(day, wanted));
            if (progress_) progress_(report_.periods);
        }
        return report_;
    }

private:
    Status refuse_unless_empty() {
        const auto reader = DIMONA_TRY(store_.read());
        bool has_employer = false;
        DIMONA_TRY_VOID(reader->each_employer([&](const domain::Employer&) { return !(has_employer = true); }));
        if (!has_employer && !DIMONA_TRY(reader->journal_head())) return {};
        return fail(ErrorKind::conflict, "the store is not empty", {},
                    "simulate into a new data directory or database");
    }

    // What is due on the day, and as many new periods as bring the number to `wanted`.
    Status live_through(LocalDate day, std::int64_t wanted) {
        std::vector<Declared> today;
        while (!due_.empty() && brussels_date(due_.begin()->first) <= day) {
            const auto& [at, due] = *due_.begin();
            today.push_back({at, labour_.submission_of(due.change, due.period), {}, false});
            due_.erase(due_.begin());
        }
        const auto missing = static_cast<double>(wanted - report_.periods) / expected_share_of_periods;
        for (auto count = std::llround(missing); count > 0; --count) {
            auto hiring = labour_.hire(day);
            today.push_back({hiring.at, std::move(hiring.submission), std::move(hiring.later), true});
        }
        std::stable_sort(today.begin(), today.end(),
                         [](const Declared& one, const Declared& other) { return one.at < other.at; });
        for (std::size_t first = 0; first < today.size(); first += declarations_a_batch)
            DIMONA_TRY_VOID(declare(today, first, std::min<std::size_t>(first + declarations_a_batch, today.size())));
        return {};
    }

    Status declare(std::vector<Declared>& list, std::size_t first, std::size_t last) {
        std::vector<Result<registry::Answer>> answers(last - first, tl::unexpected(Error{}));
        std::counting_semaphore answered(0);
        for (auto index = first; index < last; ++index) {
            clock_.set(list[index].at);
            intake_.submit(std::move(list[index].submission), [&, index](Result<registry::Answer> answer) {
                answers[index - first] = std::move(answer);
                answered.release();
            });
        }
        for (auto index = first; index < last; ++index) answered.acquire();
        for (auto index = first; index < last; ++index) {
            if (!answers[index - first]) return tl::unexpected(answers[index - first].error());
            note(*answers[index - first], list[index]);
        }
        return {};
    }

    void note(const registry::Answer& answer, Declared& declared) {
        ++report_.declarations;
        const bool is_refused = answer.decision.result == domain::Verdict::refused;
        ++(is_refused ? report_.refused : report_.accepted);
        if (!declared.opens_a_period || is_refused || !answer.period) return;
        ++report_.periods;
        for (const auto& change : declared.later)
            if (brussels_date(change.at) <= plan_.until) due_.emplace(change.at, Due{change, *answer.period});
    }

    registry::Store& store_;
    SimulationPlan plan_;
    Country country_;
    Labour labour_;
    SimulatedClock clock_;
    registry::Lanes lanes_;
    registry::Intake intake_;
    const std::function<void(std::int64_t)>& progress_;
    std::multimap<Instant, Due> due_;
    SimulationReport report_;
};

}  // namespace

Country country_of(const SimulationPlan& plan) {
    constexpr std::int64_t periods_of_an_employer = 60, periods_of_a_person = 5, fewest_employers = 100,
                           fewest_persons = 500, most_employers = 1'900'000, most_persons = 15'000'000;
    const auto employers = plan.employers > 0 ? plan.employers : plan.periods / periods_of_an_employer;
    return {std::clamp(employers, fewest_employers, most_employers),
            std::clamp(plan.periods / periods_of_a_person, fewest_persons, most_persons), plan.seed};
}

Result<SimulationReport> simulate(registry::Store& store, std::shared_ptr<const domain::Rulebook> rulebook,
                                  const SimulationPlan& plan, const std::function<void(std::int64_t)>& progress) {
    return Simulation(store, std::move(rulebook), plan, progress).run();
}

}  // namespace dimona::app
