// Journal, declarations, idempotency keys, cases, the consultation log; walks and rebuilding.
#include "store/support/engine.hpp"
#include "store/support/records.hpp"

namespace dimona::store::test {

namespace {

class Journal : public StoreTest {
protected:
    registry::JournalEntry append(std::string document) {
        const auto entry = an_entry(must(reader()->journal_head()), std::move(document));
        write([&](Writer& writer) { must(writer.append(entry)); });
        return entry;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Journal, testing::ValuesIn(all_engines()), name_of);

TEST_P(Journal, EntriesComeBackInOrderAndUnchanged) {
    EXPECT_FALSE(must(reader()->journal_head()));
    std::vector<registry::JournalEntry> written;
    for (const char* document : {"{}", "{\"text\":\"é ' \\u0000\"}", ""}) written.push_back(append(document));
    const auto view = reader();
    EXPECT_EQ(must(view->journal_head()), written.back());
    EXPECT_EQ(must(view->journal_entry(2)), written[1]);
    EXPECT_EQ(must(view->journal_entry(4)), std::nullopt);
    EXPECT_EQ(must(view->journal_after(0, 10)), written);
    EXPECT_EQ(must(view->journal_after(1, 1)), (std::vector{written[1]}));
    EXPECT_TRUE(must(view->journal_after(3, 10)).empty());
}

TEST_P(Journal, ALongDocumentWithEveryCharacterComesBackUnchanged) {
    std::string document;
    for (int byte = 0; byte < 1'000'000; ++byte) document.push_back(static_cast<char>(byte % 127 + 1));
    const auto entry = append(document);
    EXPECT_EQ(must(reader()->journal_head()), entry);
}

TEST_P(Journal, AnEntryThatDoesNotFollowTheNewestOneIsRefused) {
    const auto first = append("1");
    const auto second = append("2");
    auto gap = an_entry(second, "x"), repeated = gap, other_chain = gap, rewritten = gap;
    gap.sequence = 4;
    repeated.sequence = 2;
    other_chain.previous = first.hash;
    rewritten.sequence = 1;
    rewritten.previous = {};
    for (const auto& entry : {gap, repeated, other_chain, rewritten}) {
        const auto writer = must(store().write());
        const auto refused = writer->append(entry);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::internal);
        must(writer->commit());
        EXPECT_EQ(must(reader()->journal_head()), second);
    }
}

TEST_P(Journal, TheFirstEntryFollowsNothing) {
    const auto writer = must(store().write());
    auto entry = an_entry(std::nullopt, "{}");
    entry.sequence = 2;
    EXPECT_FALSE(writer->append(entry));
    entry.sequence = 1;
    entry.previous = digest_of("something");
    EXPECT_FALSE(writer->append(entry));
    entry.previous = {};
    EXPECT_TRUE(writer->append(entry));
    EXPECT_TRUE(writer->append(an_entry(entry, "{}")));
}

TEST_P(Journal, ADeclarationComesBackAsItWasWritten) {
    write([](Writer& writer) {
        must(writer.put_declaration(a_declaration(1)));
        must(writer.put_declaration(a_full_declaration(2, 1'001, 1)));
    });
    EXPECT_EQ(must(reader()->declaration(domain::DeclarationId{1})), a_declaration(1));
    EXPECT_EQ(must(reader()->declaration(domain::DeclarationId{2})), a_full_declaration(2, 1'001, 1));
    EXPECT_FALSE(must(reader()->declaration(domain::DeclarationId{3})));
}

TEST_P(Journal, ADeclarationIsReplacedAsAWhole) {
    const auto replace = [&](registry::DeclarationRecord first, registry::DeclarationRecord second) {
        second.id = first.id;
        write([&](Writer& writer) {
            must(writer.put_declaration(first));
            must(writer.put_declaration(second));
        });
        EXPECT_EQ(must(reader()->declaration(first.id)), second);
    };
    replace(a_declaration(1), a_full_declaration(9, 1'001, 1));
    replace(a_full_declaration(2, 1'001, 1), a_declaration(9));
}

TEST_P(Journal, EveryKindVerdictAndChannelCanBeKept) {
    std::int64_t id = 0;
    const auto kept = [&](auto change) {
        auto record = a_full_declaration(++id, 1'001, 1);
        change(record);
        write([&](Writer& writer) { must(writer.put_declaration(record)); });
        EXPECT_EQ(must(reader()->declaration(record.id)), record);
    };
    for (int kind = 0; kind < 5; ++kind) kept([&](auto& record) { record.kind = static_cast<domain::Kind>(kind); });
    for (int verdict = 0; verdict < 4; ++verdict)
        kept([&](auto& record) { record.result = static_cast<domain::Verdict>(verdict); });
    for (const int channel : {0, 3, 10, 11, 12, 13, 14, 16})
        kept([&](auto& record) { record.channel = static_cast<domain::Channel>(channel); });
}

TEST_P(Journal, DeclarationsOfAPeriodComeOldestFirst) {
    auto first = a_full_declaration(5, 1'001, 1), second = a_full_declaration(3, 1'001, 1);
    auto other = a_full_declaration(4, 1'001, 1);
    other.period = domain::PeriodId{77};
    write([&](Writer& writer) {
        for (const auto& record : {first, other, second}) must(writer.put_declaration(record));
    });
    EXPECT_EQ(must(reader()->declarations_of(*first.period)), (std::vector{second, first}));
}

TEST_P(Journal, AnIdempotencyKeyBelongsToItsDeclarantAndIsKeptOnce) {
    const registry::IdempotencyRecord record{.declarant = "client",
                                             .key = digest_of("key"),
                                             .body = digest_of("body"),
                                             .declaration = domain::DeclarationId{7}};
    write([&](Writer& writer) { must(writer.put_idempotency(record)); });
    const auto found = must(reader()->idempotency("client", digest_of("key")));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->declarant, record.declarant);
    EXPECT_EQ(found->key, record.key);
    EXPECT_EQ(found->body, record.body);
    EXPECT_EQ(found->declaration, record.declaration);
    EXPECT_FALSE(must(reader()->idempotency("other", digest_of("key"))));
    EXPECT_FALSE(must(reader()->idempotency("client", digest_of("other"))));
    const auto writer = must(store().write());
    auto again = writer->put_idempotency(record);
    if (again) again = writer->commit();
    EXPECT_FALSE(again);
}

TEST_P(Journal, CasesAreListedWhileTheyAreOpen) {
    const registry::IdentificationCase opened{.declaration = domain::DeclarationId{1}, .opened_at = moment(0)};
    auto second = opened;
    second.declaration = domain::DeclarationId{2};
    write([&](Writer& writer) {
        must(writer.put_case(second));
        must(writer.put_case(opened));
    });
    ASSERT_EQ(must(reader()->open_cases()).size(), 2U);
    EXPECT_EQ(must(reader()->open_cases()).front().declaration, opened.declaration);

    auto closed = opened;
    closed.state = registry::CaseState::matched;
    closed.person = domain::PersonKey{4};
    closed.closed_at = moment(5);
    closed.decided_by = "operator";
    closed.reason = "identity card shown";
    write([&](Writer& writer) { must(writer.put_case(closed)); });
    EXPECT_EQ(must(reader()->open_cases()).size(), 1U);
    const auto found = must(reader()->identification_case(domain::DeclarationId{1}));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->state, closed.state);
    EXPECT_EQ(found->person, closed.person);
    EXPECT_EQ(found->opened_at, closed.opened_at);
    EXPECT_EQ(found->closed_at, closed.closed_at);
    EXPECT_EQ(found->decided_by, closed.decided_by);
    EXPECT_EQ(found->reason, closed.reason);
    EXPECT_FALSE(must(reader()->identification_case(domain::DeclarationId{3})));
}

TEST_P(Journal, TheConsultationLogIsReadBackwards) {
    const registry::Consultation full{.line = 0,
                                      .at = moment(3),
                                      .caller = "client",
                                      .caller_enterprise = enterprise_number(1'001),
                                      .operation = "periods.search",
                                      .employer = employer_number(1'002),
                                      .person = domain::PersonKey{4},
                                      .number = 600'000'000'105,
                                      .results = 12,
                                      .trace_id = "trace"};
    write([&](Writer& writer) {
        must(writer.put_consultation({}));
        must(writer.put_consultation({}));
        must(writer.put_consultation(full));
    });
    const auto newest = must(reader()->consultations_before(0, 2));
    ASSERT_EQ(newest.size(), 2U);
    EXPECT_GT(newest[0].line, newest[1].line);
    EXPECT_EQ(newest[0].at, full.at);
    EXPECT_EQ(newest[0].caller, full.caller);
    EXPECT_EQ(newest[0].caller_enterprise, full.caller_enterprise);
    EXPECT_EQ(newest[0].operation, full.operation);
    EXPECT_EQ(newest[0].employer, full.employer);
    EXPECT_EQ(newest[0].person, full.person);
    EXPECT_EQ(newest[0].number, full.number);
    EXPECT_EQ(newest[0].results, full.results);
    EXPECT_EQ(newest[0].trace_id, full.trace_id);
    EXPECT_FALSE(newest[1].employer || newest[1].person || newest[1].number || newest[1].caller_enterprise);
    const auto older = must(reader()->consultations_before(newest[1].line, 10));
    ASSERT_EQ(older.size(), 1U);
    EXPECT_LT(older[0].line, newest[1].line);
}

}  // namespace

}  // namespace dimona::store::test
