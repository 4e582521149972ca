// Letters to people: put into the store by the transaction that they tell of, sent by the service afterwards. A letter
// is sent at least once; one that can't be sent is tried again, ever more seldom.
#pragma once

#include <string>
#include <vector>

#include "register/lanes.hpp"

namespace dimona::registry {

// No name and no number of a worker travels by mail.
struct Letter {
    std::string to, subject, text;
};

// `now` only orders the letters. Does not commit.
[[nodiscard]] Status queue_letter(Writer& writer, const Letter& letter, Instant now);

// A server for mail, or a folder from which somebody collects them.
class Postman {
public:
    virtual ~Postman() = default;
    virtual Status send(const Letter& letter) = 0;
};

struct Delivery {
    int sent = 0, given_up = 0;    // given up: after two weeks of attempts
    std::optional<Error> trouble;  // of the last letter that could not be sent; it stays queued
};
// Sends what is due. Letters that another process is sending are left to it. Errors: of the store.
[[nodiscard]] Result<Delivery> deliver_letters(Store& store, Lanes& lanes, Postman& postman, Instant now);

}  // namespace dimona::registry
