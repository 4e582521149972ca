#include "channel/rest/parameters.hpp"

#include <gtest/gtest.h>

#include "channel/rest/headers.hpp"
#include "support/contract.hpp"

namespace dimona::rest {
namespace {

using domain::Language;
using test::names_of;

http::Request request(std::vector<http::Header> query, std::vector<http::Header> headers = {}) {
    http::Request made;
    made.query = std::move(query);
    made.headers = std::move(headers);
    return made;
}

TEST(Parameters, ReadTheSecondsOfAPreference) {
    struct Case {
        std::string_view prefer;
        std::optional<int> seconds;
    };
    const Case cases[] = {{"", std::nullopt},
                          {"wait=5", 5},
                          {"respond-async, wait=10", 10},
                          {"WAIT=5", 5},
                          {"wait=0", 0},
                          {"wait=100000", 60},
                          {"wait", std::nullopt},
                          {"wait=", std::nullopt},
                          {"wait=x", std::nullopt},
                          {"wait=-1", std::nullopt},
                          {"await=5", std::nullopt}};
    for (const auto& [prefer, seconds] : cases) EXPECT_EQ(wait_preference(prefer), seconds) << prefer;
}

TEST(Parameters, ChooseALanguageThatTheCallerLikes) {
    const std::pair<std::string_view, Language> cases[] = {{"", Language::en},
                                                           {"nl", Language::nl},
                                                           {"fr-BE", Language::fr},
                                                           {"DE", Language::de},
                                                           {"es", Language::en},
                                                           {"es, de;q=0.1", Language::de},
                                                           {"fr;q=0.5, nl;q=0.8", Language::nl},
                                                           {"nl;q=0, fr;q=0.001", Language::fr},
                                                           {"fr;q=x, nl;q=0.2", Language::nl},
                                                           {"*", Language::en},
                                                           {"nl, fr", Language::nl},
                                                           {"frisian", Language::en}};
    for (const auto& [header, language] : cases) EXPECT_EQ(preferred_language(header), language) << header;
}

TEST(Parameters, LetTheAddressWinOverTheHeader) {
    EXPECT_EQ(read_language(request({{"lang", "de"}}, {{"Accept-Language", "fr"}})).language, Language::de);
    EXPECT_EQ(names_of(read_language(request({{"lang", "es"}})).issues), std::vector<std::string>{"lang"});
    EXPECT_EQ(names_of(read_language(request({{"language", "nl"}})).issues), std::vector<std::string>{"language"});
}

TEST(Parameters, KnowWhatAnIdempotencyKeyIs) {
    EXPECT_TRUE(is_idempotency_key("a"));
    EXPECT_TRUE(is_idempotency_key(std::string(255, '~')));
    for (const auto& key :
         {std::string(), std::string(256, 'a'), std::string("\t"), std::string("é"), std::string("\x7f")})
        EXPECT_FALSE(is_idempotency_key(key)) << key;
}

TEST(Parameters, ReadTheOptionsOfADeclaration) {
    const auto options = read_declare_options(
        request({{"dryRun", "true"}}, {{"Prefer", "a"}, {"prefer", "wait=3"}, {"Idempotency-Key", "k"}}));
    EXPECT_TRUE(options.issues.empty());
    EXPECT_TRUE(options.dry_run);
    EXPECT_EQ(options.wait, 3);
    EXPECT_EQ(options.idempotency_key, "k");
    EXPECT_FALSE(read_declare_options(request({{"dryRun", "false"}})).dry_run);
}

TEST(Parameters, RefuseOptionsThatAreNone) {
    const std::pair<http::Request, std::vector<std::string>> cases[] = {
        {request({{"dryRun", "yes"}}), {"dryRun"}},
        {request({{"dryRun", ""}}), {"dryRun"}},
        {request({{"dryRun", "true"}, {"dryRun", "false"}}), {"dryRun"}},
        {request({{"dryrun", "true"}, {"x", ""}}), {"dryrun", "x"}},
        {request({}, {{"Idempotency-Key", ""}}), {"Idempotency-Key"}},
        {request({}, {{"Idempotency-Key", "a"}, {"idempotency-key", "b"}}), {"Idempotency-Key"}},
    };
    for (const auto& [asked, names] : cases) EXPECT_EQ(names_of(read_declare_options(asked).issues), names);
}

TEST(Parameters, ReadAPageAndWriteTheAddressOfTheNext) {
    const auto first = read_page(request({}));
    EXPECT_EQ(first.page.number, 1);
    EXPECT_EQ(first.page.size, 50);
    EXPECT_FALSE(first.page.after);
    const auto address = next_url("http://here/periods/search", {.number = 3, .size = 7, .after = 9}, 600'000'000'156);
    EXPECT_EQ(address, "http://here/periods/search?page=4&pageSize=7&cursor=NjAwMDAwMDAwMTU2");
    const auto next = read_page(request({{"page", "4"}, {"pageSize", "7"}, {"cursor", "NjAwMDAwMDAwMTU2"}}));
    EXPECT_TRUE(next.issues.empty());
    EXPECT_EQ(next.page.number, 4);
    EXPECT_EQ(next.page.size, 7);
    EXPECT_EQ(next.page.after, 600'000'000'156);
}

TEST(Parameters, RefusePagesThatAreNone) {
    const std::pair<std::string, std::string> cases[] = {
        {"page", "0"},     {"page", "-1"},      {"page", "x"},       {"page", ""},    {"page", "99999999999999999999"},
        {"pageSize", "0"}, {"pageSize", "101"}, {"pageSize", "1.5"}, {"cursor", "%"}, {"cursor", "YQ"},
        {"cursor", ""},    {"sort", "date"}};
    for (const auto& [name, text] : cases) {
        const auto page = read_page(request({{name, text}}));
        ASSERT_EQ(names_of(page.issues), std::vector<std::string>{name}) << name << '=' << text;
        EXPECT_EQ(page.issues[0].in, IssuePlace::query);
    }
}

TEST(Headers, AcceptJsonOrAnything) {
    for (const auto* accept :
         {"", "*/*", "application/*", "application/json", "text/html, */*;q=0.1", "APPLICATION/JSON",
          "application/problem+json", "text/html,application/json;charset=utf-8"})
        EXPECT_TRUE(accepts_json(accept)) << accept;
    for (const auto* accept : {"text/html", "application/xml, text/plain", "json"})
        EXPECT_FALSE(accepts_json(accept)) << accept;
}

TEST(Headers, CompareMediaTypesWithoutParametersAndCase) {
    EXPECT_TRUE(is_media_type("application/json", "application/json"));
    EXPECT_TRUE(is_media_type("Application/JSON ; charset=utf-8", "application/json"));
    for (const auto* type : {"", "text/json", "application/json2", "application/jsonp;application/json"})
        EXPECT_FALSE(is_media_type(type, "application/json")) << type;
}

TEST(Headers, KnowAUuid) {
    EXPECT_TRUE(is_uuid("0b2c8f0e-6c63-4a53-9d3e-0A4B9F6F6D11"));
    for (const auto* text : {"", "0b2c8f0e6c634a539d3e0a4b9f6f6d11", "0b2c8f0e-6c63-4a53-9d3e-0a4b9f6f6d1g",
                             "0b2c8f0e-6c63-4a53-9d3e-0a4b9f6f6d11 "})
        EXPECT_FALSE(is_uuid(text)) << text;
}

}  // namespace
}  // namespace dimona::rest
