// The public files of the Crossroads Bank for Enterprises.
#include "app/import/crossroads_bank.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "app/support/command.hpp"
#include "base/text.hpp"
#include "register/enterprise_register.hpp"
#include "register/repertory.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"

namespace dimona::app {
namespace {

using domain::EnterpriseNumber;
using domain::Language;
using store::test::must;
using testing::ElementsAre;
using testing::HasSubstr;

std::string dotted(const std::string& digits) {
    return digits.substr(0, 4) + "." + digits.substr(4, 3) + "." + digits.substr(7);
}
// Units are written 2.000.000.042.
std::string dotted_unit(const std::string& digits) {
    return digits.substr(0, 1) + "." + digits.substr(1, 3) + "." + digits.substr(4, 3) + "." + digits.substr(7);
}
const auto bakery = EnterpriseNumber::make(2'000'657);  // 0200065765, written as in the bank's own sample
const auto hairdresser = EnterpriseNumber::make(8'123'456);
const std::string unit = domain::make_establishment_number(20'000'001);
const std::string unit_of_hairdresser = domain::make_establishment_number(20'000'002);

class Crossroads : public testing::Test {
protected:
    Crossroads() {
        files_ = {
            {"meta.csv", "\"Variable\",\"Value\"\n\"SnapshotDate\",\"01-05-2026\"\n\"ExtractType\",\"full\"\n"},
            {"code.csv",
             "\"Category\",\"Code\",\"Language\",\"Description\"\n"
             "\"JuridicalForm\",\"610\",\"NL\",\"Besloten vennootschap\"\n"
             "\"JuridicalForm\",\"610\",\"FR\",\"Société à responsabilité limitée\"\n"
             "\"JuridicalForm\",\"014\",\"NL\",\"Naamloze vennootschap\"\n"
             "\"Status\",\"AC\",\"NL\",\"Actief\"\n"},
            {"enterprise.csv",
             "\"EnterpriseNumber\",\"Status\",\"JuridicalSituation\",\"TypeOfEnterprise\",\"JuridicalForm\","
             "\"JuridicalFormCAC\",\"StartDate\"\n"
             "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"AC\",\"000\",\"2\",\"610\",,09-08-1960\n"
                 "\"" +
                 dotted(hairdresser.to_text()) + "\",\"AC\",\"000\",\"1\",,,01-02-2020\n"},
            {"establishment.csv",
             "\"EstablishmentNumber\",\"StartDate\",\"EnterpriseNumber\"\n"
             "\"" +
                 dotted_unit(unit) + "\",\"12-12-1974\",\"" + dotted(bakery.to_text()) +
                 "\"\n"
                 "\"" +
                 dotted_unit(unit_of_hairdresser) + "\",\"01-02-2020\",\"" + dotted(hairdresser.to_text()) + "\"\n"},
            {"denomination.csv",
             "\"EntityNumber\",\"Language\",\"TypeOfDenomination\",\"Denomination\"\n"
             "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"2\",\"001\",\"Bakkerij \"\"De Korst\"\", Gent\"\n"
                 "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"1\",\"001\",\"Boulangerie La Croûte\"\n"
                 "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"2\",\"003\",\"De Korst\"\n"
                 "\"" +
                 dotted(hairdresser.to_text()) +
                 "\",\"2\",\"001\",\"Vandersteen, Nele\"\n"
                 "\"" +
                 dotted_unit(unit) +
                 "\",\"2\",\"003\",\"De Korst aan het water\"\n"
                 "\"9.000.000.011\",\"1\",\"004\",\"Succursale\"\n"},
            {"address.csv",
             "\"EntityNumber\",\"TypeOfAddress\",\"CountryNL\",\"CountryFR\",\"Zipcode\",\"MunicipalityNL\","
             "\"MunicipalityFR\",\"StreetNL\",\"StreetFR\",\"HouseNumber\",\"Box\",\"ExtraAddressInfo\","
             "\"DateStrikingOff\"\n"
             "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"REGO\",,,\"9000\",\"Gent\",\"Gand\",\"Korenlei\",\"Quai aux Blés\",\"7\",\"B\",,\n"
                 "\"" +
                 dotted_unit(unit) +
                 "\",\"BAET\",,,\"9000\",\"Gent\",\"Gand\",\"Graslei\",\"Quai aux Herbes\",\"1\",,,\n"
                 "\"" +
                 dotted_unit(unit_of_hairdresser) +
                 "\",\"BAET\",,,\"8400\",\"Oostende\",\"Ostende\",\"Kapellestraat\",\"Rue de la "
                 "Chapelle\",\"15\",,,\n"},
            {"contact.csv",
             "\"EntityNumber\",\"EntityContact\",\"ContactType\",\"Value\"\n"
             "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"ENT\",\"EMAIL\",\"info@korst.example\"\n"
                 "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"ENT\",\"TEL\",\"09 555 01 02\"\n"
                 "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"ENT\",\"WEB\",\"https://korst.example\"\n"
                 "\"" +
                 dotted_unit(unit) + "\",\"EST\",\"EMAIL\",\"winkel@korst.example\"\n"},
            {"activity.csv",
             "\"EntityNumber\",\"ActivityGroup\",\"NaceVersion\",\"NaceCode\",\"Classification\"\n"
             "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"006\",\"2008\",\"10712\",\"SECO\"\n"
                 "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"001\",\"2008\",\"10712\",\"MAIN\"\n"
                 "\"" +
                 dotted(bakery.to_text()) +
                 "\",\"001\",\"2025\",\"10712\",\"MAIN\"\n"
                 "\"" +
                 dotted_unit(unit) + "\",\"001\",\"2008\",\"47241\",\"MAIN\"\n"}};
    }

