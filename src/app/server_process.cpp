#include "app/server_process.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/clocks.hpp"
#include "app/demo/demo.hpp"
#include "app/demo/users.hpp"
#include "app/descriptors.hpp"
#include "app/embedded.hpp"
#include "app/forwarded.hpp"
#include "app/inbox/mailbox.hpp"
#include "app/inbox/message.hpp"
#include "app/law.hpp"
#include "app/mail.hpp"
#include "app/metrics.hpp"
#include "app/probes.hpp"
#include "app/store_place.hpp"
#include "channel/rest/service.hpp"
#include "channel/web/service.hpp"

namespace dimona::app {

namespace {

constexpr std::string_view openapi_path = "openapi/dimona-v2.json";

std::string_view shipped_file(std::string_view path) {
    for (const auto& file : embedded_files())
        if (file.path == path) return file.content;
    return {};
}

class Process final : public ServerProcess {
public:
    explicit Process(const ServeOptions& options) : options_(options), log_(options.log_level) {}
    ~Process() override { stop(); }

    Status open() {
        const auto directory = DIMONA_TRY(DataDirectory::create(options_.data));
        const StorePlace place{.data = options_.data, .uri = options_.store};
        lock_ = DIMONA_TRY(place.is_shared() ? directory.lock_for_starting() : directory.lock_for_serving());
        const auto rulebook = DIMONA_TRY(shipped_rulebook());
        store_ = DIMONA_TRY(open_or_make_store(place));
        if (options_.demo) DIMONA_TRY_VOID(fill_with_demo(*store_, directory));
        if (!options_.demo && directory.is_demonstration())
            log_.write(LogLevel::warning, "serves the data of a demonstration", {{"data", options_.data}});
        choose_legal_clock();
        lanes_ = std::make_unique<registry::Lanes>(
            *store_,
            registry::LaneLimits{.lanes = 1, .queue_max = options_.queue_max, .batch_max = options_.batch_max});
        intake_ = std::make_unique<registry::Intake>(*store_, *lanes_, rulebook, legal_clock());
        consultations_ = std::make_unique<registry::Consultations>(*store_, *lanes_, legal_clock());
        DIMONA_TRY_VOID(listen());
        DIMONA_TRY_VOID(open_services(directory));
        DIMONA_TRY_VOID(open_pages(directory));
        DIMONA_TRY_VOID(listen_for_probes());
        if (options_.demo) {
            DIMONA_TRY_VOID(write_credentials(directory, base_url_));
            credentials_file_ = directory.demo_directory() + "/credentials.json";
            demo_users_ = describe_demo_users(demo_users(directory));
        }
        if (place.is_shared()) lock_.reset();
        log_.write(LogLevel::info, "listening",
                   {{"address", base_url_}, {"data", options_.data}, {"edition", rulebook->edition}});
        return {};
    }

    void start() override {
        server_->start();
        if (probe_server_) probe_server_->start();
        keeper_ = std::thread([this] { keep(); });
    }

    void stop() override {
        if (!server_ || is_stopped_.exchange(true)) return;
        server_->stop();
        stop_keeper();
        if (web_) web_->stop();
        lanes_->stop();
        if (probe_server_) probe_server_->stop();
        log_.write(LogLevel::info, "stopped", {});
    }

    [[nodiscard]] const std::string& base_url() const override { return base_url_; }
    [[nodiscard]] std::string credentials_file() const override { return credentials_file_; }
    [[nodiscard]] std::string demo_users_text() const override { return demo_users_; }

private:
    void choose_legal_clock() {
        if (const auto starts_at = parse_instant(options_.clock))
            shifted_clock_ = std::make_unique<ShiftedClock>(system_clock_, *starts_at);
    }
    [[nodiscard]] const Clock& legal_clock() const {
        if (shifted_clock_) return *shifted_clock_;
        return system_clock_;
    }

