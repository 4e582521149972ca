// The programs of an enterprise: clients of the web service, and senders of batches; with their keys.
//
//   sender number   six digits, given once and for ever; stands in the names of batch files
//   client id       self_service_dimona_SENDER_RANDOM: the number of the enterprise's first sender, ten random
//   characters
//
// Two keys side by side let a program change keys without a gap: add the new one, let the program use it, remove the
// old one. A removed key and a revoked client are refused within seconds, with the tokens that came from them
// (token_service.hpp). Every change needs the right to manage channels, writes its act, and does not commit.
#pragma once

#include "access/certificates.hpp"
#include "access/people.hpp"

namespace dimona::access {

inline constexpr std::size_t keys_max = 4;  // of one program, side by side
inline constexpr std::size_t program_name_max = 60;

struct Client {
    registry::OAuthClient registered;
    std::string name;  // as the enterprise calls it; empty when it was registered by the operator
    std::vector<RegisteredKey> keys;
};
[[nodiscard]] Result<std::vector<Client>> clients_of(registry::Reader& reader, domain::EnterpriseNumber enterprise);
// not_found for those of others.
[[nodiscard]] Result<Client> client_of(registry::Reader& reader, domain::EnterpriseNumber enterprise,
                                       const std::string& client_id);

struct Sender {
    std::string number;
    domain::EnterpriseNumber enterprise = domain::EnterpriseNumber::from_stored(0);
    std::string name;
    std::vector<std::string> certificates_pem;  // those that sign its files; none: it can't send yet
    bool active = true;
    Instant made_at{};
    friend bool operator==(const Sender&, const Sender&) = default;
};
[[nodiscard]] Result<std::optional<Sender>> sender(registry::Reader& reader, std::string_view number);
[[nodiscard]] Result<std::vector<Sender>> senders_of(registry::Reader& reader, domain::EnterpriseNumber enterprise);
[[nodiscard]] Result<Sender> sender_of(registry::Reader& reader, domain::EnterpriseNumber enterprise,
                                       const std::string& number);

// `name` is empty when a second person is waited for: it is given when he confirms.
struct Made {
    Outcome outcome = Outcome::done;
    std::string name;  // client id or sender number
};
[[nodiscard]] Result<Made> make_client(registry::Writer& writer, const Actor& actor, const std::string& name,
                                       const std::vector<std::string>& scopes, const RegisteredKey& key);
[[nodiscard]] Result<Made> make_sender(registry::Writer& writer, const Actor& actor, const std::string& name,
                                       const RegisteredKey& certificate);

// A program by its client id or its sender number. conflict: it has the key already, too many, or it is revoked.
[[nodiscard]] Result<Outcome> add_key(registry::Writer& writer, const Actor& actor, const std::string& program,
                                      const RegisteredKey& key);
// conflict: it is the last one; a program without keys is revoked instead.
[[nodiscard]] Status remove_key(registry::Writer& writer, const Actor& actor, const std::string& program,
                                const std::string& thumbprint);
[[nodiscard]] Status change_scopes(registry::Writer& writer, const Actor& actor, const std::string& client_id,
                                   const std::vector<std::string>& scopes);
// For good: all keys are taken away.
[[nodiscard]] Status revoke_program(registry::Writer& writer, const Actor& actor, const std::string& program,
                                    const std::string& reason);

// After a second person has confirmed. False: the code is of another room.
[[nodiscard]] Result<bool> carry_out_for_programs(registry::Writer& writer, const Actor& confirming,
                                                  const registry::Approval& approval);

}  // namespace dimona::access
