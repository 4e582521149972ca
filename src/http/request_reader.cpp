#include "http/request_reader.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <utility>

#include "http/head.hpp"

namespace dimona::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t head_read_bytes = 4 * 1024;
constexpr std::size_t body_read_bytes = 64 * 1024;
// What a chunk's own line or the trailer may take: Beast waits for their end, so somebody must say when it is enough.
constexpr std::size_t chunk_line_bytes_max = 16 * 1024;

}  // namespace

class RequestReader::Detail {
public:
    explicit Detail(const Limits& limits) : limits_(limits) {}

    std::span<char> room() {
        const auto space = buffer_.prepare(stage_ == Stage::body ? body_read_bytes : head_read_bytes);
        return {static_cast<char*>(space.data()), space.size()};
    }

    void filled(std::size_t bytes) {
        buffer_.commit(bytes);
        advance();
    }

    void next() {
        head_ = {};
        parser_.reset();
        seen_ = 0;
        stage_ = Stage::untouched;
        // A connection that waits for its next request holds no large buffer.
        if (buffer_.size() == 0) buffer_.shrink_to_fit();
        advance();
    }

    Request take() {
        Request request;
        request.method = std::move(head_.method);
        request.path = std::move(head_.path);
        request.query = std::move(head_.query);
        request.headers = std::move(head_.headers);
        if (parser_) request.body = std::move(parser_->get().body());
        return request;
    }

    Stage stage_ = Stage::untouched;
    Refusal refusal_;
    Head head_;
    bool is_head_request_ = false;

private:
    std::string_view buffered() const { return {static_cast<const char*>(buffer_.cdata().data()), buffer_.size()}; }

    void refuse(Refusal refusal) {
        refusal_ = refusal;
        stage_ = Stage::refused;
    }

    void advance() {
        if (stage_ == Stage::untouched) skip_empty_lines();
        if (stage_ == Stage::head) read_head_part();
        if (stage_ == Stage::body) read_body_part();
    }

    // RFC 9112 2.2: a server ignores an empty line before the request line; old clients send one after a body.
    void skip_empty_lines() {
        while (buffered().starts_with("\r\n")) buffer_.consume(2);
        if (buffer_.size() > 0 && buffered() != "\r") stage_ = Stage::head;
    }

    void read_head_part() {
        const HeadEnd end = find_head_end(buffered().substr(0, limits_.header_bytes_max), seen_);
        if (end.found == HeadEnd::Found::malformed) {
            return refuse({400, "The head of the request holds a control character or a line end that is not CR LF."});
        }
        if (end.found == HeadEnd::Found::not_yet) {
            seen_ = std::min<std::size_t>(buffer_.size(), limits_.header_bytes_max);
            // A carriage return at the very end can only be judged with the byte that follows it.
            if (seen_ > 0) --seen_;
            if (buffer_.size() >= limits_.header_bytes_max) refuse_long_head();
            return;
        }
        auto head = read_head(buffered().substr(0, end.size), limits_);
        if (!head) return refuse(head.error());
        head_ = std::move(*head);
        is_head_request_ = head_.method == "HEAD";
        if (head_.is_chunked || head_.content_length.value_or(0) > 0) {
            start_body(end.size);
        } else {
            buffer_.consume(end.size);
            stage_ = Stage::complete;
        }
    }

    void refuse_long_head() {
        const bool in_first_line =
            buffered().substr(0, limits_.header_bytes_max).find("\r\n") == std::string_view::npos;
        refuse(in_first_line ? Refusal{414, "The request target is longer than this server accepts."}
                             : Refusal{431, "The headers are larger than this server accepts."});
    }

    // Beast reads the same head again, because the body's framing is its work: a second reader that has to agree.
    void start_body(std::size_t head_size) {
        parser_.emplace();
        parser_->eager(true);
        parser_->header_limit(limits_.header_bytes_max + 1);
        parser_->body_limit(limits_.body_bytes_max_at(head_.path));
        beast::error_code problem;
        parser_->put(boost::asio::buffer(buffer_.cdata(), head_size), problem);
        const bool agrees = !problem || problem == beast::http::error::need_more;
        if (!agrees || !parser_->is_header_done()) return refuse({400, "The head of the request is malformed."});
        buffer_.consume(head_size);
        stage_ = Stage::body;
    }

    void read_body_part() {
        while (!parser_->is_done() && buffer_.size() > 0 && !is_half_an_end()) {
            beast::error_code problem;
            const std::size_t used = parser_->put(buffer_.cdata(), problem);
            buffer_.consume(used);
            if (problem == beast::http::error::body_limit) {
                return refuse({413, "The body is larger than this server accepts."});
            }
            if (problem && problem != beast::http::error::need_more) {
                return refuse({400, "The chunks of the body are malformed."});
            }
            if (problem == beast::http::error::need_more || used == 0) break;
        }
        if (parser_->is_done()) {
            stage_ = Stage::complete;
        } else if (buffer_.size() > chunk_line_bytes_max) {
            refuse({400, "A chunk extension or the trailer of the body is too long."});
        }
    }

    // The end of a chunked body is "0" CRLF CRLF at least. Beast stops the process when it is shown only a part of it
    // for the second time; so it is shown none.
    bool is_half_an_end() const {
        constexpr std::size_t shortest_end = 5;
        return head_.is_chunked && buffer_.size() < shortest_end && buffered().starts_with('0');
    }

    const Limits limits_;
    beast::flat_buffer buffer_;
    std::optional<beast::http::request_parser<beast::http::string_body>> parser_;
    std::size_t seen_ = 0;  // bytes of the head in which no end was found
};

RequestReader::RequestReader(const Limits& limits) : detail_(std::make_unique<Detail>(limits)) {}
RequestReader::~RequestReader() = default;

std::span<char> RequestReader::room() { return detail_->room(); }
void RequestReader::filled(std::size_t bytes) { detail_->filled(bytes); }
RequestReader::Stage RequestReader::stage() const { return detail_->stage_; }
bool RequestReader::take_expectation() { return std::exchange(detail_->head_.expects_continue, false); }
bool RequestReader::keeps_alive() const { return detail_->head_.keeps_alive; }
bool RequestReader::is_head_request() const { return detail_->is_head_request_; }
const Refusal& RequestReader::refusal() const { return detail_->refusal_; }
Request RequestReader::take() { return detail_->take(); }
void RequestReader::next() { detail_->next(); }

}  // namespace dimona::http