    CrossroadsReport import(bool whole_register = false) {
        for (const auto& [name, text] : files_) std::ofstream(folder_.file(name)) << text;
        problems_.clear();
        const auto writer = must(store_->write());
        auto report = must(import_crossroads_bank(
            *writer,
            {.folder = folder_.path(), .at = at_, .by = "operator", .reason = "May", .whole_register = whole_register},
            [this](const Error& problem) { problems_.push_back(problem.place + ": " + problem.message); }, {}));
        if (report.problems == 0) must(writer->commit());
        return report;
    }
    // The files with `text` in the place of what stands there, imported.
    std::vector<std::string> problems_with(const std::string& file, const std::string& what, const std::string& text) {
        const auto kept = files_[file];
        replace(file, what, text);
        EXPECT_GT(import().problems, 0) << file << " " << text;
        files_[file] = kept;
        EXPECT_FALSE(record(bakery)) << "all or nothing";
        return problems_;
    }
    void replace(const std::string& file, const std::string& what, const std::string& text) {
        auto& content = files_[file];
        const auto place = content.find(what);
        ASSERT_NE(place, std::string::npos) << what;
        content.replace(place, what.size(), text);
    }
    std::optional<registry::Enterprise> record(EnterpriseNumber number) {
        return must(registry::find_enterprise(*must(store_->read()), number));
    }
    domain::Employer an_employer(EnterpriseNumber enterprise, const std::string& name) {
        const domain::Employer employer{.number = domain::EmployerNumber::make_definitive(1'234),
                                        .enterprise = enterprise,
                                        .name = name,
                                        .categories = {domain::EmployerCategory::ordinary},
                                        .active = {{make_date(2020, 1, 1), std::nullopt}},
                                        .sub_entities = {}};
        const auto writer = must(store_->write());
        must(writer->put_employer(employer));
        must(writer->commit());
        return employer;
    }

    store::test::Folder folder_;
    std::unique_ptr<registry::Store> store_ = must(store::open_sqlite({.path = ":memory:"}));
    std::map<std::string, std::string> files_;
    std::vector<std::string> problems_;
    Instant at_ = brussels_instant(at(make_date(2026, 5, 4), ClockTime{600}));
};

TEST_F(Crossroads, FillTheEnterpriseRegister) {
    const auto report = import();
    EXPECT_THAT(problems_, ElementsAre());
    EXPECT_EQ(report.enterprises, 2);
    EXPECT_EQ(report.establishments, 2);
    const auto found = record(bakery);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->active);
    EXPECT_FALSE(found->natural_person);
    EXPECT_EQ(found->legal_form, "610");
    EXPECT_EQ(registry::text_in(found->legal_form_names, Language::fr), "Société à responsabilité limitée");
    EXPECT_EQ(found->name(Language::nl), "Bakkerij \"De Korst\", Gent");
    EXPECT_EQ(found->name(Language::fr), "Boulangerie La Croûte");
    ASSERT_EQ(found->commercial_names.size(), 1u);
    EXPECT_EQ(registry::one_line(*found->address, Language::fr), "Quai aux Blés 7/B, 9000 Gand");
    EXPECT_THAT(found->activities, ElementsAre(registry::EnterpriseActivity{"2008", "10712", true},
                                               registry::EnterpriseActivity{"2025", "10712", true}));
    EXPECT_EQ(found->start_day, make_date(1960, 8, 9));
    EXPECT_EQ(found->email, "info@korst.example");
    EXPECT_EQ(found->phone, "09 555 01 02");
    EXPECT_EQ(found->web, "https://korst.example");
    ASSERT_EQ(found->establishments.size(), 1u);
    EXPECT_EQ(found->establishments[0].number, unit);
    EXPECT_EQ(registry::text_in(found->establishments[0].names, Language::nl), "De Korst aan het water");
    EXPECT_EQ(registry::one_line(*found->establishments[0].address, Language::nl), "Graslei 1, 9000 Gent");
    EXPECT_EQ(found->establishments[0].start_day, make_date(1974, 12, 12));
    EXPECT_TRUE(registry::missing_for_identification(*found).empty());