    Status listen() {
        http::Limits limits;
        limits.body_bytes_max = static_cast<std::uint64_t>(options_.body_bytes_max);
        const int fitting = connections_that_fit(options_.connections_max);
        limits.connections_max = static_cast<std::uint32_t>(fitting);
        limits.takes_upload = web::WebService::takes_file;
        if (fitting < options_.connections_max)
            log_.write(LogLevel::warning, "fewer connections than asked: the system allows too few open files",
                       {{"connections", fitting}});
        server_ = std::make_unique<http::Server>(
            limits, options_.threads,
            [this](http::Request request, http::Respond respond) { handle(std::move(request), std::move(respond)); },
            [this](int status, std::string_view reason, const std::string& trace_id) {
                return rest_->refuse(status, reason, trace_id);
            });
        std::optional<http::Tls> tls;
        if (!options_.tls_certificate.empty()) tls = http::Tls{options_.tls_certificate, options_.tls_key};
        const auto address = DIMONA_TRY(server_->listen(options_.listen, tls));
        base_url_ = options_.base_url.empty() ? (tls ? "https://" : "http://") + address : options_.base_url;
        return {};
    }

    Status open_services(const DataDirectory& directory) {
        access::TokenSettings tokens{
            .issuer = base_url_,
            .accepted_audiences = {base_url_, base_url_ + "/", base_url_ + "/REST/oauth/v5/token"},
            .signing_key_file = directory.signing_key_file()};
        for (const auto& audience : options_.token_audiences) tokens.accepted_audiences.push_back(audience);
        tokens_ = DIMONA_TRY(access::TokenService::open(*store_, *lanes_, system_clock_, std::move(tokens)));
        rest_ = std::make_unique<rest::RestService>(
            *intake_, *consultations_, *tokens_,
            rest::Settings{.base_url = base_url_,
                           .openapi_document = std::string(shipped_file(openapi_path)),
                           .tolerate_unknown_members = options_.tolerate_unknown_members,
                           .tls = !options_.tls_certificate.empty(),
                           .body_bytes_max = static_cast<std::uint64_t>(options_.body_bytes_max),
                           .is_healthy = [this] { return store_->probe().has_value(); },
                           .observe = [this](const rest::Observed& observed) { observe(observed); }});
        return {};
    }

    Status open_pages(const DataDirectory& directory) {
        web::Settings settings{.base_url = base_url_,
                               .tls = base_url_.starts_with("https://"),
                               .is_demonstration = directory.is_demonstration(),
                               .four_eyes = options_.four_eyes,
                               .open_id = std::nullopt,
                               .file = shipped_file,
                               .observe = [this](const web::Observed& observed) { observe(observed); },
                               .threads = options_.page_threads,
                               .requests_a_minute = options_.page_requests_a_minute,
                               .sign_ins_a_minute = options_.sign_ins_a_minute,
                               .flood = options_.flood,
                               .open_forms = {.proof_bits = options_.proof_bits,
                                              .wait = std::chrono::seconds{options_.open_wait_s},
                                              .fill_time_min = std::chrono::seconds{options_.open_fill_s}},
                               .open_key = DIMONA_TRY(directory.open_service_key())};
        settings.certificates = {.self_signed = options_.self_signed_certificates == "allow",
                                 .authorities_folder = options_.certificate_authorities};
        settings.proof_age_max = std::chrono::minutes{options_.ask_again_minutes};
        DIMONA_TRY_VOID(access::check_rules(settings.certificates));
        if (!options_.open_id_issuer.empty())
            settings.open_id = web::OpenIdSettings{.issuer = options_.open_id_issuer,
                                                   .client_id = options_.open_id_client,
                                                   .client_secret = options_.open_id_secret,
                                                   .name = options_.open_id_name,
                                                   .acr = options_.open_id_acr};
        postman_ = make_postman({.server = options_.mail_server,
                                 .user = options_.mail_user,
                                 .password = options_.mail_password,
                                 .sender = options_.mail_sender,
                                 .folder = directory.mail_directory()},
                                system_clock_);
        if (!options_.inbox.empty())
            mailbox_ = DIMONA_TRY(open_mailbox(
                {.place = options_.inbox, .user = options_.inbox_user, .password = options_.inbox_password}));
        auto receipts =
            DIMONA_TRY(web::Receipts::open(directory.receipt_key_file(), directory.former_receipt_keys(), base_url_));
        web_ = std::make_unique<web::WebService>(*store_, *lanes_, *intake_, *consultations_, system_clock_,
                                                 legal_clock(), std::move(receipts), std::move(settings));
        return {};
    }

