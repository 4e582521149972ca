#include "channel/web/service.hpp"

#include <openssl/crypto.h>

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cctype>
#include <chrono>
#include <cstdlib>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "channel/web/cookies.hpp"
#include "channel/web/open_digest.hpp"
#include "channel/web/open_service.hpp"
#include "channel/web/rate_limit.hpp"
#include "channel/web/routes.hpp"
#include "channel/web/visitors.hpp"
#include "http/target.hpp"
#include "register/approvals.hpp"

namespace dimona::web {

namespace {

using domain::Language;

constexpr std::array languages = {Language::nl, Language::fr, Language::de, Language::en};
constexpr std::string_view assets_path = "/assets/";
constexpr std::string_view receipt_path = "/verify/";
constexpr std::string_view receipt_keys_path = "/verify/keys.json";
constexpr std::string_view provider_return_path = "/sign-in/return";
constexpr const char* mail_subjects_file = "reference/texts/mail_subjects.csv";
constexpr std::string_view open_service_path = "/unsecured";
constexpr std::string_view not_a_language = "";
constexpr std::size_t digest_in_address = 12;

struct AssetKind {
    std::string_view ending, type;
};
constexpr std::array asset_kinds = {AssetKind{".css", "text/css; charset=utf-8"},
                                    AssetKind{".js", "text/javascript; charset=utf-8"},
                                    AssetKind{".woff2", "font/woff2"}, AssetKind{".svg", "image/svg+xml"}};

std::string_view type_of(std::string_view path) {
    for (const auto& kind : asset_kinds)
        if (path.ends_with(kind.ending)) return kind.type;
    return "application/octet-stream";
}

// "/nl/workers" -> "nl"; empty when the first part is no language.
std::string_view language_part(std::string_view path) {
    if (path.size() < 3 || path[0] != '/' || (path.size() > 3 && path[3] != '/')) return not_a_language;
    const auto code = path.substr(1, 2);
    return domain::parse_language(code) ? code : not_a_language;
}

// As programs know it: without a language, with or without a slash.
bool is_open_service(std::string_view path) {
    return path == open_service_path || (path.starts_with(open_service_path) && path[open_service_path.size()] == '/');
}

// RFC 9110 12.5.4: the first of ours that is named; quality values only order what people rarely set by hand.
Language language_of_browser(std::string_view accepted) {
    std::string best;
    double best_quality = 0;
    for (const auto& piece : split(accepted, ',')) {
        const std::string part(trim(piece));
        // Upper and lower case are the same in both (RFC 9110, 12.5.4 and 12.4.2).
        std::string code = part.substr(0, 2);
        for (auto& letter : code) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        const auto quality_at = part.find_first_of('=');
        const double quality =
            quality_at == std::string::npos ? 1 : std::strtod(part.c_str() + quality_at + 1, nullptr);
        if (domain::parse_language(code) && quality > best_quality) {
            best = code;
            best_quality = quality;
        }
    }
    return domain::parse_language(best).value_or(Language::en);
}

std::string query_text(const std::vector<http::Header>& query) {
    // Our own addresses hold nothing that needs to be encoded; what does is left out.
    std::string text;
    for (const auto& parameter : query) {
        const auto plain = [](std::string_view value) {
            return value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
                   std::string_view::npos;
        };
        if (!plain(parameter.name) || !plain(parameter.value)) continue;
        text += (text.empty() ? "?" : "&") + parameter.name + "=" + parameter.value;
    }
    return text;
}

// CSRF, beside the token: a browser that tells where a form comes from must tell our own site.
bool comes_from_elsewhere(const http::Request& request, std::string_view base_url) {
    const auto site = request.header("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin" && site != "none") return true;
    const auto origin = request.header("Origin");
    return !origin.empty() && origin != "null" && origin != base_url && site.empty();
}

bool has_right_token(const Visit& visit) {
    const auto given = visit.form.untrimmed("token");
    const auto& right = visit.form_token;
    return given.size() == right.size() && CRYPTO_memcmp(given.data(), right.data(), right.size()) == 0;
}

void add_security_headers(http::Response& response, bool tls) {
    response.headers.push_back(
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src "
         "'self'; "
         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"});
    // For browsers that don't know frame-ancestors.
    response.headers.push_back({"X-Frame-Options", "DENY"});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back({"Referrer-Policy", "same-origin"});
    response.headers.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
    response.headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
    response.headers.push_back({"Permissions-Policy", "camera=(), geolocation=(), microphone=()"});
    if (tls) response.headers.push_back({"Strict-Transport-Security", "max-age=63072000; includeSubDomains"});
}

}  // namespace

class WebService::Detail {
public:
    Detail(registry::Store& store, registry::Lanes& lanes, registry::Intake& intake,
           registry::Consultations& consultations, const Clock& real_clock, const Clock& legal_clock,
           std::unique_ptr<Receipts> receipts, Settings settings)
        : settings_(std::move(settings)),
          clock_(real_clock),
          legal_clock_(legal_clock),
          file_(store, lanes, legal_clock, intake.rulebook()),
          sessions_(store, lanes, real_clock, {.proof_age_max = settings_.proof_age_max}),
          jottings_(store, lanes, real_clock),
          receipts_(std::move(receipts)),
          guardian_(store, lanes, legal_clock, real_clock, intake.rulebook()),
          batches_(store, lanes, intake, real_clock),
          open_(store, lanes, real_clock, settings_.flood, settings_.open_forms, settings_.open_key),
          requests_(settings_.requests_a_minute),
          sign_ins_(settings_.sign_ins_a_minute),
          desk_{.store = store,
                .lanes = lanes,
                .intake = intake,
                .consultations = consultations,
                .file = file_,
                .sessions = sessions_,
                .jottings = jottings_,
                .receipts = *receipts_,
                .batches = batches_,
                .guardian = guardian_,
                .open = open_,
                .provider = nullptr,
                .words = [this](Language language) { return words(language); },
                .base_url = settings_.base_url,
                .is_demonstration = settings_.is_demonstration,
                .certificates = settings_.certificates,
                .four_eyes = settings_.four_eyes},
          pool_(static_cast<std::size_t>(settings_.threads)) {
        if (settings_.open_id) {
            auto provider = make_provider(*settings_.open_id, settings_.base_url, real_clock);
            if (provider) provider_ = *std::move(provider);
            desk_.provider = provider_.get();
        }
        for (const auto language : languages) {
            const std::string code(domain::to_code(language));
            catalogues_[static_cast<std::size_t>(language)] =
                read_catalogue(code, settings_.file("locale/" + code + ".mo"));
        }
        assets_ = {asset_address("dimona.css"), asset_address("dimona.js"), asset_address("font.woff2"),
                   asset_address("icon.svg")};
        for (const char* loaded_by_our_script : {"govuk-frontend.min.js", "proof.js"})
            asset_address(loaded_by_our_script);
    }

