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

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string place = {}, std::string remedy = {}) {
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(place), std::move(remedy)});
}

}  // namespace dimona

// Gives the value of a Result, or returns its error from the calling function.
// Never around co_await: g++ 12 dies with an internal error; name the awaited result first.
#define DIMONA_TRY(expression)                                                        \
    __extension__({                                                                   \
        auto dimona_try_result = (expression);                                        \
        if (!dimona_try_result) return tl::unexpected(std::move(dimona_try_result).error()); \
        *std::move(dimona_try_result);                                                \
    })

// The same for a Status, which has no value.
#define DIMONA_TRY_VOID(expression)                                                   \
    do {                                                                              \
        auto dimona_try_result = (expression);                                        \
        if (!dimona_try_result) return tl::unexpected(std::move(dimona_try_result).error()); \
    } while (false)
