// What can go wrong in the world, as a value.
//
// Three kinds of trouble are kept apart in this code base:
//   finding    a rule's verdict about a declaration: ordinary data (domain/rules)
//   Error      the world refused (bad input, store busy): Result<T>, this file
//   invariant  ours was broken: invariant.hpp, stops the process
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace dimona {

enum class ErrorKind {
    invalid,      // the input is wrong; the caller can correct it
    not_found,    // nothing there, or nothing that this caller may see
    conflict,     // it contradicts something that is already there
    forbidden,    // known, but not allowed
    unavailable,  // try again later: store busy, disk full, shutting down
    unsupported,  // this version can't: for example a store written by a newer program
    internal,     // a library or the system failed in a way nobody foresaw
};

// What happened, where, and what to do: the three things a person needs to act.
struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string message;
    std::string place = {};   // JSON pointer, file:line, option, table; empty when there is none
    std::string remedy = {};  // one imperative sentence; empty when there is nothing to do
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string place = {},
                                  std::string remedy = {}) {
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(place), std::move(remedy)});
}

}  // namespace dimona

#define DIMONA_JOIN_(left, right) left##right
#define DIMONA_JOIN(left, right) DIMONA_JOIN_(left, right)

// Gives the value of a Result, or returns its error from the calling function. May be nested.
// Never around co_await: g++ 12 dies with an internal error; name the awaited result first.
#define DIMONA_TRY(expression) DIMONA_TRY_AS(DIMONA_JOIN(dimona_result_, __COUNTER__), expression)
#define DIMONA_TRY_AS(result, expression)                              \
    __extension__({                                                    \
        auto result = (expression);                                    \
        if (!result) return tl::unexpected(std::move(result).error()); \
        *std::move(result);                                            \
    })

// The same for a Status, which has no value.
#define DIMONA_TRY_VOID(expression) DIMONA_TRY_VOID_AS(DIMONA_JOIN(dimona_status_, __COUNTER__), expression)
#define DIMONA_TRY_VOID_AS(status, expression)                         \
    do {                                                               \
        auto status = (expression);                                    \
        if (!status) return tl::unexpected(std::move(status).error()); \
    } while (false)