    // What goes on beside requests, on a thread of its own: letters, deadlines that come near, what has expired.
    void keep() {
        constexpr std::chrono::seconds letters_every{2};
        constexpr std::chrono::minutes tidied_every{10};
        auto deadlines_due = std::chrono::steady_clock::now();
        auto inbox_due = deadlines_due, tidying_due = deadlines_due;
        std::unique_lock lock(keeper_mutex_);
        while (!keeper_stops_) {
            lock.unlock();
            if (std::chrono::steady_clock::now() >= tidying_due) {
                tidy();
                tidying_due = std::chrono::steady_clock::now() + tidied_every;
            }
            if (options_.mail_every_minutes > 0 && std::chrono::steady_clock::now() >= deadlines_due) {
                look_after_deadlines();
                deadlines_due = std::chrono::steady_clock::now() + std::chrono::minutes{options_.mail_every_minutes};
            }
            if (mailbox_ && std::chrono::steady_clock::now() >= inbox_due) {
                look_into_inbox();
                inbox_due = std::chrono::steady_clock::now() + std::chrono::seconds{options_.inbox_every_s};
            }
            deliver();
            lock.lock();
            keeper_wakes_.wait_for(lock, letters_every, [this] { return keeper_stops_; });
        }
    }
    void tidy() {
        if (const auto tidied = web_->tidy(); !tidied)
            log_.write(LogLevel::error, "what has expired could not be taken away",
                       {{"why", tidied.error().message}, {"place", tidied.error().place}});
    }
    void look_after_deadlines() {
        const auto letters = web_->look_after();
        if (!letters)
            log_.write(LogLevel::error, "letters about deadlines could not be written",
                       {{"why", letters.error().message}, {"place", letters.error().place}});
        else if (*letters > 0)
            log_.write(LogLevel::info, "letters about deadlines", {{"letters", *letters}});
    }
    // What can't be read is put away with a line in the log: it would stand in the way of all others.
    Status take_message(const std::string& raw) {
        const auto mail = read_message(raw, options_.inbox_server_id);
        if (!mail) {
            log_.write(LogLevel::warning, "a message in the inbox can't be read", {{"why", mail.error().message}});
            return {};
        }
        const auto outcome = DIMONA_TRY(web_->take_mail(*mail));
        log_.write(LogLevel::info, "message in the inbox",
                   {{"message", mail->digest}, {"authentic", mail->is_authentic}, {"outcome", outcome}});
        return {};
    }
    void look_into_inbox() {
        const auto done = mailbox_->each_new([this](const std::string& raw) { return take_message(raw); });
        if (!done)
            log_.write(LogLevel::error, done.error().message,
                       {{"place", done.error().place}, {"remedy", done.error().remedy}});
    }
    void deliver() {
        const auto delivery = registry::deliver_letters(*store_, *lanes_, *postman_, system_clock_.now());
        const auto trouble = delivery ? delivery->trouble : std::optional(delivery.error());
        if (trouble)
            log_.write(LogLevel::error, "a letter could not be sent; it is tried again",
                       {{"why", trouble->message}, {"place", trouble->place}, {"remedy", trouble->remedy}});
        if (delivery && delivery->given_up > 0)
            log_.write(LogLevel::error, "letters were given up after two weeks", {{"letters", delivery->given_up}});
        if (delivery && delivery->sent > 0) log_.write(LogLevel::info, "letters sent", {{"letters", delivery->sent}});
    }
    void stop_keeper() {
        {
            const std::lock_guard lock(keeper_mutex_);
            keeper_stops_ = true;
        }
        keeper_wakes_.notify_all();
        if (keeper_.joinable()) keeper_.join();
    }

