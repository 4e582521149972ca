// What e-mails about the unsecured channels do, and what they don't.
#include "channel/web/blocking_mail.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "access/account.hpp"
#include "app/embedded.hpp"
#include "register/blocking.hpp"
#include "register/letters.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace dimona::web {

namespace {

using registry::DecidedBy;
using registry::Wanted;

constexpr const char* manager = "manager@firm.example";
constexpr const char* declarant = "declarant@firm.example";

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message + " (" + result.error().place + ")");
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

class FixedClock final : public Clock {
public:
    Instant at = brussels_instant(LocalTime{make_date(2026, 5, 4)} + std::chrono::hours{10});
    [[nodiscard]] Instant now() const override { return at; }
};

class KeepingPostman final : public registry::Postman {
public:
    std::vector<registry::Letter> letters;
    Status send(const registry::Letter& letter) override {
        letters.push_back(letter);
        return {};
    }
};

std::string_view shipped(std::string_view path) {
    for (const auto& file : embedded_files())
        if (file.path == path) return file.content;
    return {};
}

struct Office {
    std::unique_ptr<registry::Store> store = must(store::open_sqlite({.path = ":memory:"}));
    registry::Lanes lanes{*store, {}};
    FixedClock clock;
    KeepingPostman postman;
    domain::Employer employer{.number = domain::EmployerNumber::make_definitive(1'001),
                              .enterprise = domain::EnterpriseNumber::make(1'001),
                              .name = "Bakkerij Morgen",
                              .categories = {domain::EmployerCategory::ordinary},
                              .active = {{make_date(2010, 1, 1), std::nullopt}},
                              .sub_entities = {}};
    BlockingMail mail{lanes,
                      clock,
                      clock,
                      [](domain::Language language) { return Words(language, read_catalogue("en", "")); },
                      "https://dimona.example",
                      must(read_mail_subjects(shipped("reference/texts/mail_subjects.csv")))};

    Office() {
        const auto writer = must(store->write());
        must(writer->put_employer(employer));
        for (const auto& [login, role] :
             {std::pair{manager, access::Role::main_manager}, std::pair{declarant, access::Role::user}}) {
            access::Account account;
            account.login = login;
            account.enterprise = *employer.enterprise;
            account.grant = must(access::settled(
                {.role = role, .rights = {access::Right::declare}, .qualities = access::all_qualities()}));
            must(access::put_account(*writer, account));
        }
        must(writer->commit());
    }

    IncomingMail message(const std::string& subject, const std::string& text = "", bool authentic = true,
                         const std::string& sender = manager) {
        return {.digest = "message " + std::to_string(++messages),
                .sender = sender,
                .subject = subject,
                .text = text,
                .is_automatic = false,
                .is_authentic = authentic};
    }
    bool is_blocked() { return must(must(store->read())->employer(employer.number))->blocks_unsecured; }
    void block() { must(mail.take(message("Block unsecured Dimona channel"))); }
    std::vector<registry::Letter> letters() {
        postman.letters.clear();
        must(registry::deliver_letters(*store, lanes, postman, clock.now()));
        return postman.letters;
    }
    std::vector<registry::BlockingRequest> requests() {
        return must(registry::open_blocking_requests(*must(store->read()), employer.number));
    }

private:
    int messages = 0;
};

TEST(BlockingMail, BlocksAtOnceUnderEachSubjectOfTheTable) {
    for (const char* subject : {"Ungesicherten Kanal Dimona blockieren", "Block unsecured Dimona channel",
                                "Blokkeren onbeveiligd kanaal Dimona", "Blocage du canal non sécurisé Dimona",
                                "  'ungesicherten  kanal DIMONA blockieren' "}) {
        Office office;
        EXPECT_EQ(must(office.mail.take(office.message(subject))), "blocked") << subject;
        EXPECT_TRUE(office.is_blocked());
        const auto history =
            must(registry::blocking_history(*must(office.store->read()), office.employer.number, 0, 5));
        ASSERT_EQ(history.size(), 1u);
        EXPECT_EQ(history[0].act.by, manager);
        const auto letters = office.letters();
        ASSERT_EQ(letters.size(), 1u);
        EXPECT_EQ(letters[0].to, manager);
        EXPECT_THAT(letters[0].text, testing::HasSubstr("are blocked"));
    }
}

TEST(BlockingMail, OpensAgainOnlyByADecisionAboutAMotive) {
    Office office;
    office.block();
    EXPECT_EQ(must(office.mail.take(office.message("Annullierung Sicherung"))), "no-motive");
    EXPECT_EQ(
        must(office.mail.take(office.message("Annullierung Sicherung", "> quoted text that is long enough\n-- \nme"))),
        "no-motive");
    EXPECT_TRUE(office.requests().empty());
    EXPECT_EQ(must(office.mail.take(office.message("Annullierung Sicherung", "We harvest by night.\n-- \nme"))),
              "requested");
    EXPECT_TRUE(office.is_blocked());
    const auto requests = office.requests();
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].wanted, Wanted::unblock);
    EXPECT_EQ(requests[0].decider, DecidedBy::authority);
    EXPECT_EQ(requests[0].motive, "We harvest by night.");
}

