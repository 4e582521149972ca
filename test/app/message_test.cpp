#include "app/inbox/message.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "app/forwarded.hpp"
#include "app/inbox/mailbox.hpp"

namespace dimona::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* our_server = "mx.authority.example";

web::IncomingMail read(const std::string& raw) {
    const auto mail = read_message(raw, our_server);
    if (!mail) throw std::runtime_error(mail.error().message);
    return *mail;
}

std::string plain(const std::string& more = "") {
    return "From: Alex <Manager@Firm.example>\r\nTo: contact@authority.example\r\n"
           "Subject: Block unsecured Dimona channel\r\n" +
           more + "\r\nPlease.\r\n";
}

TEST(Messages, AreReadAsTheyComeFromTheWorld) {
    const auto mail = read(plain());
    EXPECT_EQ(mail.sender, "manager@firm.example");
    EXPECT_EQ(mail.subject, "Block unsecured Dimona channel");
    EXPECT_EQ(mail.text, "Please.\n");
    EXPECT_FALSE(mail.is_automatic);
    EXPECT_FALSE(mail.is_authentic);
    EXPECT_EQ(mail.digest.size(), 64u);
}

TEST(Messages, SubjectsAndTextsAreDecoded) {
    const auto mail = read(
        "From: a@b.example\r\nSubject: =?ISO-8859-1?Q?Blocage_du_canal_non_s=E9curis=E9?= =?UTF-8?B?IERpbW9uYQ==?=\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: text/html\r\n\r\n<p>not this</p>\r\n"
        "--x\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "Voil=E0\r\n--x--\r\n");
    EXPECT_EQ(mail.subject, "Blocage du canal non sécurisé Dimona");
    EXPECT_EQ(mail.text, "Voilà");
}

TEST(Messages, WithMoreThanOneAuthorHaveNone) {
    EXPECT_EQ(read("From: a@b.example, c@d.example\r\n\r\n").sender, "");
    EXPECT_EQ(read("From: a@b.example\r\nFrom: c@d.example\r\n\r\n").sender, "");
    EXPECT_EQ(read("Subject: x\r\n\r\n").sender, "");
    EXPECT_EQ(read("From: group: a@b.example;\r\n\r\n").sender, "");
}

TEST(Messages, OfMachinesAreKnownAsSuch) {
    for (const char* header : {"Auto-Submitted: auto-replied\r\n", "Precedence: bulk\r\n", "List-Id: <x.example>\r\n",
                               "Return-Path: <>\r\n", "X-Auto-Response-Suppress: All\r\n"})
        EXPECT_TRUE(read(plain(header)).is_automatic) << header;
    EXPECT_FALSE(read(plain("Auto-Submitted: no\r\nReturn-Path: <manager@firm.example>\r\n")).is_automatic);
    EXPECT_TRUE(read("From: MAILER-DAEMON@firm.example\r\n\r\n").is_automatic);
}

TEST(Messages, OfAnySizeAndShapeAreReadOrRefused) {
    EXPECT_FALSE(read_message(std::string(message_bytes_max + 1, 'a'), our_server));
    for (const std::string& raw :
         {std::string(), std::string("\0\1\2", 3), std::string("From"), std::string(5'000, '\n'),
          std::string("Subject: =?UTF-8?Q?=FF=FE?=\r\n\r\n\xff\xfe")})
        (void)read_message(raw, our_server);
}

// --- who vouches for the sender

bool vouched(const std::vector<std::string>& fields) { return vouches_for(fields, our_server, "firm.example"); }

TEST(AuthenticationResults, OfOurServerCount) {
    EXPECT_TRUE(vouched({"mx.authority.example; dmarc=pass header.from=firm.example"}));
    EXPECT_TRUE(
        vouched({"MX.authority.example 1; spf=fail smtp.mailfrom=x.example;\r\n\tdkim=pass (good key) "
                 "header.i=@firm.example header.d=firm.example"}));
    EXPECT_TRUE(vouched({"mx.authority.example; dmarc=pass (p=reject; dis=none) header.from=\"Firm.example\""}));
}

TEST(AuthenticationResults, OfOthersOrForOthersDoNot) {
    EXPECT_FALSE(vouched({}));
    EXPECT_FALSE(vouched({"mx.elsewhere.example; dmarc=pass header.from=firm.example"}));
    EXPECT_FALSE(vouched({"mx.authority.example; dmarc=fail header.from=firm.example"}));
    EXPECT_FALSE(vouched({"mx.authority.example; dmarc=pass header.from=other.example"}));
    EXPECT_FALSE(vouched({"mx.authority.example; dkim=pass header.d=other.example header.i=@firm.example"}));
    EXPECT_FALSE(vouched({"mx.authority.example; spf=pass smtp.mailfrom=firm.example"}));
    EXPECT_FALSE(vouched({"mx.authority.example; none"}));
    EXPECT_FALSE(vouched({"mx.authority.example; (dmarc=pass header.from=firm.example)"}));
    EXPECT_FALSE(vouches_for({"; dmarc=pass header.from=firm.example"}, "", "firm.example"));
}

TEST(AuthenticationResults, BelowTheFirstOfOurServerMayHaveComeWithTheMessage) {
    EXPECT_FALSE(vouched({"mx.authority.example; dmarc=fail header.from=firm.example",
                          "mx.authority.example; dmarc=pass header.from=firm.example"}));
    EXPECT_TRUE(vouched({"relay.example; none", "mx.authority.example; dmarc=pass header.from=firm.example"}));
}

// --- the mailbox

struct Folder {
    std::string path = fs::temp_directory_path() / fs::path("dimona-maildir-" + std::to_string(::getpid()));
    Folder() { fs::remove_all(path); }
    ~Folder() { fs::remove_all(path); }
    void arrives(const std::string& name, const std::string& content) const {
        std::ofstream(path + "/new/" + name, std::ios::binary) << content;
    }
    [[nodiscard]] std::size_t count(const std::string& part) const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path + "/" + part), {}));
    }
};