    // On an address of its own, which the operator opens to whom he likes.
    Status listen_for_probes() {
        probes_ = std::make_unique<Probes>(metrics_, *lanes_, *store_, [this] { return server_->figures(); });
        if (options_.metrics_listen.empty()) return {};
        probe_server_ = std::make_unique<http::Server>(
            http::Limits{.body_bytes_max = 0, .connections_max = 100}, 1,
            [this](const http::Request& request, const http::Respond& respond) { respond(probes_->answer(request)); },
            [](int status, std::string_view reason, const std::string&) {
                return plain_text(status, std::string(reason));
            });
        const auto address = DIMONA_TRY(probe_server_->listen(options_.metrics_listen, std::nullopt));
        log_.write(LogLevel::info, "listening for probes", {{"address", address}});
        return {};
    }

    void handle(http::Request request, http::Respond respond) {
        if (asks_for_a_probe(request) && comes_from_this_machine(request)) return respond(probes_->answer(request));
        request.peer = asking_address(request, options_.trusted_proxies);
        if (web::WebService::takes(request)) return web_->handle(std::move(request), std::move(respond));
        rest_->handle(std::move(request), std::move(respond));
    }

    void observe(const web::Observed& observed) {
        constexpr double microseconds_a_second = 1e6;
        metrics_.request("page " + observed.page, observed.status,
                         static_cast<double>(observed.microseconds) / microseconds_a_second);
        const auto level = observed.status >= 500 ? LogLevel::error : LogLevel::info;
        if (!log_.takes(level)) return;
        log_.write(level, "page",
                   {{"traceId", observed.trace_id},
                    {"method", observed.method},
                    {"page", observed.page},
                    {"status", observed.status},
                    {"microseconds", observed.microseconds}});
    }

    void observe(const rest::Observed& observed) {
        constexpr double microseconds_a_second = 1e6;
        metrics_.request(observed.operation, observed.status,
                         static_cast<double>(observed.microseconds) / microseconds_a_second);
        if (observed.kind && observed.result)
            metrics_.declaration(domain::to_code(domain::Channel::web_service), domain::to_code(*observed.kind),
                                 domain::to_code(*observed.result));
        const auto level = observed.status >= 500 ? LogLevel::error : LogLevel::info;
        if (!log_.takes(level)) return;
        boost::json::object fields = {{"traceId", observed.trace_id},
                                      {"method", observed.method},
                                      {"operation", observed.operation},
                                      {"status", observed.status},
                                      {"microseconds", observed.microseconds}};
        if (!observed.client_id.empty()) fields.emplace("client", observed.client_id);
        if (observed.result) fields.emplace("result", domain::to_code(*observed.result));
        log_.write(level, "request", std::move(fields));
    }

    // In the order in which they need each other: what comes later is closed first.
    ServeOptions options_;
    Log log_;
    Metrics metrics_;
    SystemClock system_clock_;
    std::unique_ptr<ShiftedClock> shifted_clock_;
    std::unique_ptr<ServeLock> lock_;
    std::unique_ptr<registry::Store> store_;
    std::unique_ptr<registry::Lanes> lanes_;
    std::unique_ptr<registry::Intake> intake_;
    std::unique_ptr<registry::Consultations> consultations_;
    std::unique_ptr<access::TokenService> tokens_;
    std::unique_ptr<rest::RestService> rest_;
    std::unique_ptr<registry::Postman> postman_;
    std::unique_ptr<web::WebService> web_;
    std::unique_ptr<Mailbox> mailbox_;
    std::thread keeper_;
    std::mutex keeper_mutex_;
    std::condition_variable keeper_wakes_;
    bool keeper_stops_ = false;
    std::unique_ptr<Probes> probes_;
    std::unique_ptr<http::Server> server_, probe_server_;
    std::string base_url_, credentials_file_, demo_users_;
    std::atomic<bool> is_stopped_ = false;
};

}  // namespace

Result<std::unique_ptr<ServerProcess>> ServerProcess::open(const ServeOptions& options) {
    auto process = std::make_unique<Process>(options);
    DIMONA_TRY_VOID(process->open());
    return process;
}

}  // namespace dimona::app
