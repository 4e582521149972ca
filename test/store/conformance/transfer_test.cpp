// Everything that a store holds moves to another one, of the same engine or of another.
#include "register/transfer.hpp"

#include "register/intake.hpp"
#include "register/journal.hpp"
#include "register/rebuild.hpp"
#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

using Lines = std::vector<std::string>;

Lines exported(registry::Store& store) {
    Lines lines;
    const auto reader = must(store.read());
    must(registry::export_store(*reader,
                                [&](std::string_view line) -> Status {
                                    lines.emplace_back(line);
                                    return {};
                                },
                                {}));
    return lines;
}

Result<registry::TransferReport> import_lines(registry::Store& store, const Lines& lines) {
    std::size_t next = 0;
    return registry::import_store(store,
                                  [&]() -> std::optional<std::string> {
                                      return next < lines.size() ? std::optional(lines[next++]) : std::nullopt;
                                  },
                                  {});
}

// A journal with one declaration that was refused before anything was known about it.
void declare(Writer& writer) {
    registry::JournalDocument document;
    document.id = domain::DeclarationId{domain::number_with_check(must(writer.next_number()))};
    document.received_at = moment(0);
    document.declarant = "client";
    document.decision.result = domain::Verdict::refused;
    const auto sequence =
        must(registry::append_to_chain(writer, moment(0), "declaration", registry::to_document(document)));
    must(registry::apply(writer, document, sequence, moment(0)));
}

void fill(Writer& writer) {
    put_parties(writer);
    must(writer.put_enterprise(enterprise_number(7), "Frituur 't Hoekje"));
    must(writer.put_mandate({enterprise_number(1), enterprise_number(2), {make_date(2026, 1, 1), std::nullopt}, true}));
    must(writer.put_career(domain::PersonKey{1}, {{2026, 2}, std::nullopt, 0, true}));
    must(writer.put_oauth_client({"client", enterprise_number(1), {"scope"}, {"key"}, true}));
    must(writer.put_paper({"note", "1/2", "text", moment(9)}));
    must(writer.use_assertion("client", "once", moment(60), moment(0)));
    for (int count = 0; count < 3; ++count) declare(writer);
    must(writer.put_idempotency({"client", digest_of("key"), digest_of("body"), domain::DeclarationId{7}}));
    must(writer.put_consultation({.at = moment(1), .caller = "client", .operation = "read", .results = 2}));
}

class Transfer : public StoreTest {
protected:
    Transfer() {
        write([](Writer& writer) { fill(writer); });
    }
    // Another store of the same engine.
    std::unique_ptr<registry::Store> fresh() { return must(GetParam().open(place_)); }

private:
    Folder place_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Transfer, testing::ValuesIn(all_engines()), name_of);

TEST_P(Transfer, WhatWasExportedIsTheSameAfterItWasImportedAnywhere) {
    const auto lines = exported(store());
    for (const auto& engine : all_engines()) {
        const Folder place;
        const auto target = must(engine.open(place));
        const auto report = import_lines(*target, lines);
        ASSERT_TRUE(report) << report.error().message << " " << report.error().place;
        EXPECT_EQ(report->entries, 3);
        EXPECT_EQ(exported(*target), lines) << engine.name;
        EXPECT_EQ(must(must(target->read())->journal_head()), must(reader()->journal_head()));
        EXPECT_EQ(must(must(target->write())->next_number()), must(must(store().write())->next_number()));
    }
}

TEST_P(Transfer, AStoreThatIsNotEmptyIsLeftAlone) {
    const auto before = exported(store());
    const auto refused = import_lines(store(), before);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
    EXPECT_EQ(exported(store()), before);
}

TEST_P(Transfer, AFileThatWasCutOffOrChangedIsRefusedWithItsLineAndNothingIsWritten) {
    const auto good = exported(store());
    const auto target = fresh();
    const auto empty = exported(*target);
    const auto expect_refused = [&](const Lines& lines, const std::string& place) {
        const auto refused = import_lines(*target, lines);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::invalid) << refused.error().message;
        EXPECT_EQ(refused.error().place, place);
        EXPECT_FALSE(refused.error().remedy.empty());
        EXPECT_EQ(exported(*target), empty);
    };
    for (std::size_t length = 0; length < good.size(); ++length)
        expect_refused(Lines(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length)),
                       "line " + std::to_string(length + 1));
    for (std::size_t left_out = 0; left_out < good.size() - 1; ++left_out) {
        auto lines = good;
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(left_out));
        EXPECT_FALSE(import_lines(*target, lines)) << good[left_out];
    }
    for (std::size_t index = 0; index < good.size(); ++index)
        if (const auto at = good[index].find(R"(\"client\")"); at != std::string::npos) {
            auto lines = good;
            lines[index].replace(at + 2, 6, "tneilc");  // somebody else declared it
            expect_refused(lines, "line " + std::to_string(index + 1));
        }
    auto other = good;
    other[1] = "no JSON";
    expect_refused(other, "line 2");
}

}  // namespace

}  // namespace dimona::store::test