    void handle(http::Request request, http::Respond respond) {
        const auto begun = std::chrono::steady_clock::now();
        boost::asio::post(pool_, [this, begun, request = std::move(request), respond = std::move(respond)]() mutable {
            Observed observed{.page = "none", .method = request.method, .trace_id = request.trace_id};
            auto response = answer(request, observed);
            add_security_headers(response, settings_.tls);
            if (request.method == "HEAD") response.body.clear();
            observed.status = response.status;
            observed.microseconds =
                std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
            if (settings_.observe) settings_.observe(observed);
            respond(std::move(response));
        });
    }

    Status tidy() {
        DIMONA_TRY_VOID(sessions_.tidy());
        return end_old_approvals();
    }

    Result<int> look_after() {
        const int about_deadlines = DIMONA_TRY(guardian_.write_letters(settings_.base_url, desk_.words));
        return about_deadlines +
               DIMONA_TRY(write_open_digests(desk_.store, desk_.lanes, desk_.words, settings_.base_url, clock_.now()));
    }

    Result<std::string> take_mail(const IncomingMail& mail) {
        const auto subjects = DIMONA_TRY(read_mail_subjects(settings_.file(mail_subjects_file)));
        BlockingMail reader(desk_.lanes, legal_clock_, clock_, desk_.words, settings_.base_url, subjects);
        return reader.take(mail);
    }

    // Enterprises live by real time; the operator's desk works by the legal clock.
    Status end_old_approvals() {
        return desk_.lanes.run(0, [this](registry::Writer& writer) -> Status {
            DIMONA_TRY(registry::expire_approvals(writer, "enterprise/", clock_.now()));
            DIMONA_TRY(registry::expire_approvals(writer, "desk/", desk_.intake.now()));
            return {};
        });
    }

