// Processor time of one declaration, stage by stage, in one process without a network: what each part costs alone.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <semaphore>

#include "access/jws.hpp"
#include "access/keys.hpp"
#include "access/token_service.hpp"
#include "app/clocks.hpp"
#include "app/embedded.hpp"
#include "app/law.hpp"
#include "app/simulate/simulation.hpp"
#include "channel/rest/declaration_reader.hpp"
#include "channel/rest/schema.hpp"
#include "channel/rest/views.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "register/situation_loader.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace {

using namespace dimona;

constexpr int declarations_a_transaction = 200;

std::string openapi_document() {
    for (const auto& file : embedded_files())
        if (file.path == "openapi/dimona-v2.json") return std::string(file.content);
    return {};
}

void must(const Status& done) {
    if (!done) throw std::runtime_error(done.error().message);
}

// A store with ten thousand periods, and one declaration to try everything with.
struct Bench {
    Bench() {
        app::SimulationPlan plan;
        const auto country = app::country_of(plan);
        (void)app::simulate(*store, rulebook, plan, {}).value();
        employer = country.employer(5);
        caller = {
            .channel = domain::Channel::web_service, .id = "bench", .enterprise = employer.enterprise, .trace_id = "t"};
        body = R"({"employer":{"enterpriseNumber":")" + employer.enterprise->to_text() + R"("},"worker":{"ssin":")" +
               country.ssin_of(7).to_text() +
               R"("},"dimonaIn":{"startDate":"2026-06-01","endDate":"2026-06-03","plannedHoursNumber":16,)"
               R"("features":{"workerType":"STU","jointCommissionNumber":"XXX"}}})";
        request = rest::read_declaration(body, schemas, rest::UnknownMembers::refused).request;
        const auto reader = store->read().value();
        situation = registry::load_situation(*reader, request, caller, now, std::nullopt).value();
        decision = domain::decide(request, situation, *rulebook, now, domain::DeclarationId{999'999'999'999});
    }
    const Instant now = brussels_instant(at(make_date(2026, 5, 4), ClockTime{600}));
    std::shared_ptr<const domain::Rulebook> rulebook = app::shipped_rulebook().value();
    std::unique_ptr<registry::Store> store = store::open_sqlite({.path = ":memory:"}).value();
    rest::Schemas schemas{openapi_document(), rest::declaration_schemas()};
    rest::Views views{*rulebook, "http://127.0.0.1"};
    domain::Employer employer;
    registry::Caller caller;
    std::string body;
    domain::DeclarationRequest request;
    domain::Situation situation;
    domain::Decision decision;
};

Bench& bench() {
    static Bench bench;
    return bench;
}

void json_in(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(rest::read_declaration(bench().body, bench().schemas, rest::UnknownMembers::refused));
}
void load_situation(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        auto reader = bench().store->read().value();  // a batch opens one for all its declarations
        state.ResumeTiming();
        benchmark::DoNotOptimize(
            registry::load_situation(*reader, bench().request, bench().caller, bench().now, std::nullopt));
        state.PauseTiming();
        reader.reset();
        state.ResumeTiming();
    }
}
void decide(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(domain::decide(bench().request, bench().situation, *bench().rulebook, bench().now,
                                                domain::DeclarationId{999'999'999'999}));
}
void json_out(benchmark::State& state) {
    const registry::Answer answer{
        .id = domain::DeclarationId{600'000'000'111}, .received_at = bench().now, .decision = bench().decision};
    for (auto _ : state)
        benchmark::DoNotOptimize(boost::json::serialize(bench().views.answer(bench().request, answer)));
}
// Journal and personnel file, without the wait for the disk.
void store_rows(benchmark::State& state) {
    auto writer = bench().store->write().value();
    int written = 0;
    for (auto _ : state) {
        const domain::DeclarationId id{domain::number_with_check(writer->next_number().value())};
        registry::JournalDocument document{.id = id,
                                           .received_at = bench().now,
                                           .declarant = "bench",
                                           .edition = "e",
                                           .request = bench().request,
                                           .employer = bench().employer.number,
                                           .person = bench().situation.worker.person->key,
                                           .decision = bench().decision};
        for (auto& effect : document.decision.effects)
            if (auto* put = std::get_if<domain::PutPeriod>(&effect)) put->after.id = domain::PeriodId{id.value()};
        const auto text = registry::to_document(document);
        const auto sequence = registry::append_to_chain(*writer, bench().now, "declaration", text).value();
        must(registry::apply(*writer, document, sequence, bench().now));
        if (++written % declarations_a_transaction == 0) {
            must(writer->commit());
            writer.reset();
            writer = bench().store->write().value();
        }
    }
}
// The signature of an access token, and whether its client may still do what it says.
void token(benchmark::State& state) {
    const auto folder = std::filesystem::temp_directory_path() / ("dimona-bench-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const app::SystemClock clock;
    registry::Lanes lanes(*bench().store, {});
    const auto key = access::make_key(access::Algorithm::ES256).value();
    {
        const auto writer = bench().store->write().value();
        must(writer->put_oauth_client({"bench",
                                       *bench().employer.enterprise,
                                       {std::string(access::scope_declare)},
                                       {access::write_public_key(key).value()},
                                       true}));
        must(writer->commit());
    }
    const auto service = access::TokenService::open(*bench().store, lanes, clock,
                                                    {.issuer = "http://bench",
                                                     .accepted_audiences = {"http://bench"},
                                                     .signing_key_file = (folder / "key.pem").string()})
                             .value();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
    const auto assertion = access::sign({{"alg", "ES256"}, {"typ", "JWT"}},
                                        {{"iss", "bench"},
                                         {"sub", "bench"},
                                         {"aud", "http://bench"},
                                         {"jti", to_hex(sha256(random_bytes(16)))},
                                         {"iat", seconds},
                                         {"exp", seconds + 60}},
                                        key)
                               .value();
    std::string bearer;
    std::binary_semaphore issued(0);
    service->issue(
        "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type"
        "%3Ajwt-bearer&client_assertion=" +
            assertion,
        [&](tl::expected<access::TokenAnswer, access::OAuthError> answer) {
            bearer = answer ? "Bearer " + answer->access_token : answer.error().description;
            issued.release();
        });
    issued.acquire();
    if (!service->check(bearer)) return state.SkipWithError(bearer.c_str());
    for (auto _ : state) benchmark::DoNotOptimize(service->check(bearer));
    std::filesystem::remove_all(folder);
}

// Persons of one name and birth date among two thousand, as a worker without number is looked for.
void find_by_name(benchmark::State& state) {
    const auto reader = bench().store->read().value();
    const auto person = reader->person(bench().situation.worker.person->key).value().value();
    const auto family = folded_name(person.family_name), given = folded_name(person.given_name);
    for (auto _ : state) benchmark::DoNotOptimize(reader->persons_like(family, given, *person.birth_date));
}

BENCHMARK(token);
BENCHMARK(json_in);
BENCHMARK(load_situation);
BENCHMARK(decide);
BENCHMARK(store_rows);
BENCHMARK(json_out);
BENCHMARK(find_by_name);

}  // namespace

BENCHMARK_MAIN();
