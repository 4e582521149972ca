// Mandates in words: the procuration on paper, and letters.
#include <gtest/gtest.h>

#include <qpdf/QPDF.hh>

#include "access/account.hpp"
#include "channel/web/mandate_words.hpp"
#include "channel/web/procuration_document.hpp"
#include "register/support/world.hpp"

namespace dimona::web {
namespace {

using domain::Language;
using registry::test::must;
using registry::test::World;

Words words(Language language) {
    const std::string code(domain::to_code(language));
    for (const auto& file : embedded_files())
        if (file.path == "locale/" + code + ".mo") return {language, read_catalogue(code, file.content)};
    return {language, read_catalogue(code, {})};
}

const access::Grant manages{.role = access::Role::access_manager};
const access::Grant declares{.rights = {access::Right::consult, access::Right::declare}};

struct MandateWords : testing::Test {
    World world;
    domain::EnterpriseNumber mandator = *world.employers[0].enterprise, mandatary = *world.employers[1].enterprise;
    Instant now = brussels_instant(at(make_date(2026, 5, 4), ClockTime{600}));

    registry::Doer by(domain::EnterpriseNumber enterprise) const { return {now, "boss@firm.example", enterprise, {}}; }

    template <class Work>
    auto write(Work work) {
        const auto writer = must(world.store->write());
        auto result = must(work(*writer));
        must(writer->commit());
        return result;
    }
    registry::MandateRecord asked() {
        return write([&](registry::Writer& writer) {
            return registry::ask_mandate(writer, *world.rulebook,
                                         {.group = "DmfA-Dimona",
                                          .mandator = mandator,
                                          .mandatary = mandatary,
                                          .kind = domain::MandataryKind::social_secretariat,
                                          .licence = {},
                                          .first = {2026, 2},
                                          .last = Quarter{2026, 4},
                                          .parent = {}},
                                         by(mandator));
        });
    }
    void add_account(const std::string& login, domain::EnterpriseNumber enterprise, const access::Grant& grant,
                     Language language) {
        const auto writer = must(world.store->write());
        access::Account account;
        account.login = login;
        account.name = login;
        account.enterprise = enterprise;
        account.grant = grant;
        account.language = language;
        must(access::put_account(*writer, account));
        must(writer->commit());
    }
    std::vector<std::string> letters() const {
        struct Pigeonhole : registry::Postman {
            std::vector<std::string> kept;
            Status send(const registry::Letter& letter) override {
                kept.push_back(letter.to + "\n" + letter.subject + "\n" + letter.text);
                return {};
            }
        } postman;
        registry::Lanes lanes(*world.store, {});
        must(registry::deliver_letters(*world.store, lanes, postman, now + std::chrono::minutes{1}));
        lanes.stop();
        return postman.kept;
    }
};

TEST_F(MandateWords, TheProcurationIsAnArchivableDocumentInEachLanguage) {
    const auto mandate = asked();
    for (const auto language : {Language::nl, Language::fr, Language::de, Language::en}) {
        const auto document =
            must(procuration_document(mandate, {"Bakkerij Morgen", "Café du Canal"}, words(language), now));
        QPDF pdf;
        pdf.processMemoryFile("procuration", document.data(), document.size());
        auto root = pdf.getRoot();
        EXPECT_EQ(root.getKey("/Lang").getStringValue(), domain::to_code(language));
        EXPECT_TRUE(root.hasKey("/OutputIntents"));
        const auto buffer = root.getKey("/Metadata").getStreamData();
        const std::string metadata(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
        EXPECT_NE(metadata.find("<pdfaid:part>2</pdfaid:part>"), std::string::npos);
        EXPECT_NE(metadata.find(mandate.id), std::string::npos);
        EXPECT_EQ(pdf.getAllPages().size(), 1u);
        EXPECT_TRUE(pdf.getWarnings().empty());
        // The same again: the same file.
        EXPECT_EQ(document,
                  must(procuration_document(mandate, {"Bakkerij Morgen", "Café du Canal"}, words(language), now)));
    }
}

TEST_F(MandateWords, LettersGoToThoseWhoDecideAtTheOtherEnterpriseInTheirLanguage) {
    add_account("boss@firm.example", mandator, manages, Language::nl);
    add_account("chef@canal.example", mandatary, manages, Language::fr);
    add_account("aide@canal.example", mandatary, declares, Language::fr);
    add_account("other@work.example", *world.employers[2].enterprise, manages, Language::de);
    const auto mandate = asked();
    write([&](registry::Writer& writer) -> Result<int> {
        must(write_mandate_letters(writer, mandate, "mandate.asked", by(mandator), words, "https://dimona.example"));
        return 0;
    });
    const auto sent = letters();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_TRUE(sent.front().starts_with("chef@canal.example\nDimona : un mandat attend votre réponse\n"));
    EXPECT_NE(sent.front().find("Bakkerij Morgen"), std::string::npos);
    EXPECT_NE(sent.front().find("https://dimona.example/fr/mandates/" + mandate.id), std::string::npos);
    EXPECT_EQ(sent.front().find("boss@firm.example"), std::string::npos);
}

TEST_F(MandateWords, WhoLosesAMandateThatWasHandedOnIsToldToo) {
    auto request = registry::MandateRequest{.group = "DmfA-Dimona",
                                            .mandator = mandator,
                                            .mandatary = mandatary,
                                            .kind = domain::MandataryKind::service_provider,
                                            .licence = {},
                                            .first = {2026, 2},
                                            .last = std::nullopt,
                                            .parent = {}};
    const auto third = *world.employers[2].enterprise;
    add_account("third@work.example", third, manages, Language::en);
    const auto root = write([&](registry::Writer& writer) {
        const auto asked = must(registry::ask_mandate(writer, *world.rulebook, request, by(mandator)));
        return registry::confirm_mandate(writer, *world.rulebook, asked.id, "", by(mandatary));
    });
    request.mandatary = third;
    request.parent = root.id;
    write([&](registry::Writer& writer) {
        const auto asked = must(registry::ask_mandate(writer, *world.rulebook, request, by(mandatary)));
        return registry::confirm_mandate(writer, *world.rulebook, asked.id, "", by(third));
    });
    now += std::chrono::hours{1};
    write([&](registry::Writer& writer) {
        auto revoked = registry::revoke_mandate(writer, *world.rulebook, root.id, by(mandator));
        must(write_mandate_letters(writer, must(revoked), "mandate.revoked", by(mandator), words, ""));
        return revoked;
    });
    const auto sent = letters();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_TRUE(sent.front().starts_with("third@work.example\nDimona: a mandate is revoked\n")) << sent.front();
}

}  // namespace
}  // namespace dimona::web