    const auto person = record(hairdresser);
    ASSERT_TRUE(person);
    EXPECT_TRUE(person->natural_person);
    EXPECT_FALSE(person->address);
    EXPECT_TRUE(must(must(store_->read())->enterprise_exists(hairdresser)));
}

TEST_F(Crossroads, FindTheirOwnSampleNumberRight) { EXPECT_EQ(dotted(bakery.to_text()), "0200.065.765"); }

TEST_F(Crossroads, ReplaceWhatAnEarlierImportSaid) {
    import();
    replace("contact.csv", "info@korst.example", "nieuw@korst.example");
    replace("denomination.csv", "\"2\",\"003\",\"De Korst\"", "\"2\",\"002\",\"DK\"");
    import();
    const auto found = record(bakery);
    EXPECT_EQ(found->email, "nieuw@korst.example");
    EXPECT_TRUE(found->commercial_names.empty());
    EXPECT_EQ(found->establishments.size(), 1u);
}

TEST_F(Crossroads, LetEmployersFollow) {
    const auto employer = an_employer(bakery, "Bakkerij \"De Korst\", Gent");
    EXPECT_EQ(import().employers_changed, 0) << "he has that name";
    replace("denomination.csv", "Bakkerij \"\"De Korst\"\", Gent", "Bakkerij De Nieuwe Korst");
    replace("enterprise.csv", "\"2\",\"610\"", "\"2\",\"014\"");
    replace("address.csv", "\"Korenlei\"", "\"Predikherenlei\"");
    EXPECT_EQ(import().employers_changed, 1);
    const auto reader = must(store_->read());
    EXPECT_EQ(must(reader->employer(employer.number))->name, "Bakkerij De Nieuwe Korst");
    const auto acts = must(registry::acts_about(*reader, registry::subject(employer.number), 0, 10));
    ASSERT_EQ(acts.size(), 1u);
    EXPECT_EQ(acts[0].act.by, "operator");
    EXPECT_EQ(acts[0].act.reason, "May");
    EXPECT_THAT(acts[0].act.details,
                testing::IsSupersetOf({registry::ActDetail{"legalFormBefore", "610"},
                                       registry::ActDetail{"address", "Predikherenlei 7/B, 9000 Gent"}}));
    EXPECT_EQ(must(registry::employer_history(*reader, employer.number)).size(), 2u);
    EXPECT_EQ(import().employers_changed, 0) << "nothing new";
}

TEST_F(Crossroads, EndTheActivityOfEmployersWhoseEnterpriseHasStopped) {
    const auto employer = an_employer(bakery, "Bakkerij \"De Korst\", Gent");
    import();
    replace("enterprise.csv", "\"AC\",\"000\",\"2\"", "\"ST\",\"000\",\"2\"");
    EXPECT_EQ(import().employers_changed, 1);
    EXPECT_FALSE(record(bakery)->active);
    EXPECT_FALSE(must(must(store_->read())->employer(employer.number))->active_on(make_date(2026, 5, 5)));
}

TEST_F(Crossroads, KeepWhatIsNotInTheFilesUnlessTheyAreTheWholeRegister) {
    import();
    const auto without_hairdresser = [&](const char* file) {
        std::string kept;
        for (const auto& line : split(files_[file], '\n'))
            if (line.find(dotted(hairdresser.to_text())) == std::string::npos &&
                line.find(dotted_unit(unit_of_hairdresser)) == std::string::npos && !line.empty())
                kept += line + "\n";
        files_[file] = kept;
    };
    for (const char* file : {"enterprise.csv", "establishment.csv", "denomination.csv", "address.csv"})
        without_hairdresser(file);
    EXPECT_EQ(import().stopped, 0);
    EXPECT_TRUE(record(hairdresser)->active);
    EXPECT_EQ(import(true).stopped, 1);
    EXPECT_FALSE(record(hairdresser)->active);
    EXPECT_TRUE(record(bakery)->active);
}

TEST_F(Crossroads, NameEveryBadLineAndWriteNothing) {
    const auto number = dotted(bakery.to_text());
    EXPECT_THAT(problems_with("enterprise.csv", number, "0200.065.764"),
                testing::Contains(HasSubstr("enterprise.csv:2 column EnterpriseNumber")));
    EXPECT_THAT(problems_with("enterprise.csv", "\"AC\"", "\"XX\""),
                ElementsAre("enterprise.csv:2 column Status: 'XX' is not accepted"));
    EXPECT_THAT(problems_with("enterprise.csv", "\"2\",\"610\"", "\"3\",\"610\""),
                ElementsAre(HasSubstr("column TypeOfEnterprise")));
    EXPECT_THAT(problems_with("enterprise.csv", "\"610\"", "\"999\""),
                ElementsAre("enterprise.csv:2 column JuridicalForm: this form is not in code.csv"));
    EXPECT_THAT(problems_with("enterprise.csv", "09-08-1960", "1960-08-09"),
                ElementsAre(HasSubstr("column StartDate")));
    EXPECT_THAT(
        problems_with("enterprise.csv", dotted(hairdresser.to_text()), number),
        testing::Contains(HasSubstr("enterprise.csv:3 column EnterpriseNumber: this enterprise is there twice")));
    EXPECT_THAT(problems_with("enterprise.csv", ",09-08-1960", ""),
                testing::Contains("enterprise.csv:2: 6 cells where the header has 7"));
    EXPECT_THAT(problems_with("establishment.csv", dotted_unit(unit), "2.000.000.001"),
                testing::Contains(HasSubstr("establishment.csv:2 column EstablishmentNumber")));
    EXPECT_THAT(problems_with("establishment.csv", "\"" + dotted(hairdresser.to_text()), "\"0200.068.636"),
                testing::Contains("establishment.csv:3: the enterprise of this unit is not in enterprise.csv"));
    EXPECT_THAT(problems_with("denomination.csv", "\"1\",\"001\"", "\"7\",\"001\""),
                ElementsAre(HasSubstr("denomination.csv:3 column Language")));
    EXPECT_THAT(problems_with("denomination.csv", "\"2\",\"003\"", "\"2\",\"009\""),
                ElementsAre(HasSubstr("denomination.csv:4 column TypeOfDenomination")));
    EXPECT_THAT(
        problems_with("denomination.csv", "\"" + number, "\"0200.068.636"),
        ElementsAre("denomination.csv:2 column EntityNumber: '0200.068.636' is neither in enterprise.csv nor in "
                    "establishment.csv"));
    EXPECT_THAT(problems_with("address.csv", "\"REGO\"", "\"HOME\""), ElementsAre(HasSubstr("column TypeOfAddress")));
    EXPECT_THAT(problems_with("contact.csv", "\"EMAIL\"", "\"PIGEON\""), ElementsAre(HasSubstr("column ContactType")));
    EXPECT_THAT(problems_with("activity.csv", "\"10712\",\"SECO\"", "\"1x712\",\"SECO\""),
                ElementsAre(HasSubstr("activity.csv:2 column NaceCode")));
    EXPECT_THAT(problems_with("activity.csv", "\"SECO\"", "\"HALF\""), ElementsAre(HasSubstr("column Classification")));
    EXPECT_THAT(problems_with("activity.csv", "\"2008\",\"10712\",\"SECO\"", "\"08\",\"x\",\"HALF\""),
                testing::SizeIs(3));
    EXPECT_EQ(import().problems, 0) << "and with everything right it is imported";
}

TEST_F(Crossroads, AreRefusedWhenTheyAreNotComplete) {
    const auto refused = [&] {
        for (const auto& [name, text] : files_) std::ofstream(folder_.file(name)) << text;
        const auto writer = must(store_->write());
        const auto report = import_crossroads_bank(
            *writer, {.folder = folder_.path(), .at = at_, .by = "operator", .reason = "May"}, [](const Error&) {}, {});
        return report ? std::string() : report.error().message + " " + report.error().place;
    };
    const auto activity = files_["activity.csv"];
    replace("activity.csv", "NaceCode", "Nace");
    EXPECT_THAT(refused(), HasSubstr("the column NaceCode is missing activity.csv:1"));
    files_["activity.csv"] = "";
    EXPECT_THAT(refused(), HasSubstr("there is no header line"));
    files_["activity.csv"] = activity;
    replace("meta.csv", "full", "update");
    EXPECT_THAT(refused(), HasSubstr("these files hold changes only"));
    replace("meta.csv", "update", "full");
    std::filesystem::remove(folder_.file("address.csv"));
    files_.erase("address.csv");
    EXPECT_THAT(refused(), HasSubstr("address.csv"));
}

TEST_F(Crossroads, AreImportedFromTheCommandLine) {
    for (const auto& [name, text] : files_) std::ofstream(folder_.file(name)) << text;
    const auto data = folder_.file("data");
    const auto command = [&](std::vector<std::string> more) {
        std::vector<std::string> words = {"admin", "import", "cbe", folder_.path(), "--data", data};
        words.insert(words.end(), more.begin(), more.end());
        return test::run(words);
    };
    const auto tried = command({"--dry-run"});
    EXPECT_EQ(tried.code, 0) << tried.err;
    EXPECT_THAT(tried.out, HasSubstr("2 enterprises with 2 establishment units"));
    EXPECT_THAT(tried.out, HasSubstr("nothing was written"));
    const auto done = command({"--operator", "me"});
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_THAT(done.out, HasSubstr("Imported"));
    std::ofstream(folder_.file("contact.csv"), std::ios::app) << "nonsense\n";
    const auto bad = command({});
    EXPECT_EQ(bad.code, 1);
    EXPECT_THAT(bad.err, HasSubstr("contact.csv:6: 1 cells where the header has 4"));
    EXPECT_THAT(bad.err, HasSubstr("nothing was imported: 1 problems"));
    EXPECT_EQ(
        test::run({"admin", "import", "persons", folder_.file("code.csv"), "--whole-register", "--data", data}).code,
        1);
}

}  // namespace
}  // namespace dimona::app
