// dimona verify-receipt
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/commands.hpp"
#include "channel/web/receipts.hpp"

namespace dimona::app {

namespace {

struct Asked {
    std::string receipt, keys;
};

Result<std::string> content_of(const std::string& file) {
    std::ostringstream text;
    if (file == "-") {
        text << std::cin.rdbuf();
        return text.str();
    }
    std::ifstream stream(file, std::ios::binary);
    text << stream.rdbuf();
    if (!stream) return fail(ErrorKind::not_found, "the file can't be read", file);
    return text.str();
}

Status verify(const Asked& asked) {
    const auto receipt =
        DIMONA_TRY(web::check_receipt(DIMONA_TRY(content_of(asked.receipt)), DIMONA_TRY(content_of(asked.keys))));
    std::cout << "genuine\n  declaration  " << receipt.declaration << "\n  kind         " << receipt.kind
              << "\n  received     " << receipt.received_at << "\n  verdict      " << receipt.result << '\n';
    if (!receipt.employer.empty()) std::cout << "  employer     " << receipt.employer << '\n';
    for (const auto& anomaly : receipt.anomalies) std::cout << "  anomaly      " << anomaly << '\n';
    std::cout << "  digest       " << receipt.declaration_digest << '\n';
    return {};
}

}  // namespace

void add_receipt_command(CLI::App& app, Outcome& outcome) {
    auto asked = std::make_shared<Asked>();
    auto* command =
        app.add_subcommand("verify-receipt", "Is this receipt genuine? Needs no service, only its public keys");
    command->add_option("receipt", asked->receipt, "File with the signed text (.jws); - for standard input")
        ->required();
    command->add_option("--keys", asked->keys, "File with the keys: what /verify/keys.json of the service gives")
        ->required();
    command->callback([asked, &outcome] { outcome.plan([asked] { return verify(*asked); }); });
}

}  // namespace dimona::app
