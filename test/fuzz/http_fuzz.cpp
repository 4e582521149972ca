// Bytes of a connection, in pieces of any size: requests, or a refusal, and an end to it.
#include <algorithm>
#include <cstring>

#include "fuzz/property.hpp"
#include "http/request_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dimona;
    if (size == 0) return 0;
    const std::size_t piece = 1 + data[0];  // the first byte says how the others arrive
    ++data, --size;
    http::RequestReader reader({.body_bytes_max = 4'096, .header_bytes_max = 2'048, .headers_max = 20});
    using Stage = http::RequestReader::Stage;
    while (size > 0 && reader.stage() != Stage::refused) {
        const auto room = reader.room();
        fuzz::must_hold(!room.empty(), "there is room until it is refused");
        const auto count = std::min({piece, size, room.size()});
        std::memcpy(room.data(), data, count);
        reader.filled(count);
        data += count, size -= count;
        (void)reader.take_expectation();
        while (reader.stage() == Stage::complete) {
            const auto request = reader.take();
            fuzz::must_hold(!request.path.empty() && request.path.front() == '/', "a path begins with a slash");
            fuzz::must_hold(request.body.size() <= 4'096, "a body keeps to its limit");
            if (!reader.keeps_alive()) return 0;
            reader.next();
        }
    }
    if (reader.stage() == Stage::refused)
        fuzz::must_hold(reader.refusal().status >= 400 && reader.refusal().status < 600, "a refusal has a status");
    return 0;
}