    void stop() {
        batches_.stop();
        pool_.join();
        open_.keep_limits_now();
    }

private:
    [[nodiscard]] Words words(Language language) const {
        return {language, catalogues_[static_cast<std::size_t>(language)]};
    }

    // --- assets: their address holds the digest of their content
    std::string asset_address(std::string_view name) {
        const auto content = settings_.file("web/" + std::string(name));
        const auto digest = to_hex(sha256(content)).substr(0, digest_in_address);
        const auto address = std::string(assets_path) + digest + "-" + std::string(name);
        known_assets_.emplace(address, name);
        return address;
    }

    [[nodiscard]] http::Response asset(const http::Request& request) const {
        const auto known = known_assets_.find(request.path);
        if (known == known_assets_.end())
            return {404, {{"Content-Type", "text/plain; charset=utf-8"}}, "There is no such file.\n"};
        const auto& name = known->second;
        const auto path = "web/" + name;
        const bool takes_gzip = request.header("Accept-Encoding").find("gzip") != std::string_view::npos;
        const auto packed = takes_gzip ? settings_.file(path + ".gz") : std::string_view();
        const auto content = packed.empty() ? settings_.file(path) : packed;
        http::Response response{200,
                                {{"Content-Type", std::string(type_of(name))},
                                 {"Cache-Control", "public, max-age=31536000, immutable"},
                                 {"Vary", "Accept-Encoding"}},
                                std::string(content)};
        if (!packed.empty()) response.headers.push_back({"Content-Encoding", "gzip"});
        return response;
    }

    http::Response answer(const http::Request& request, Observed& observed) {
        if (!requests_.admits(request.peer, clock_.now())) return too_many(request);
        if (request.path.starts_with(assets_path)) {
            observed.page = "asset";
            return asset(request);
        }
        if (request.path == receipt_keys_path)
            return {200,
                    {{"Content-Type", "application/jwk-set+json"}, {"Cache-Control", "max-age=3600"}},
                    desk_.receipts.jwks()};
        const auto code = language_part(request.path);
        if (code == not_a_language) return to_language(request);
        const auto inside = request.path.size() <= 3 ? std::string_view("/") : std::string_view(request.path).substr(3);
        const auto language = *domain::parse_language(code);
        auto response = page(request, language, inside, observed);
        // Somebody reads another language than the one he would be given: he has chosen it.
        if (response.status == 200 && language != language_for(request))
            response.headers.push_back({"Set-Cookie", language_cookie(settings_.base_url, std::string(code))});
        return response;
    }

    // By choice, then by browser.
    [[nodiscard]] Language language_for(const http::Request& request) const {
        return domain::parse_language(cookie(request, language_cookie_name(settings_.base_url)))
            .value_or(language_of_browser(request.header("Accept-Language")));
    }

    // Addresses without a language are for printed codes, bookmarks and the way back from elsewhere.
    http::Response to_language(const http::Request& request) const {
        const auto language = language_for(request);
        const std::string prefix = "/" + std::string(domain::to_code(language));
        if (request.path.starts_with(receipt_path)) return see_other(prefix + request.path);
        if (request.path == provider_return_path) {
            Observed ignored;
            return const_cast<Detail*>(this)->page(request, language, provider_return_path, ignored);
        }
        const bool is_open = is_open_service(request.path);
        auto response = see_other(prefix + (is_open ? std::string(open_service_path) : "/"));
        response.headers.push_back({"Vary", "Accept-Language, Cookie"});
        return response;
    }

    http::Response too_many(const http::Request& request) const {
        const Visit visit{request, assets_, words(language_for(request))};
        auto response = show(visit, {.title = visit.t("Too many requests"),
                                     .main = paragraph(visit.t("Wait a minute, then try again.")),
                                     .status = 429});
        response.headers.push_back({"Retry-After", "60"});
        return response;
    }

