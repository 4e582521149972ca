// Every statement that both engines run, in one list to read, and what it may be made of: the subset of SQL that
// PostgreSQL-compatible distributed engines share (docs/operator.md, "Other engines").
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace dimona::store::test {

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

// The text of the adjacent string literals and column macros from `at` on.
std::string joined_literals(const std::string& source, std::size_t at,
                            const std::map<std::string, std::string>& macros) {
    static const std::regex part(R"re(^\s*(?:R"sql\(([\s\S]*?)\)sql"|"((?:[^"\\]|\\.)*)"|(DIMONA_[A-Z_]+)|\\\n))re");
    std::string text;
    std::smatch match;
    for (auto begin = source.begin() + static_cast<std::ptrdiff_t>(at);
         std::regex_search(begin, source.end(), match, part); begin = match[0].second) {
        if (match[1].matched) text += match[1].str();
        if (match[2].matched) text += std::regex_replace(match[2].str(), std::regex(R"(\\")"), "\"");
        if (match[3].matched) text += macros.at(match[3].str());
    }
    return text;
}

std::map<std::string, std::string> column_macros(const std::vector<fs::path>& files) {
    static const std::regex definition(R"(#define (DIMONA_[A-Z_]+))");
    std::map<std::string, std::string> macros;
    for (const auto& file : files) {
        const auto source = content_of(file);
        for (std::sregex_iterator match(source.begin(), source.end(), definition), end; match != end; ++match)
            macros[(*match)[1]] =
                joined_literals(source, static_cast<std::size_t>(match->position() + match->length()), macros);
    }
    return macros;
}

// Named constants are the only place where this room keeps SQL, but for the searches, which put their conditions
// together (sql/newest_rows.cpp) from the same words.
std::set<std::string> all_statements() {
    std::vector<fs::path> files;
    for (const char* folder : {"/src/store/sql", "/src/store/postgresql"})
        for (const auto& file : fs::directory_iterator(DIMONA_SOURCE_DIR + std::string(folder))) files.push_back(file);
    const auto macros = column_macros(files);
    static const std::regex constant(R"(constexpr const char\* \w+ =|^    (?="(?:CREATE|INSERT|SET|BEGIN)))",
                                     std::regex::multiline);
    std::set<std::string> statements;
    for (const auto& file : files) {
        const auto source = content_of(file);
        for (std::sregex_iterator match(source.begin(), source.end(), constant), end; match != end; ++match) {
            auto sql = joined_literals(source, static_cast<std::size_t>(match->position() + match->length()), macros);
            if (std::regex_search(sql, std::regex("^(SELECT|INSERT|UPDATE|DELETE|CREATE|SET|BEGIN) ")))
                statements.insert(sql);
        }
    }
    return statements;
}

// With DIMONA_UPDATE_GOLDEN=1 in the environment the file is written instead: read the difference before committing.
TEST(Statements, AreTheOnesOfTheList) {
    std::string list;
    for (const auto& statement : all_statements()) list += statement + ";\n";
    const fs::path file = DIMONA_SOURCE_DIR "/test/store/golden/statements.sql";
    if (std::getenv("DIMONA_UPDATE_GOLDEN")) std::ofstream(file) << list;
    EXPECT_EQ(list, content_of(file));
}

TEST(Statements, KeepToWhatTheEnginesShare) {
    // Engines of this protocol differ in these, lack them, or can't spread them over machines.
    const std::regex foreign(
        R"(\b(TRIGGER|SERIAL|BIGSERIAL|CREATE SEQUENCE|NEXTVAL|IDENTITY|FUNCTION|PROCEDURE|RECURSIVE|LATERAL|MERGE|WINDOW|OVER|)"
        R"(ARRAY|JSONB?|TSVECTOR|PARTITION|INHERITS|LISTEN|NOTIFY|ADVISORY|SAVEPOINT|TEMP|TEMPORARY TABLE|UNLOGGED|)"
        R"(COPY|TRUNCATE|LOCK TABLE|GREATEST|LEAST|ILIKE|OFFSET|RETURNING \*|SELECT \*)\b)",
        std::regex::icase);
    for (const auto& statement : all_statements()) EXPECT_FALSE(std::regex_search(statement, foreign)) << statement;
}

// Reads that run for each declaration go through an index that begins with the key they are asked by.
TEST(Statements, OfTheHotPathHaveAKey) {
    for (const auto& statement : all_statements()) {
        if (!statement.starts_with("SELECT") || statement.find(" ORDER BY ") != std::string::npos) continue;
        if (statement.find("information_schema") != std::string::npos) continue;
        EXPECT_THAT(statement, testing::HasSubstr(" WHERE ")) << "a scan of the whole table";
    }
}

}  // namespace

}  // namespace dimona::store::test
