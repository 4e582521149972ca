#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "access/keys.hpp"
#include "app/import/tables.hpp"
#include "app/support/command.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"

namespace dimona::app {
namespace {

using namespace domain;
using store::test::must;
using testing::HasSubstr;

const std::string employer = std::to_string(EmployerNumber::make_definitive(1'234).value());
const std::string provisional = std::to_string(EmployerNumber::make_provisional(50'000'777).value());
const std::string enterprise = EnterpriseNumber::make(2'003).to_text();
const std::string other_enterprise = EnterpriseNumber::make(2'004).to_text();
const Ssin person = Ssin::make(make_date(1985, 3, 12), 0, 101);
const Ssin former = Ssin::make(make_date(1985, 3, 12), 40, 101);

const std::string employers_header =
    "employerNumber,enterpriseNumber,name,categories,activeFrom,activeTo,subEntities,blocksUnsecured,"
    "registersDaysHere\n";
const std::string persons_header = "ssin,replacedSsins,familyName,givenName,birthDate,gender,nationality\n";
const std::string mandates_header = "mandator,mandatary,from,to,revoked\n";
const std::string career_header = "ssin,quarter,employerNumber,percent,pensioner\n";
const std::string clients_header = "clientId,enterpriseNumber,scopes,keyFile\n";
const std::string declare = "scope:dimona:declaration:declarant";

class Import : public testing::Test {
protected:
    Import() {
        const auto key = must(access::make_key(access::Algorithm::ES256));
        std::ofstream(folder_.file("vendor.pem")) << must(access::write_public_key(key));
        std::ofstream(folder_.file("private.pem")) << must(access::write_private_key(key));
    }
    Result<ImportReport> import(registry::Writer& writer, const std::string& table, const std::string& csv) {
        return import_table(writer, table, csv, "file.csv", folder_.path());
    }
    void import_good(const std::string& table, const std::string& csv) {
        const auto writer = must(store_->write());
        const auto report = must(import(*writer, table, csv));
        for (const auto& problem : report.problems) ADD_FAILURE() << problem.place << " " << problem.message;
        must(writer->commit());
    }
    std::vector<Error> problems(const std::string& table, const std::string& csv) {
        const auto writer = must(store_->write());
        return must(import(*writer, table, csv)).problems;
    }

    store::test::Folder folder_;
    std::unique_ptr<registry::Store> store_ = must(store::open_sqlite({.path = ":memory:"}));
};

TEST_F(Import, BringsEmployersIn) {
    import_good("employers",
                employers_header + employer + "," + enterprise +
                    ",\"Café, du Canal\",horeca non_profit,2015-01-01,2030-12-31,0000000101 0000000102,yes,yes\n" +
                    provisional + ",,Jonge Zaak,ordinary,2026-01-01,,,no,\n");
    const auto reader = must(store_->read());
    const auto first = must(reader->employer(*EmployerNumber::parse_definitive(employer)));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->name, "Café, du Canal");
    EXPECT_EQ(first->enterprise->to_text(), enterprise);
    EXPECT_EQ(first->categories, (std::set{EmployerCategory::horeca, EmployerCategory::non_profit}));
    EXPECT_EQ(first->active, (std::vector{DateRange{make_date(2015, 1, 1), make_date(2030, 12, 31)}}));
    EXPECT_THAT(first->sub_entities, testing::ElementsAre("0000000101", "0000000102"));
    EXPECT_TRUE(first->blocks_unsecured && first->registers_days_here);
    const auto second = must(reader->employer(*EmployerNumber::parse_provisional(provisional)));
    ASSERT_TRUE(second);
    EXPECT_FALSE(second->enterprise || second->blocks_unsecured || second->registers_days_here);
}

TEST_F(Import, KeepsThePersonWhenTheNumberIsReplaced) {
    import_good("persons", persons_header + former.to_text() + ",,Özdemir,Noor,1985-03-00,,\n");
    import_good("persons",
                persons_header + person.to_text() + "," + former.to_text() + ",Özdemir,Noor,1985-03-12,2,150\n");
    const auto reader = must(store_->read());
    const auto by_new = must(reader->person(person)), by_old = must(reader->person(former));
    ASSERT_TRUE(by_new && by_old);
    EXPECT_EQ(*by_new, *by_old);
    EXPECT_EQ(by_new->sex, Sex::woman);
    EXPECT_EQ(by_new->nationality, "150");
}

TEST_F(Import, BringsMandatesCareersEnterprisesAndClientsIn) {
    import_good("persons", persons_header + person.to_text() + ",,Peeters,Jan,1985-03-12,1,150\n");
    import_good("mandates", mandates_header + enterprise + "," + other_enterprise + ",2020-01-01,,no\n");
    import_good("enterprises", "name,enterpriseNumber\nElders," + other_enterprise + "\n");
    import_good("career", career_header + person.to_text() + ",2026Q1," + employer + ",80,no\n" + person.to_text() +
                              ",2026Q2,,0,yes\n");
    import_good("clients", clients_header + "vendor," + enterprise + "," + declare + ",vendor.pem\n");
    import_good("clients",
                clients_header + "vendor," + enterprise + "," + declare + "," + folder_.file("vendor.pem") + "\n");

    const auto reader = must(store_->read());
    EXPECT_EQ(must(reader->mandates_to(*EnterpriseNumber::parse(other_enterprise))).size(), 1U);
    EXPECT_TRUE(must(reader->enterprise_exists(*EnterpriseNumber::parse(other_enterprise))));
    const auto career = must(reader->career(must(reader->person(person))->key, {2026, 1}, {2026, 2}));
    ASSERT_TRUE(career);
    EXPECT_EQ(career->size(), 2U);
    const auto client = must(reader->oauth_client("vendor"));
    ASSERT_TRUE(client);
    EXPECT_TRUE(client->active);
    EXPECT_THAT(client->scopes, testing::ElementsAre(declare));
    EXPECT_EQ(client->public_keys_pem.size(), 1U);
}

// What is wrong with a line, and the column that is named.
TEST_F(Import, NamesWhatIsWrongWithALine) {
    struct Case {
        const char* table;
        std::string header, line;
        const char* column;
    };
    const std::string good_employer = employer + ",,Zaak,ordinary,2015-01-01,,,no,no";
    const auto employer_with = [&](const std::string& part, const std::string& instead) {
        auto line = good_employer;
        return line.replace(line.find(part), part.size(), instead);
    };
    const std::string ssin = person.to_text();
    const std::vector<Case> cases = {
        {"employers", employers_header, employer_with(employer, "123"), "employerNumber"},
        {"employers", employers_header, employer_with(employer, ""), "employerNumber"},
        {"employers", employers_header, employer_with(",,Zaak", ",0123,Zaak"), "enterpriseNumber"},
        {"employers", employers_header, employer_with("Zaak", " "), "name"},
        {"employers", employers_header, employer_with("Zaak", "Za\x07k"), "name"},
        {"employers", employers_header, employer_with("ordinary", "baker"), "categories"},
        {"employers", employers_header, employer_with("ordinary", ""), "categories"},
        {"employers", employers_header, employer_with("2015-01-01", "2015-02-29"), "activeFrom"},
        {"employers", employers_header, employer_with("2015-01-01", ""), "activeFrom"},
        {"employers", employers_header, employer_with("2015-01-01,", "2015-01-01,2014-12-31"), "activeTo"},
        {"employers", employers_header, employer_with("no,no", "maybe,no"), "blocksUnsecured"},
        {"employers", employers_header, employer_with("no,no", "no,1"), "registersDaysHere"},
        {"persons", persons_header, "85031210102,,Peeters,Jan,,,", "ssin"},
        {"persons", persons_header, ssin + ",85031210102,Peeters,Jan,,,", "replacedSsins"},
        {"persons", persons_header, ssin + ",,,Jan,,,", "familyName"},
        {"persons", persons_header, ssin + ",,Peeters,,,,", "givenName"},
        {"persons", persons_header, ssin + ",,Peeters,Jan,12/03/1985,,", "birthDate"},
        {"persons", persons_header, ssin + ",,Peeters,Jan,,M,", "gender"},
        {"persons", persons_header, ssin + ",,Peeters,Jan,,,BE", "nationality"},
        {"enterprises", "enterpriseNumber,name\n", "0123,Elders", "enterpriseNumber"},
        {"enterprises", "enterpriseNumber,name\n", enterprise + ",", "name"},
        {"mandates", mandates_header, "x," + enterprise + ",2020-01-01,,no", "mandator"},
        {"mandates", mandates_header, enterprise + ",x,2020-01-01,,no", "mandatary"},
        {"mandates", mandates_header, enterprise + "," + other_enterprise + ",,,no", "from"},
        {"mandates", mandates_header, enterprise + "," + other_enterprise + ",2020-01-01,2019-01-01,no", "to"},
        {"mandates", mandates_header, enterprise + "," + other_enterprise + ",2020-01-01,,x", "revoked"},
        {"career", career_header, ssin + ",2026Q1," + employer + ",80,no", "ssin"},  // nobody has it yet
        {"career", career_header, ssin + ",2026Q5," + employer + ",80,no", "quarter"},
        {"career", career_header, ssin + ",2026Q1,123,80,no", "employerNumber"},
        {"career", career_header, ssin + ",2026Q1,,-1,no", "percent"},
        {"career", career_header, ssin + ",2026Q1,,1001,no", "percent"},
        {"career", career_header, ssin + ",2026Q1,,80,x", "pensioner"},
        {"clients", clients_header, "," + enterprise + "," + declare + ",vendor.pem", "clientId"},
        {"clients", clients_header, "vendor,0123," + declare + ",vendor.pem", "enterpriseNumber"},
        {"clients", clients_header, "vendor," + enterprise + ",scope:other,vendor.pem", "scopes"},
        {"clients", clients_header, "vendor," + enterprise + ",,vendor.pem", "scopes"},
        {"clients", clients_header, "vendor," + enterprise + "," + declare + ",missing.pem", "keyFile"},
        {"clients", clients_header, "vendor," + enterprise + "," + declare + ",private.pem", "keyFile"},
    };
    for (const auto& [table, header, line, column] : cases) {
        const auto found = problems(table, header + line + "\n");
        ASSERT_FALSE(found.empty()) << table << ": " << line;
        EXPECT_EQ(found.front().place, std::string("file.csv:2 column ") + column) << line;
        EXPECT_FALSE(found.front().message.empty() || found.front().remedy.empty()) << line;
        EXPECT_THAT(found.front().message, testing::Not(HasSubstr("850312"))) << "numbers of persons are not repeated";
    }
}

TEST_F(Import, NamesEveryBadLineAtOnce) {
    const auto found = problems("persons", persons_header + "1,,A,B,,,\n" + person.to_text() + ",,A,B,,,\n2,,,B,,,\n");
    std::vector<std::string> places;
    for (const auto& problem : found) places.push_back(problem.place);
    EXPECT_THAT(places, testing::ElementsAre("file.csv:2 column ssin", "file.csv:4 column ssin",
                                             "file.csv:4 column familyName"));
}

TEST_F(Import, RefusesTwoLinesAboutTheSame) {
    const std::string line = enterprise + "," + other_enterprise + ",2020-01-01,,";
    const auto found = problems("mandates", mandates_header + line + "no\n" + line + "yes\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].place, "file.csv:3 column mandator");
    EXPECT_THAT(found[0].message, HasSubstr("line 2"));
}

TEST_F(Import, RefusesAFileThatIsNoSuchTable) {
    const auto writer = must(store_->write());
    for (const char* csv : {"", "ssin\n1\n", "enterpriseNumber,title\n1,2\n", "enterpriseNumber,name\n1,2,3\n"})
        EXPECT_FALSE(import(*writer, "enterprises", csv)) << csv;
    EXPECT_FALSE(import(*writer, "holidays", "a\n"));
}

class ImportCommand : public Import {
protected:
    test::Printed import_file(const std::string& csv, const std::vector<std::string>& options = {}) {
        std::ofstream(folder_.file("persons.csv"), std::ios::binary) << csv;
        std::vector<std::string> words = {"admin",  "import",      "persons", folder_.file("persons.csv"),
                                          "--data", folder_.path()};
        words.insert(words.end(), options.begin(), options.end());
        return test::run(words);
    }
    bool is_known() {
        const auto stored = must(store::open_sqlite({.path = folder_.file("dimona.sqlite")}));
        return must(must(stored->read())->person(person)).has_value();
    }
    const std::string good_ = person.to_text() + ",,Peeters,Jan,,,\n";
};

TEST_F(ImportCommand, WritesAllLinesOrNone) {
    const auto refused = import_file(persons_header + good_ + "1,,A,B,,,\n");
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("persons.csv:3 column ssin"));
    EXPECT_THAT(refused.err, HasSubstr("nothing was imported"));
    EXPECT_FALSE(is_known());
    EXPECT_EQ(import_file(persons_header + good_, {"--dry-run"}).code, 0);
    EXPECT_FALSE(is_known());
    const auto done = import_file(persons_header + good_);
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_TRUE(is_known());
}

TEST_F(ImportCommand, TakesAFileFromASpreadsheet) {
    auto csv = "\xEF\xBB\xBF" + persons_header + good_;  // byte order mark and line ends of another system
    for (std::size_t at = 0; (at = csv.find('\n', at)) != std::string::npos; at += 2) csv.insert(at, "\r");
    const auto done = import_file(csv);
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_TRUE(is_known());
}

}  // namespace
}  // namespace dimona::app