TEST(Maildirs, GiveEachMessageOnceAndPutItAway) {
    const Folder folder;
    const auto mailbox = open_mailbox({.place = folder.path, .user = {}, .password = {}, .authserv_id = {}});
    ASSERT_TRUE(mailbox);
    folder.arrives("2.b", "second");
    folder.arrives("1.a", "first");
    std::vector<std::string> taken;
    const auto take = [&](const std::string& raw) -> Status {
        taken.push_back(raw);
        return {};
    };
    ASSERT_TRUE((*mailbox)->each_new(take));
    EXPECT_THAT(taken, testing::ElementsAre("first", "second"));
    EXPECT_EQ(folder.count("new"), 0u);
    EXPECT_TRUE(fs::exists(folder.path + "/cur/1.a:2,RS"));
    ASSERT_TRUE((*mailbox)->each_new(take));
    EXPECT_EQ(taken.size(), 2u);
}

TEST(Maildirs, KeepWhatCouldNotBeHandled) {
    const Folder folder;
    const auto mailbox = open_mailbox({.place = folder.path, .user = {}, .password = {}, .authserv_id = {}});
    ASSERT_TRUE(mailbox);
    folder.arrives("1.a", "first");
    const auto failing = [](const std::string&) -> Status { return fail(ErrorKind::unavailable, "the store is away"); };
    EXPECT_FALSE((*mailbox)->each_new(failing));
    EXPECT_EQ(folder.count("new"), 1u);
    EXPECT_EQ(folder.count("cur"), 0u);
}

// --- who asks, behind a proxy

http::Request request(const std::string& peer, const std::vector<std::string>& forwarded) {
    http::Request made;
    made.peer = peer;
    for (const auto& value : forwarded) made.headers.push_back({"x-forwarded-for", value});
    return made;
}

TEST(AskingAddresses, AreBelievedOfTrustedProxiesOnly) {
    const std::vector<std::string> proxies = {"10.0.0.1"};
    EXPECT_EQ(asking_address(request("192.0.2.1", {"203.0.113.9"}), proxies), "192.0.2.1");
    EXPECT_EQ(asking_address(request("10.0.0.1", {"198.51.100.7, 203.0.113.9"}), proxies), "203.0.113.9");
    EXPECT_EQ(asking_address(request("10.0.0.1", {"198.51.100.7", "203.0.113.9"}), proxies), "203.0.113.9");
    EXPECT_EQ(asking_address(request("10.0.0.1", {}), proxies), "10.0.0.1");
    EXPECT_EQ(asking_address(request("10.0.0.1", {"203.0.113.9"}), {}), "10.0.0.1");
}

}  // namespace
}  // namespace dimona::app
