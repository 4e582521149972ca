#include "access/account.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "register/acts.hpp"

namespace dimona::access {

namespace {

namespace json = boost::json;

constexpr const char* account_drawer = "account";
constexpr const char* subject_drawer = "subject";
constexpr std::size_t login_length_max = 254;    // RFC 5321 4.5.3.1.3
constexpr const char* person_drawer = "person";  // ENTERPRISE/LOGIN: who belongs to an enterprise
constexpr int at_once = 500;

constexpr std::size_t own_part_min = 8;  // of a password, beside what everybody knows about its owner
constexpr std::size_t known_word_min = 4;

// Of the lists of passwords that are tried first, those that are long enough to be chosen here.
constexpr std::array<std::string_view, 8> common_passwords = {"123456789012",  "password1234", "motdepasse123",
                                                              "wachtwoord123", "passwort1234", "qwertyuiop12",
                                                              "azertyuiop12",  "111111111111"};

template <class Value>
json::array codes_of(const std::set<Value>& values) {
    json::array codes;
    for (const auto value : values) codes.emplace_back(to_code(value));
    return codes;
}

template <class Value>
std::set<Value> set_of(const json::value& codes, std::optional<Value> (*parse)(std::string_view)) {
    std::set<Value> values;
    for (const auto& code : codes.as_array()) values.insert(parse(std::string_view(code.as_string())).value());
    return values;
}

std::string person_name(domain::EnterpriseNumber enterprise, std::string_view login) {
    return enterprise.to_text() + "/" + std::string(login);
}

json::object to_json(const Account& account) {
    json::object object = {{"login", account.login},
                           {"name", account.name},
                           {"enterprise", account.enterprise.value()},
                           {"role", to_code(account.grant.role)},
                           {"rights", codes_of(account.grant.rights)},
                           {"groups", codes_of(account.grant.qualities)},
                           {"represents", account.grant.represents},
                           {"language", domain::to_code(account.language)},
                           {"passwordHash", account.password_hash},
                           {"codeSecret", account.code_secret},
                           {"lastCodeStep", account.last_code_step},
                           {"subject", account.subject},
                           {"failures", account.failures},
                           {"active", account.active},
                           {"wantsMail", account.wants_mail}};
    if (account.locked_until) object.emplace("lockedUntil", account.locked_until->time_since_epoch().count());
    return object;
}

Result<Account> read(const registry::Paper& paper) {
    try {
        const auto value = json::parse(paper.text);
        const auto& object = value.as_object();
        const auto text = [&](const char* name) { return std::string(object.at(name).as_string()); };
        Account account{.login = text("login"),
                        .name = text("name"),
                        .enterprise = domain::EnterpriseNumber::from_stored(object.at("enterprise").as_int64()),
                        .grant = {.role = parse_role(text("role")).value(),
                                  .rights = set_of(object.at("rights"), parse_right),
                                  .qualities = set_of(object.at("groups"), parse_quality),
                                  .represents = object.at("represents").as_bool()},
                        .language = domain::parse_language(text("language")).value_or(domain::Language::en),
                        .password_hash = text("passwordHash"),
                        .code_secret = text("codeSecret"),
                        .last_code_step = object.at("lastCodeStep").as_int64(),
                        .subject = text("subject"),
                        .failures = static_cast<int>(object.at("failures").as_int64()),
                        .locked_until = std::nullopt,
                        .active = object.at("active").as_bool(),
                        .wants_mail = object.at("wantsMail").as_bool()};
        if (const auto* until = object.if_contains("lockedUntil"))
            account.locked_until = Instant{std::chrono::milliseconds{until->as_int64()}};
        return account;
    } catch (const std::exception&) {
        return fail(ErrorKind::internal, "an account can't be read", paper.name, "restore a backup");
    }
}

}  // namespace

Acting acting_for(const Account& account, const domain::Employer& employer) {
    return employer.enterprise == account.enterprise ? Acting::for_own : Acting::by_mandate;
}

std::optional<std::string> parse_login(std::string_view text) {
    std::string login(trim(text));
    for (auto& letter : login)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    const auto at = login.find('@');
    if (login.size() > login_length_max || at == 0 || at == std::string::npos || at + 1 == login.size() ||
        login.find('@', at + 1) != std::string::npos || login.find_first_of(" /\t\r\n<>\"") != std::string::npos ||
        !is_clean_text(login))
        return std::nullopt;
    return login;
}

Result<std::optional<Account>> account(registry::Reader& reader, std::string_view login) {
    const auto paper = DIMONA_TRY(reader.paper(account_drawer, login));
    if (!paper) return std::nullopt;
    return DIMONA_TRY(read(*paper));
}

Result<std::optional<Account>> account_of_subject(registry::Reader& reader, std::string_view subject) {
    const auto paper = DIMONA_TRY(reader.paper(subject_drawer, to_hex(sha256(subject))));
    if (!paper) return std::nullopt;
    return account(reader, paper->text);
}

Result<std::vector<Account>> accounts(registry::Reader& reader) {
    std::vector<Account> all;
    for (std::string after;;) {
        const auto papers = DIMONA_TRY(reader.papers(account_drawer, "", after, at_once));
        for (const auto& paper : papers) all.push_back(DIMONA_TRY(read(paper)));
        if (papers.size() < at_once) return all;
        after = papers.back().name;
    }
}

Result<std::vector<Account>> accounts_of(registry::Reader& reader, domain::EnterpriseNumber enterprise) {
    std::vector<Account> all;
    const auto prefix = person_name(enterprise, "");
    for (std::string after;;) {
        const auto papers = DIMONA_TRY(reader.papers(person_drawer, prefix, after, at_once));
        for (const auto& paper : papers)
            if (auto found = DIMONA_TRY(account(reader, paper.name.substr(prefix.size()))))
                all.push_back(*std::move(found));
        if (papers.size() < at_once) return all;
        after = papers.back().name;
    }
}

std::string subject_of_account(std::string_view login) { return registry::subject_of("account", login); }

Status put_account(registry::Writer& writer, const Account& account) {
    const auto before = DIMONA_TRY(access::account(writer, account.login));
    if (before && before->enterprise != account.enterprise)
        DIMONA_TRY_VOID(writer.remove_paper(person_drawer, person_name(before->enterprise, account.login)));
    if (!before || before->enterprise != account.enterprise)
        DIMONA_TRY_VOID(
            writer.put_paper({person_drawer, person_name(account.enterprise, account.login), {}, std::nullopt}));
    if (!account.subject.empty())
        DIMONA_TRY_VOID(
            writer.put_paper({subject_drawer, to_hex(sha256(account.subject)), account.login, std::nullopt}));
    return writer.put_paper({account_drawer, account.login, json::serialize(to_json(account)), std::nullopt});
}

Result<std::string> hash_password(const std::string& password) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (sodium_init() < 0 ||
        crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorKind::unavailable, "a password can't be hashed: memory is short", "argon2id");
    return std::string(hash.data());
}

