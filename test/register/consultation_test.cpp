#include "register/consultation.hpp"

#include <future>

#include "support/world.hpp"

namespace dimona::registry {
namespace {

using test::an_in;
using test::brussels;
using test::must;
using test::World;

const Instant monday = brussels(2026, 5, 4, 10, 0);

class FixedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return monday; }
};

struct Looking : testing::Test {
    World world;
    Lanes lanes{*world.store, {}};
    FixedClock clock;
    Consultations consultations{*world.store, lanes, clock};
    Caller caller = world.caller_of(world.employers[0]);

    ~Looking() override { lanes.stop(); }

    void declare(const domain::Person& person) {
        world.declare({an_in(world.employers[0], person, "OTH", "XXX", "2026-05-04"), caller, {}}, monday);
    }
    PageOf<DeclarationView> choose(const Consultations::Choice& choice) {
        std::promise<Result<PageOf<DeclarationView>>> promise;
        consultations.choose_declarations(caller, {}, choice, [&](auto found) { promise.set_value(std::move(found)); });
        return must(promise.get_future().get());
    }
};

TEST_F(Looking, LinesHaveNamesOnlyWhenTheyAreWanted) {
    declare(world.persons[0]);
    declare(world.persons[1]);
    for (const bool wants_names : {false, true}) {
        std::vector<std::string> names;
        const auto found = choose({.lines_max = 10, .wants_names = wants_names, .choose = [&](const auto& lines) {
                                       for (const auto& line : lines) names.push_back(line.family_name);
                                       return std::vector<std::size_t>{1};
                                   }});
        EXPECT_EQ(names, wants_names ? (std::vector<std::string>{"Peetersc", "Peetersb"})
                                     : (std::vector<std::string>{"", ""}));
        ASSERT_EQ(found.items.size(), 1U);
        EXPECT_EQ(found.items[0].person->family_name, "Peetersb") << "the one chosen is read completely";
    }
}

}  // namespace
}  // namespace dimona::registry
