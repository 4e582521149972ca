// Reading and writing with a deadline, for any stream over a TCP socket.
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "http/transport.hpp"

namespace dimona::http {

// Cancels what the socket is waiting for when the deadline passes first. Unlike the time-outs of Beast's streams it
// leaves the socket open, so that a slow client can still be told why it is cut off.
//
// Nearly every operation ends long before its deadline. So the timer is not set and cancelled for each of them: it
// keeps running, looks at the deadline of the moment when it expires, and is set anew only for one that comes earlier.
class Watch {
public:
    explicit Watch(boost::asio::ip::tcp::socket& socket);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    void start(Deadline deadline);
    // How the operation that was watched ended.
    [[nodiscard]] Transport::Outcome stop(boost::system::error_code problem);

private:
    // Outlives the watch while an expiry is still on its way.
    struct Alarm;
    std::shared_ptr<Alarm> alarm_;
};

template <class Stream>
boost::asio::awaitable<Transport::Reading> timed_read(Stream& stream, Watch& watch, std::span<char> room,
                                                      Deadline deadline) {
    boost::system::error_code problem;
    watch.start(deadline);
    const std::size_t bytes =
        co_await stream.async_read_some(boost::asio::buffer(room.data(), room.size()),
                                        boost::asio::redirect_error(boost::asio::use_awaitable, problem));
    co_return Transport::Reading{watch.stop(problem), bytes};
}

template <class Stream>
boost::asio::awaitable<Transport::Outcome> timed_write(Stream& stream, Watch& watch, std::string_view head,
                                                       std::string_view body, Deadline deadline) {
    boost::system::error_code problem;
    const std::array<boost::asio::const_buffer, 2> parts{boost::asio::buffer(head), boost::asio::buffer(body)};
    watch.start(deadline);
    co_await boost::asio::async_write(stream, parts, boost::asio::redirect_error(boost::asio::use_awaitable, problem));
    co_return watch.stop(problem);
}

[[nodiscard]] std::string address_of_peer(const boost::asio::ip::tcp::socket& socket);
// Ends our side, then reads and forgets what the peer still sends until it hangs up.
[[nodiscard]] boost::asio::awaitable<void> hang_up(boost::asio::ip::tcp::socket& socket, Watch& watch,
                                                   Deadline deadline);

}  // namespace dimona::http