TEST(BlockingMail, OfASenderForWhomNobodyVouchesIsConfirmedOnAPage) {
    Office office;
    EXPECT_EQ(must(office.mail.take(office.message("Block unsecured Dimona channel", "", false))), "to-confirm");
    EXPECT_FALSE(office.is_blocked());
    const auto requests = office.requests();
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].decider, DecidedBy::manager);
    EXPECT_TRUE(must(registry::open_blocking_requests(*must(office.store->read()))).empty()) << "nothing for the desk";
    const auto letters = office.letters();
    ASSERT_EQ(letters.size(), 1u);
    EXPECT_THAT(letters[0].text, testing::HasSubstr("https://dimona.example/en/blocking/requests/" + requests[0].id));
}

TEST(BlockingMail, OfAnybodyElseChangesNothingAndIsAnsweredOnceADay) {
    Office office;
    for (const char* sender : {declarant, "nobody@elsewhere.example"}) {
        EXPECT_EQ(must(office.mail.take(office.message("Block unsecured Dimona channel", "", true, sender))),
                  "not-a-manager");
        EXPECT_EQ(must(office.mail.take(office.message("Block unsecured Dimona channel", "", true, sender))),
                  "not-a-manager");
        const auto letters = office.letters();
        ASSERT_EQ(letters.size(), 1u) << sender;
        EXPECT_EQ(letters[0].to, sender);
    }
    EXPECT_FALSE(office.is_blocked());
    office.clock.at += std::chrono::hours{25};
    must(office.mail.take(office.message("Block unsecured Dimona channel", "", true, declarant)));
    EXPECT_EQ(office.letters().size(), 1u);
}

TEST(BlockingMail, OfAManagerWhoMayNotSignInAnyMoreChangesNothing) {
    Office office;
    must(office.lanes.run(0, [](registry::Writer& writer) -> Status {
        auto account = DIMONA_TRY(access::account(writer, manager));
        account->active = false;
        return access::put_account(writer, *account);
    }));
    EXPECT_EQ(must(office.mail.take(office.message("Block unsecured Dimona channel"))), "not-a-manager");
    EXPECT_FALSE(office.is_blocked());
}

TEST(BlockingMail, NamesItsOwnEmployerOrNone) {
    Office office;
    const auto other = domain::EnterpriseNumber::make(7'654'321).to_text();
    EXPECT_EQ(must(office.mail.take(office.message("Block unsecured Dimona channel", "For " + other + ", please."))),
              "other-employer");
    EXPECT_FALSE(office.is_blocked());
    auto own = office.employer.enterprise->to_text();
    own = own.substr(0, 4) + "." + own.substr(4, 3) + "." + own.substr(7);
    EXPECT_EQ(must(office.mail.take(office.message(
                  "Block unsecured Dimona channel",
                  "For " + own + " (" + std::to_string(office.employer.number.value()) + "), telephone 02 511 51 51"))),
              "blocked");
}

TEST(BlockingMail, UnderAnotherSubjectDoesNothing) {
    Office office;
    for (const char* subject :
         {"", "Re: Block unsecured Dimona channel", "Block unsecured Dimona channel now", "Lunch?"})
        EXPECT_EQ(must(office.mail.take(office.message(subject))), "other-subject") << subject;
    EXPECT_EQ(office.letters().size(), 1u) << "once a day";
    EXPECT_FALSE(office.is_blocked());
}

TEST(BlockingMail, OfAMachineIsNeverAnswered) {
    Office office;
    auto message = office.message("Block unsecured Dimona channel");
    message.is_automatic = true;
    EXPECT_EQ(must(office.mail.take(message)), "automatic");
    auto nameless = office.message("Block unsecured Dimona channel", "", true, "");
    EXPECT_EQ(must(office.mail.take(nameless)), "automatic");
    EXPECT_FALSE(office.is_blocked());
    EXPECT_TRUE(office.letters().empty());
}

TEST(BlockingMail, IsHandledOnceAlsoWhenItIsTakenAgain) {
    Office office;
    const auto message = office.message("Block unsecured Dimona channel");
    EXPECT_EQ(must(office.mail.take(message)), "blocked");
    must(office.lanes.run(0, [&](registry::Writer& writer) {
        return registry::unblock_unsecured(writer, office.employer.number,
                                           {.at = office.clock.now(),
                                            .by = manager,
                                            .by_enterprise = {},
                                            .via = "page",
                                            .reason = "opened in between"});
    }));
    EXPECT_EQ(must(office.mail.take(message)), "known");
    EXPECT_FALSE(office.is_blocked());
    EXPECT_EQ(office.letters().size(), 1u);
}

TEST(MailSubjects, ThatSayNothingAreRefused) {
    EXPECT_FALSE(read_mail_subjects("wanted,language,subject\nlock,nl,x\n"));
    EXPECT_FALSE(read_mail_subjects("wanted,language,subject\nblock,xx,x\n"));
    EXPECT_FALSE(read_mail_subjects("wanted,language,subject\nblock,nl,!\n"));
}

}  // namespace

}  // namespace dimona::web
