#include "register/letters.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "register/codec/filed.hpp"

namespace dimona::registry {

namespace {

constexpr const char* drawer = "letter";
constexpr int letters_at_once = 50;
constexpr std::chrono::minutes sending_time_max{2};  // afterwards another process may try
constexpr std::chrono::minutes retry_after_first{1};
constexpr int doublings_max = 10;  // about 17 hours

// `due`: not before (0: at once); while somebody sends it, the moment from which another may.
struct QueuedLetter {
    std::string name, to, subject, text;
    Instant due{};
    int attempts = 0;
};

}  // namespace

namespace codec {
template <class V, Is<QueuedLetter> T>
void members(V& v, T& r) {
    v("name", r.name), v("to", r.to), v("subject", r.subject), v("text", r.text), v("due", r.due);
    v("attempts", r.attempts);
}
}  // namespace codec

namespace {

// Takes what is due for this process.
Result<std::vector<QueuedLetter>> take_due(Store& store, Lanes& lanes, Instant now) {
    // Most of the time nothing is there: no transaction is written for that.
    if (DIMONA_TRY(DIMONA_TRY(store.read())->papers(drawer, "", "", 1)).empty()) return {};
    std::vector<QueuedLetter> taken;
    DIMONA_TRY_VOID(lanes.run(0, [&](Writer& writer) -> Status {
        taken.clear();
        for (std::string after; static_cast<int>(taken.size()) < letters_at_once;) {
            const auto letters = DIMONA_TRY(codec::filed<QueuedLetter>(writer, drawer, "", after, letters_at_once));
            for (const auto& letter : letters) {
                after = letter.name;
                if (letter.due > now || static_cast<int>(taken.size()) == letters_at_once) continue;
                taken.push_back(letter);
                auto held = letter;
                held.due = now + sending_time_max;
                DIMONA_TRY_VOID(codec::file(writer, drawer, held.name, held));
            }
            if (static_cast<int>(letters.size()) < letters_at_once) break;
        }
        return {};
    }));
    return taken;
}

// Some two weeks after the first attempt: the address does not exist, or nobody reads there.
constexpr int attempts_max = 24;

Status put_back(Lanes& lanes, QueuedLetter letter, Instant now) {
    letter.due = now + retry_after_first * (1 << std::min(letter.attempts, doublings_max));
    ++letter.attempts;
    return lanes.run(0, [&](Writer& writer) { return codec::file(writer, drawer, letter.name, letter); });
}

}  // namespace

Status queue_letter(Writer& writer, const Letter& letter, Instant now) {
    constexpr std::size_t random_part_bytes = 9;
    // In order of time.
    const auto name =
        fmt::format("{:015}-{}", now.time_since_epoch().count(), base64url(random_bytes(random_part_bytes)));
    return codec::file(writer, drawer, name, QueuedLetter{name, letter.to, letter.subject, letter.text, {}, 0});
}

Result<Delivery> deliver_letters(Store& store, Lanes& lanes, Postman& postman, Instant now) {
    Delivery delivery;
    for (auto& letter : DIMONA_TRY(take_due(store, lanes, now))) {
        if (const auto sent = postman.send({letter.to, letter.subject, letter.text}); !sent) {
            delivery.trouble = sent.error();
            if (letter.attempts < attempts_max) {
                DIMONA_TRY_VOID(put_back(lanes, std::move(letter), now));
                continue;
            }
            ++delivery.given_up;
        } else {
            ++delivery.sent;
        }
        DIMONA_TRY_VOID(lanes.run(0, [&](Writer& writer) { return writer.remove_paper(drawer, letter.name); }));
    }
    return delivery;
}

}  // namespace dimona::registry
