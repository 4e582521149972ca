#include "channel/web/batches.hpp"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/json.hpp>
#include <future>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "register/codec/json.hpp"

namespace dimona::web {

namespace {

namespace json = boost::json;
using registry::Paper;
using registry::Writer;

constexpr const char* batch_drawer = "batch";
constexpr const char* line_drawer = "batch-line";
constexpr int lines_a_step = 100, number_width = 5, batches_resumed = 1'000;
constexpr std::size_t id_bytes = 15;
constexpr std::chrono::hours lifetime{24 * 30};
constexpr std::array<std::string_view, 5> state_codes = {"checking", "checked", "sending", "sent", "interrupted"};

std::string line_name(const std::string& batch, int number) { return batch + "/" + zero_padded(number, number_width); }

json::object to_json(const Batch& batch) {
    json::object object = {{"login", batch.login},
                           {"employer", batch.employer.value()},
                           {"state", state_codes[static_cast<std::size_t>(batch.state)]},
                           {"lines", batch.lines},
                           {"done", batch.done},
                           {"accepted", batch.accepted},
                           {"warned", batch.warned},
                           {"refused", batch.refused},
                           {"waiting", batch.waiting},
                           {"unreadable", batch.unreadable},
                           {"declared", batch.declared},
                           {"trouble", batch.trouble},
                           {"leftOut", batch.left_out}};
    if (batch.enterprise) object.emplace("enterprise", batch.enterprise->value());
    return object;
}

json::object to_json(const BatchLine& line) {
    json::object answers;
    for (const auto& [place, answer] : line.answers) answers.emplace(place, answer);
    json::array unreadable, anomalies;
    for (const auto& text : line.unreadable) unreadable.emplace_back(text);
    for (const auto& anomaly : line.anomalies) anomalies.push_back(registry::codec::to_json(anomaly));
    json::object object = {{"kind", domain::to_code(line.kind)},
                           {"answers", std::move(answers)},
                           {"worker", line.worker},
                           {"unreadable", std::move(unreadable)},
                           {"anomalies", std::move(anomalies)},
                           {"declaration", line.declaration},
                           {"attempt", line.attempt}};
    if (line.verdict) object.emplace("verdict", domain::to_code(*line.verdict));
    return object;
}

tl::unexpected<Error> damaged(const Paper& paper) {
    return fail(ErrorKind::internal, "a batch can't be read", paper.name, "send the table again");
}

Result<Batch> read_batch(const Paper& paper) {
    try {
        const auto value = json::parse(paper.text);
        const auto& object = value.as_object();
        const auto number = [&](const char* name) { return static_cast<int>(object.at(name).as_int64()); };
        Batch batch{.id = paper.name,
                    .login = std::string(object.at("login").as_string()),
                    .employer = domain::EmployerNumber::from_stored(object.at("employer").as_int64()),
                    .enterprise = std::nullopt,
                    .state = BatchState::interrupted,
                    .lines = number("lines"),
                    .done = number("done"),
                    .accepted = number("accepted"),
                    .warned = number("warned"),
                    .refused = number("refused"),
                    .waiting = number("waiting"),
                    .unreadable = number("unreadable"),
                    .declared = number("declared"),
                    .trouble = std::string(object.at("trouble").as_string())};
        for (std::size_t index = 0; index < state_codes.size(); ++index)
            if (state_codes[index] == object.at("state").as_string()) batch.state = static_cast<BatchState>(index);
        if (object.contains("leftOut")) batch.left_out = number("leftOut");
        if (const auto* enterprise = object.if_contains("enterprise"))
            batch.enterprise = domain::EnterpriseNumber::from_stored(enterprise->as_int64());
        return batch;
    } catch (const std::exception&) {
        return damaged(paper);
    }
}

Result<BatchLine> read_line(const Paper& paper) {
    try {
        const auto value = json::parse(paper.text);
        const auto& object = value.as_object();
        BatchLine line;
        line.number = static_cast<int>(parse_digits(paper.name.substr(paper.name.find('/') + 1)).value_or(0));
        line.kind = domain::parse_kind(std::string_view(object.at("kind").as_string())).value_or(domain::Kind::in);
        for (const auto& answer : object.at("answers").as_object())
            line.answers.emplace(answer.key(), std::string(answer.value().as_string()));
        line.worker = std::string(object.at("worker").as_string());
        for (const auto& text : object.at("unreadable").as_array()) line.unreadable.emplace_back(text.as_string());
        for (const auto& member : object.at("anomalies").as_array()) {
            domain::Anomaly anomaly;
            if (!registry::codec::from_json(member, anomaly)) return damaged(paper);
            line.anomalies.push_back(std::move(anomaly));
        }
        line.declaration = object.at("declaration").as_int64();
        line.attempt = static_cast<int>(object.at("attempt").as_int64());
        if (const auto* verdict = object.if_contains("verdict"))
            line.verdict = domain::parse_verdict(std::string_view(verdict->as_string()));
        return line;
    } catch (const std::exception&) {
        return damaged(paper);
    }
}

std::string key_of(const Batch& batch, const BatchLine& line) {
    return line_name(batch.id, line.number) + (line.attempt == 0 ? "" : "/" + std::to_string(line.attempt));
}

registry::Submission submission_of(const Batch& batch, const BatchLine& line) {
    return {.request = request_of(line.kind, line.answers),
            .caller = {.channel = domain::Channel::web_secured,
                       .id = batch.login,
                       .enterprise = batch.enterprise,
                       .trace_id = batch.id},
            .idempotency_key = key_of(batch, line)};
}

int& counter_of(Batch& batch, domain::Verdict verdict) {
    switch (verdict) {
        case domain::Verdict::accepted:
            return batch.accepted;
        case domain::Verdict::accepted_with_warning:
            return batch.warned;
        case domain::Verdict::refused:
            return batch.refused;
        case domain::Verdict::waiting:
            break;
    }
    return batch.waiting;
}

// `times` is -1 for a line that leaves the batch.
void count(Batch& batch, const BatchLine& line, int times = 1) {
    if (!line.unreadable.empty())
        batch.unreadable += times;
    else if (line.verdict)
        counter_of(batch, *line.verdict) += times;
    if (line.is_declared()) batch.declared += times;
}

void begin_step(Batch& batch, BatchState state) {
    batch.state = state;
    batch.done = batch.accepted = batch.warned = batch.refused = batch.waiting = 0;
    batch.unreadable = batch.declared = 0;
    batch.trouble.clear();
}

// A line that was refused beforehand stays where it is.
bool is_to_be_sent(const BatchLine& line) {
    return line.unreadable.empty() && line.declaration == 0 && line.verdict != domain::Verdict::refused;
}

}  // namespace

Batches::Batches(registry::Store& store, registry::Lanes& lanes, registry::Intake& intake, const Clock& real_clock)
    : store_(store), lanes_(lanes), intake_(intake), clock_(real_clock) {
    resume();
}
Batches::~Batches() { stop(); }

void Batches::stop() {
    stopping_ = true;
    worker_.join();
}

// What a former process had begun goes on.
void Batches::resume() {
    const auto reader = store_.read();
    if (!reader) return;
    const auto papers = (*reader)->papers(batch_drawer, "", "", batches_resumed);
    if (!papers) return;
    for (const auto& paper : *papers) {
        const auto batch = read_batch(paper);
        if (batch && batch->is_busy()) boost::asio::post(worker_, [this, id = batch->id] { work_on(id); });
    }
}

Result<std::string> Batches::begin(const registry::Caller& caller, domain::EmployerNumber employer, BatchLines begun) {
    auto& lines = begun.lines;
    Batch batch{.id = base64url(random_bytes(id_bytes)),
                .login = caller.id,
                .employer = employer,
                .enterprise = caller.enterprise,
                .state = BatchState::checking,
                .lines = static_cast<int>(lines.size()),
                .left_out = begun.left_out};
    for (std::size_t index = 0; index < lines.size(); ++index) lines[index].number = static_cast<int>(index + 1);
    DIMONA_TRY_VOID(keep(batch, lines));
    boost::asio::post(worker_, [this, id = batch.id] { work_on(id); });
    return batch.id;
}

Result<std::optional<Batch>> Batches::find(const std::string& id, const std::string& login) {
    const auto paper = DIMONA_TRY(DIMONA_TRY(store_.read())->paper(batch_drawer, id));
    if (!paper) return std::nullopt;
    auto batch = DIMONA_TRY(read_batch(*paper));
    if (batch.login != login) return std::nullopt;
    return batch;
}

Result<std::vector<BatchLine>> Batches::lines(const std::string& id, int after, int count) {
    std::vector<BatchLine> found;
    const auto reader = DIMONA_TRY(store_.read());
    for (const auto& paper : DIMONA_TRY(reader->papers(line_drawer, id + "/", line_name(id, after), count)))
        found.push_back(DIMONA_TRY(read_line(paper)));
    return found;
}

Status Batches::send(const std::string& id, const std::string& login) {
    auto batch = DIMONA_TRY(find(id, login));
    if (!batch) return fail(ErrorKind::not_found, "there is no such batch", id);
    if (batch->state != BatchState::checked && batch->state != BatchState::interrupted) return {};
    begin_step(*batch, BatchState::sending);
    DIMONA_TRY_VOID(keep(*batch, {}));
    boost::asio::post(worker_, [this, id] { work_on(id); });
    return {};
}

Result<BatchLine> Batches::correct(const std::string& id, const std::string& login, BatchLine line) {
    auto batch = DIMONA_TRY(find(id, login));
    const auto found = batch ? DIMONA_TRY(lines(id, line.number - 1, 1)) : std::vector<BatchLine>();
    if (found.empty() || found.front().number != line.number)
        return fail(ErrorKind::not_found, "there is no such line", id);
    const auto& before = found.front();
    if (batch->is_busy() || before.is_declared())
        return fail(ErrorKind::conflict, "this line can't be changed now", id, "wait until the batch is done");
    line.attempt = before.attempt + (before.declaration == 0 ? 0 : 1);
    DIMONA_TRY_VOID(look_at(*batch, line));
    count(*batch, before, -1);
    count(*batch, line);
    batch->state = BatchState::checked;
    DIMONA_TRY_VOID(keep(*batch, {line}));
    return line;
}

Status Batches::keep(const Batch& batch, const std::vector<BatchLine>& lines) {
    std::vector<Paper> papers;
    papers.reserve(lines.size() + 1);
    const auto expires = clock_.now() + lifetime;
    for (const auto& line : lines)
        papers.push_back({line_drawer, line_name(batch.id, line.number), json::serialize(to_json(line)), expires});
    papers.push_back({batch_drawer, batch.id, json::serialize(to_json(batch)), expires});
    return lanes_.run(0, [&papers](Writer& writer) -> Status {
        for (const auto& paper : papers) DIMONA_TRY_VOID(writer.put_paper(paper));
        return {};
    });
}

void Batches::work_on(const std::string& id) {
    const auto read = [&]() -> Result<Batch> {
        const auto paper = DIMONA_TRY(DIMONA_TRY(store_.read())->paper(batch_drawer, id));
        if (!paper) return fail(ErrorKind::not_found, "the batch is gone", id);
        return read_batch(*paper);
    };
    auto batch = read();
    if (!batch) return;
    while (!stopping_ && batch->is_busy()) {
        if (const auto done = step(*batch); !done) {
            batch->state = BatchState::interrupted;
            batch->trouble = done.error().message;
            (void)keep(*batch, {});  // when even this fails the batch goes on with the next start
            return;
        }
    }
}

// The next hundred lines.
Status Batches::step(Batch& batch) {
    auto next = DIMONA_TRY(lines(batch.id, batch.done, lines_a_step));
    if (batch.state == BatchState::checking) {
        for (auto& line : next) DIMONA_TRY_VOID(look_at(batch, line));
    } else {
        DIMONA_TRY_VOID(declare(batch, next));
    }
    for (const auto& line : next) count(batch, line);
    batch.done += static_cast<int>(next.size());
    if (batch.done >= batch.lines || next.empty())
        batch.state = batch.state == BatchState::checking ? BatchState::checked : BatchState::sent;
    return keep(batch, next);
}

Status Batches::look_at(const Batch& batch, BatchLine& line) {
    if (!line.unreadable.empty()) return {};
    auto answer = DIMONA_TRY(intake_.dry_run(submission_of(batch, line)));
    line.verdict = answer.decision.result;
    line.anomalies = std::move(answer.decision.anomalies);
    if (line.worker.empty() && answer.person)
        line.worker = answer.person->family_name + " " + answer.person->given_name;
    return {};
}

// All of them wait side by side, so that they are committed together.
Status Batches::declare(const Batch& batch, std::vector<BatchLine>& lines) {
    std::vector<std::pair<BatchLine*, std::future<Result<registry::Answer>>>> waiting;
    for (auto& line : lines) {
        if (!is_to_be_sent(line)) continue;
        auto promise = std::make_shared<std::promise<Result<registry::Answer>>>();
        waiting.emplace_back(&line, promise->get_future());
        intake_.submit(submission_of(batch, line),
                       [promise](Result<registry::Answer> answer) { promise->set_value(std::move(answer)); });
    }
    Status all;
    for (auto& [line, future] : waiting) {
        auto answer = future.get();
        if (!answer) {
            all = tl::unexpected(answer.error());
            continue;
        }
        line->declaration = answer->id.value();
        line->verdict = answer->decision.result;
        line->anomalies = std::move(answer->decision.anomalies);
    }
    return all;
}

}  // namespace dimona::web