    http::Response page(const http::Request& request, Language language, std::string_view path, Observed& observed) {
        Visit visit{request, assets_, words(language)};
        visit.query_text = query_text(request.query);
        const auto found = find_page(request.method, path);
        if (const auto known = recognise(visit); !known) return trouble(visit, known.error());
        if (!found.route) {
            if (!found.other_method) return not_found(visit);
            // A form's address that is opened again, or loaded in another language: its page is one step up.
            const auto up = request.path.substr(0, request.path.rfind('/'));
            return request.method == "GET" && up.size() > 3 ? see_other(up) : not_found(visit);
        }
        observed.page = found.route->path;
        visit.parts = found.parts;
        const auto new_cookie = found.route->need == Need::visitor ? recognise_visitor(visit) : std::string();
        if (request.method == "POST") {
            if (auto refused = read_post(visit)) return *std::move(refused);
        }
        if (auto refused = turned_away(visit, found.route->need)) return *std::move(refused);
        auto response = found.route->page(desk_, visit);
        if (const auto forgotten = forget_notice(visit, response.status); !forgotten)
            return trouble(visit, forgotten.error());
        if (!new_cookie.empty()) response.headers.push_back({"Set-Cookie", new_cookie});
        return response;
    }

    // Who it is, and for whom he acts.
    Status recognise(Visit& visit) {
        const auto token = cookie(visit.request, session_cookie_name(settings_.base_url));
        if (token.empty()) return {};
        visit.who = DIMONA_TRY(sessions_.find(token));
        if (!visit.who) return {};
        visit.form_token = visit.who->session.form_token;
        visit.caller = {.channel = domain::Channel::web_secured,
                        .id = visit.who->account.login,
                        .enterprise = visit.who->account.enterprise,
                        .trace_id = visit.request.trace_id};
        // Staff of the authority act for nobody.
        if (visit.may(access::Right::operate)) visit.caller.enterprise.reset();
        if (visit.who->session.needs_code) return {};
        if (visit.who->session.employer != 0) {
            // The mandate may have ended since it was chosen.
            auto employer =
                file_.employer(visit.caller, domain::EmployerNumber::from_stored(visit.who->session.employer));
            if (employer && access::acts_for(visit.who->account, *employer)) visit.employer = *std::move(employer);
        } else {
            auto employers = DIMONA_TRY(file_.employers(visit.caller));
            std::erase_if(employers, [&](const auto& one) { return !access::acts_for(visit.who->account, one); });
            if (employers.size() == 1) visit.employer = std::move(employers.front());
        }
        return {};
    }

    // The browser that fills in an open form: gives the cookie that it gets, when it has none yet. A form that comes
    // without the cookie of the page where it was loaded has no right token.
    std::string recognise_visitor(Visit& visit) const {
        auto secret = cookie(visit.request, visitor_cookie_name(settings_.base_url));
        std::string new_cookie;
        if (!is_visitor_secret(secret)) {
            secret = make_visitor_secret();
            new_cookie = visitor_cookie(settings_.base_url, secret);
        }
        visit.visitor = visitor_name(secret);
        if (!visit.who) visit.form_token = visitor_form_token(secret);
        return new_cookie;
    }

    // Said once: it is on the page that was made now, unless that leads on to another one, or our script looks whether
    // something is over and shows nothing of it.
    Status forget_notice(const Visit& visit, int status) {
        constexpr int leads_on = 303;
        if (visit.request.header("Dimona-Follows") == "yes") return {};
        if (!visit.who || visit.who->session.notice.empty() || visit.request.method != "GET" || status == leads_on)
            return {};
        auto session = visit.who->session;
        session.notice.clear();
        return sessions_.keep(session);
    }

    std::optional<http::Response> read_post(Visit& visit) {
        if (comes_from_elsewhere(visit.request, settings_.base_url)) return expired_form(visit);
        auto form = read_form(visit.request.header("Content-Type"), visit.request.body);
        if (!form)
            return show(visit, {.title = visit.t("The form could not be read"),
                                .main = paragraph(visit.t("Go back, and send it again from the page.")),
                                .status = 400});
        visit.form = *std::move(form);
        if (!visit.form_token.empty() && !has_right_token(visit)) return expired_form(visit);
        const bool signs_in = visit.request.path.find("/sign-in") != std::string::npos ||
                              visit.request.path.ends_with("/identify/resume");
        if (signs_in && !sign_ins_.admits(visit.request.peer, clock_.now())) return too_many(visit.request);
        return std::nullopt;
    }