bool is_password(const std::string& password, const std::string& hash) {
    static const std::string nobodys = hash_password(to_hex(sha256(random_bytes(32)))).value_or("");
    if (password.size() > password_length_max) return false;
    const auto& compared = hash.empty() ? nobodys : hash;
    if (compared.size() >= crypto_pwhash_STRBYTES) return false;
    const bool same = crypto_pwhash_str_verify(compared.c_str(), password.data(), password.size()) == 0;
    return same && !hash.empty();
}

namespace {

// Who guesses tries names, addresses and numbers of the person, of the enterprise and of this service first.
std::vector<std::string> known_words(const Account& account) {
    std::vector<std::string> words = {"dimona", account.login, account.enterprise.to_text()};
    for (const auto& side : split(account.login, '@'))
        for (const auto& label : split(side, '.')) words.push_back(label);
    for (const auto& part : split(account.name, ' ')) words.emplace_back(part);
    for (auto& word : words) word = folded_name(word);
    std::erase_if(words, [](const std::string& word) { return word.size() < known_word_min; });
    // The longer first: an address holds the parts of itself.
    std::sort(words.begin(), words.end(),
              [](const std::string& one, const std::string& other) { return one.size() > other.size(); });
    return words;
}

bool says_little_of_its_own(std::string password, const Account& account) {
    bool has_known_word = false;
    for (const auto& word : known_words(account))
        for (auto at = password.find(word); at != std::string::npos; at = password.find(word)) {
            password.erase(at, word.size());
            has_known_word = true;
        }
    return has_known_word && password.size() < own_part_min;
}

}  // namespace

std::optional<const char*> weakness_of(const std::string& password, const Account& account) {
    if (code_points(password) < password_length_min) return "Enter a password of at least 12 characters";
    if (password.size() > password_length_max) return "Enter a shorter password";
    const auto folded = folded_name(password);
    for (const auto common : common_passwords)
        if (folded == common) return "Choose a password that is harder to guess";
    if (says_little_of_its_own(folded, account)) return "Choose a password that is harder to guess";
    return std::nullopt;
}

}  // namespace dimona::access
