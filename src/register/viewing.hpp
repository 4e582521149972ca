// Steps that every look into the personnel file takes: may he, what is there, log, give out.
#pragma once

#include <memory>

#include "register/consultation.hpp"

namespace dimona::registry {

[[nodiscard]] Error not_there(const char* what, std::int64_t number);
[[nodiscard]] Result<bool> may_see(Reader& reader, const Caller& caller,
                                   const std::optional<domain::Employer>& employer, LocalDate today);
// The log line of a consultation; the results are counted when they are known.
[[nodiscard]] Consultation log_line(const Caller& caller, std::string operation, Instant at);

[[nodiscard]] Result<PeriodView> period_view(Reader& reader, domain::Period period);
[[nodiscard]] Result<DeclarationView> declaration_view(Reader& reader, DeclarationRecord record);

// For whoever declared on an open channel: what was typed, and the verdict. Nothing that the registers know beside.
[[nodiscard]] Result<DeclarationView> typed_view(Reader& reader, domain::DeclarationId id);

// Nothing is given out before the log of it is durable.
template <class T>
void give_out(Lanes& lanes, Consultation log, Result<T> found, Consultations::Done<T> done) {
    if (!found) return done(std::move(found));
    auto kept = std::make_shared<Result<T>>(std::move(found));
    lanes.submit(0, {.run = [log = std::move(log)](Writer& writer) { return writer.put_consultation(log); },
                     .done =
                         [kept, done = std::move(done)](const Status& logged) {
                             done(logged ? std::move(*kept) : Result<T>(tl::unexpected(logged.error())));
                         }});
}

}  // namespace dimona::registry
