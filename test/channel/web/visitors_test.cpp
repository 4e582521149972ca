#include "channel/web/visitors.hpp"

#include <gtest/gtest.h>

namespace dimona::web {
namespace {

TEST(Visitors, HaveASecretOfTheirOwn) {
    const auto one = make_visitor_secret(), other = make_visitor_secret();
    EXPECT_TRUE(is_visitor_secret(one));
    EXPECT_NE(one, other);
    EXPECT_NE(visitor_name(one), visitor_name(other));
    EXPECT_NE(visitor_form_token(one), visitor_form_token(other));
}

TEST(Visitors, NeitherNameNorTokenTellsTheSecretOrTheOther) {
    const auto secret = make_visitor_secret();
    EXPECT_NE(visitor_name(secret), secret);
    EXPECT_NE(visitor_form_token(secret), secret);
    EXPECT_NE(visitor_form_token(secret), visitor_name(secret));
    EXPECT_EQ(visitor_form_token(secret), visitor_form_token(secret));
}

TEST(Visitors, ACookieOfAnotherFormIsNoSecret) {
    for (const char* text : {"", "planted", "../../etc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!"})
        EXPECT_FALSE(is_visitor_secret(text)) << text;
}

}  // namespace
}  // namespace dimona::web
