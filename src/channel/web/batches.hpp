// Multi-Dimona: many declarations that are first looked at, then sent, while people watch. A batch survives a restart
// of the service; a line is never declared twice, whatever happens in between (its key is batch and line).
#pragma once

#include <boost/asio/thread_pool.hpp>

#include <atomic>

#include "channel/web/questions.hpp"
#include "register/intake.hpp"

namespace dimona::web {

struct BatchLine {
    int number = 0;  // 1, 2, 3, …
    domain::Kind kind = domain::Kind::in;
    Answers answers;                         // by place
    std::string worker;                      // as shown
    std::vector<std::string> unreadable;     // what is wrong with the line as a line: nothing is sent of it
    std::optional<domain::Verdict> verdict;  // beforehand, then for good
    std::vector<domain::Anomaly> anomalies;
    std::int64_t declaration = 0;  // once sent
    int attempt = 0;               // corrections of a line that was sent and refused: each is a declaration of its own

    // Recorded: nothing about it can be changed here any more.
    [[nodiscard]] bool is_declared() const { return declaration != 0 && verdict != domain::Verdict::refused; }
    [[nodiscard]] bool is_bad() const { return !unreadable.empty() || verdict == domain::Verdict::refused; }
};

// What a batch is begun with.
struct BatchLines {
    std::vector<BatchLine> lines;
    int left_out = 0;  // workers who were chosen and have no line: nothing of theirs is open
};

enum class BatchState { checking, checked, sending, sent, interrupted };

struct Batch {
    std::string id, login;
    domain::EmployerNumber employer = domain::EmployerNumber::from_stored(0);
    std::optional<domain::EnterpriseNumber> enterprise;  // of the declarant
    BatchState state = BatchState::checking;
    int lines = 0, done = 0;  // done: of the present step
    int accepted = 0, warned = 0, refused = 0, waiting = 0, unreadable = 0;
    int declared = 0;     // of the good ones, those that are recorded
    std::string trouble;  // why it was interrupted
    int left_out = 0;     // as in BatchLines
    [[nodiscard]] int bad() const { return refused + unreadable; }
    [[nodiscard]] int to_be_sent() const { return accepted + warned + waiting - declared; }
    [[nodiscard]] bool is_busy() const { return state == BatchState::checking || state == BatchState::sending; }
};

inline constexpr std::size_t batch_lines_max = 5'000;

class Batches {
public:
    Batches(registry::Store& store, registry::Lanes& lanes, registry::Intake& intake, const Clock& real_clock);
    ~Batches();
    Batches(const Batches&) = delete;
    Batches& operator=(const Batches&) = delete;

    // Keeps the lines and begins to look at them. Gives the batch's id.
    Result<std::string> begin(const registry::Caller& caller, domain::EmployerNumber employer, BatchLines begun);
    Result<std::optional<Batch>> find(const std::string& id, const std::string& login);
    // After line `after`.
    Result<std::vector<BatchLine>> lines(const std::string& id, int after, int count);
    // Puts this line in the place of the one with its number and looks at it; the batch can then be sent (again).
    // conflict: the batch is busy, or the line is recorded already.
    Result<BatchLine> correct(const std::string& id, const std::string& login, BatchLine line);
    // Sends the lines that would not be refused. Also goes on with what was interrupted.
    Status send(const std::string& id, const std::string& login);
    void stop();

private:
    void work_on(const std::string& id);
    Status step(Batch& batch);
    Status look_at(const Batch& batch, BatchLine& line);
    Status declare(const Batch& batch, std::vector<BatchLine>& lines);
    Status keep(const Batch& batch, const std::vector<BatchLine>& lines);
    void resume();

    registry::Store& store_;
    registry::Lanes& lanes_;
    registry::Intake& intake_;
    const Clock& clock_;
    std::atomic<bool> stopping_ = false;
    boost::asio::thread_pool worker_{1};
};

}  // namespace dimona::web