    static http::Response expired_form(const Visit& visit) {
        return show(visit,
                    {.title = visit.t("This form has expired"),
                     .main = paragraph(visit.t("Nothing was sent. Go back, load the page again, and send the form "
                                               "once more.")),
                     .status = 403});
    }

    // What is missing to go on, as the page where one gets it.
    static std::optional<http::Response> turned_away(const Visit& visit, Need need) {
        if (need == Need::nothing || need == Need::visitor) return std::nullopt;
        if (!visit.who) return see_other(visit.url("/sign-in"));
        if (need == Need::password) return std::nullopt;
        if (visit.who->session.needs_code) return see_other(visit.url("/sign-in/code"));
        if (need == Need::signed_in) return std::nullopt;
        // Pages of mandates are about the visitor's own enterprise whoever he acts for, so that a mandatary finds his
        // mandates while he works under one of them.
        if (need == Need::mandate)
            return visit.may_for_own(access::Right::mandate) ? std::nullopt : std::optional(not_allowed(visit));
        const auto right = right_for(need);
        if (right && !visit.may(*right)) return not_allowed(visit);
        if (need == Need::operate || need == Need::receipt || need == Need::send) return std::nullopt;
        if (need == Need::consult || need == Need::declare)
            return visit.employer ? std::nullopt : std::optional(see_other(visit.url("/employers")));
        // A mandate covers declarations and the file; the rest stays the mandator's own. An enterprise that is no
        // employer yet has its own access all the same.
        if (visit.employer && visit.employer->enterprise != visit.who->account.enterprise) return not_allowed(visit);
        return std::nullopt;
    }

    static std::optional<access::Right> right_for(Need need) {
        switch (need) {
            case Need::nothing:
            case Need::visitor:
            case Need::password:
            case Need::signed_in:
                return std::nullopt;
            case Need::consult:
            case Need::receipt:
                return access::Right::consult;
            case Need::declare:
            case Need::send:
                return access::Right::declare;
            case Need::people:
                return access::Right::people;
            case Need::manage:
                return access::Right::manage;
            case Need::mandate:
                return access::Right::mandate;
            case Need::identify:
                return access::Right::identify;
            case Need::operate:
                return access::Right::operate;
        }
        return std::nullopt;
    }

    Settings settings_;
    const Clock& clock_;
    const Clock& legal_clock_;
    registry::PersonnelFile file_;
    access::Sessions sessions_;
    Jottings jottings_;
    std::unique_ptr<Receipts> receipts_;
    Guardian guardian_;
    Batches batches_;
    OpenService open_;
    RateLimit requests_, sign_ins_;
    OpenIdProviderPointer provider_;
    Desk desk_;
    std::array<std::shared_ptr<const Catalogue>, 4> catalogues_;
    std::map<std::string, std::string, std::less<>> known_assets_;
    Assets assets_;
    boost::asio::thread_pool pool_;
};

WebService::WebService(registry::Store& store, registry::Lanes& lanes, registry::Intake& intake,
                       registry::Consultations& consultations, const Clock& real_clock, const Clock& legal_clock,
                       std::unique_ptr<Receipts> receipts, Settings settings)
    : detail_(std::make_unique<Detail>(store, lanes, intake, consultations, real_clock, legal_clock,
                                       std::move(receipts), std::move(settings))) {}
WebService::~WebService() { detail_->stop(); }

bool WebService::takes(const http::Request& request) {
    const auto& path = request.path;
    return path == "/" || path.starts_with(assets_path) || path.starts_with(receipt_path) ||
           path == provider_return_path || is_open_service(path) || language_part(path) != not_a_language;
}

bool WebService::takes_file(std::string_view path) {
    if (language_part(path) == not_a_language) return false;
    const auto found = find_page("POST", path.substr(3));
    return found.route && found.route->takes_file;
}

void WebService::handle(http::Request request, http::Respond respond) {
    detail_->handle(std::move(request), std::move(respond));
}
Status WebService::tidy() { return detail_->tidy(); }
Result<int> WebService::look_after() { return detail_->look_after(); }
Result<std::string> WebService::take_mail(const IncomingMail& mail) { return detail_->take_mail(mail); }
void WebService::stop() { detail_->stop(); }

}  // namespace dimona::web
