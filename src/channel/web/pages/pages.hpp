// The pages, one function an address and method; routes.cpp says which. A page contains no rule.
#pragma once

#include "channel/web/desk.hpp"

namespace dimona::web::pages {

// start.cpp
http::Response start(Desk& desk, Visit& visit);
http::Response instructions(Desk& desk, Visit& visit);
http::Response technical(Desk& desk, Visit& visit);
http::Response accessibility(Desk& desk, Visit& visit);
http::Response privacy(Desk& desk, Visit& visit);

// sign_in.cpp
http::Response sign_in(Desk& desk, Visit& visit);
http::Response take_password(Desk& desk, Visit& visit);
http::Response code(Desk& desk, Visit& visit);
http::Response take_code(Desk& desk, Visit& visit);
http::Response sign_out(Desk& desk, Visit& visit);
http::Response go_to_provider(Desk& desk, Visit& visit);
http::Response come_from_provider(Desk& desk, Visit& visit);

// account.cpp
http::Response account(Desk& desk, Visit& visit);
http::Response change_account(Desk& desk, Visit& visit);
http::Response change_password(Desk& desk, Visit& visit);
http::Response end_session(Desk& desk, Visit& visit);
http::Response employers(Desk& desk, Visit& visit);
http::Response choose_employer(Desk& desk, Visit& visit);
http::Response log(Desk& desk, Visit& visit);

// workers.cpp
http::Response workers(Desk& desk, Visit& visit);
http::Response search_workers(Desk& desk, Visit& visit);
http::Response export_workers(Desk& desk, Visit& visit);
http::Response add_worker(Desk& desk, Visit& visit);
http::Response take_worker(Desk& desk, Visit& visit);
http::Response add_worker_without_number(Desk& desk, Visit& visit);
http::Response take_worker_without_number(Desk& desk, Visit& visit);
http::Response worker(Desk& desk, Visit& visit);
http::Response keep_card(Desk& desk, Visit& visit);
http::Response remove_worker(Desk& desk, Visit& visit);
http::Response declare_worker(Desk& desk, Visit& visit);

// periods.cpp
http::Response periods(Desk& desk, Visit& visit);
http::Response search_periods(Desk& desk, Visit& visit);
http::Response export_periods(Desk& desk, Visit& visit);
http::Response period(Desk& desk, Visit& visit);
http::Response declare_on_period(Desk& desk, Visit& visit);

// declarations.cpp
http::Response declarations(Desk& desk, Visit& visit);
http::Response search_declarations(Desk& desk, Visit& visit);
http::Response export_declarations(Desk& desk, Visit& visit);
http::Response declaration(Desk& desk, Visit& visit);
http::Response sent(Desk& desk, Visit& visit);
http::Response receipt_document(Desk& desk, Visit& visit);
http::Response receipt_signature(Desk& desk, Visit& visit);
http::Response repeat(Desk& desk, Visit& visit);
http::Response undo(Desk& desk, Visit& visit);

// declare.cpp
http::Response declare(Desk& desk, Visit& visit);
http::Response new_entry(Desk& desk, Visit& visit);
http::Response take_new_entry(Desk& desk, Visit& visit);
http::Response question(Desk& desk, Visit& visit);
http::Response take_answer(Desk& desk, Visit& visit);
http::Response check(Desk& desk, Visit& visit);
http::Response send(Desk& desk, Visit& visit);

// multi.cpp
http::Response multi(Desk& desk, Visit& visit);
http::Response choose_workers(Desk& desk, Visit& visit);
http::Response take_workers(Desk& desk, Visit& visit);
http::Response upload(Desk& desk, Visit& visit);
http::Response take_upload(Desk& desk, Visit& visit);
http::Response upload_template(Desk& desk, Visit& visit);
http::Response batch(Desk& desk, Visit& visit);
http::Response send_batch(Desk& desk, Visit& visit);
http::Response batch_result(Desk& desk, Visit& visit);

// days.cpp
http::Response days(Desk& desk, Visit& visit);
http::Response take_days(Desk& desk, Visit& visit);
http::Response choose_days(Desk& desk, Visit& visit);
http::Response month(Desk& desk, Visit& visit);
http::Response export_month(Desk& desk, Visit& visit);

// quotas.cpp
http::Response quotas(Desk& desk, Visit& visit);
http::Response calendar(Desk& desk, Visit& visit);
http::Response renewals(Desk& desk, Visit& visit);
http::Response take_renewals(Desk& desk, Visit& visit);

// verify.cpp
http::Response verify(Desk& desk, Visit& visit);
http::Response take_receipt(Desk& desk, Visit& visit);

}  // namespace dimona::web::pages
