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

// identify.cpp
http::Response identify(Desk& desk, Visit& visit);
http::Response begin_identification(Desk& desk, Visit& visit);
http::Response resume_identification(Desk& desk, Visit& visit);
http::Response take_resume_code(Desk& desk, Visit& visit);
http::Response save_identification(Desk& desk, Visit& visit);
http::Response identification_tasks(Desk& desk, Visit& visit);
http::Response identification_question(Desk& desk, Visit& visit);
http::Response take_identification_answer(Desk& desk, Visit& visit);
http::Response check_identification(Desk& desk, Visit& visit);
http::Response send_identification(Desk& desk, Visit& visit);
http::Response identification_done(Desk& desk, Visit& visit);
http::Response identification_notification(Desk& desk, Visit& visit);
http::Response identification_notification_file(Desk& desk, Visit& visit);

// employer.cpp
http::Response employer(Desk& desk, Visit& visit);
http::Response employer_history(Desk& desk, Visit& visit);
http::Response change_employer(Desk& desk, Visit& visit);
http::Response take_employer_change(Desk& desk, Visit& visit);
http::Response no_staff(Desk& desk, Visit& visit);
http::Response take_no_staff(Desk& desk, Visit& visit);
http::Response strike_off(Desk& desk, Visit& visit);
http::Response take_strike_off(Desk& desk, Visit& visit);
http::Response take_up_again(Desk& desk, Visit& visit);
http::Response take_taking_up_again(Desk& desk, Visit& visit);
http::Response begin_own_identification(Desk& desk, Visit& visit);
http::Response own_identification_start(Desk& desk, Visit& visit);
http::Response own_identification_tasks(Desk& desk, Visit& visit);
http::Response own_identification_question(Desk& desk, Visit& visit);
http::Response take_own_identification_answer(Desk& desk, Visit& visit);
http::Response check_own_identification(Desk& desk, Visit& visit);
http::Response send_own_identification(Desk& desk, Visit& visit);
http::Response own_identification_done(Desk& desk, Visit& visit);
http::Response own_identification_notification(Desk& desk, Visit& visit);
http::Response own_identification_notification_file(Desk& desk, Visit& visit);

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
http::Response columns(Desk& desk, Visit& visit);
http::Response take_columns(Desk& desk, Visit& visit);
http::Response upload_template(Desk& desk, Visit& visit);
http::Response batch(Desk& desk, Visit& visit);
http::Response send_batch(Desk& desk, Visit& visit);
http::Response batch_result(Desk& desk, Visit& visit);
http::Response batch_line(Desk& desk, Visit& visit);
http::Response take_batch_line(Desk& desk, Visit& visit);

// days.cpp
http::Response days(Desk& desk, Visit& visit);
http::Response take_days(Desk& desk, Visit& visit);
http::Response choose_days(Desk& desk, Visit& visit);
http::Response month(Desk& desk, Visit& visit);
http::Response export_month(Desk& desk, Visit& visit);

// quotas.cpp
http::Response quotas(Desk& desk, Visit& visit);
http::Response export_quotas(Desk& desk, Visit& visit);
http::Response calendar(Desk& desk, Visit& visit);
http::Response renewals(Desk& desk, Visit& visit);
http::Response take_renewals(Desk& desk, Visit& visit);

// mandates.cpp
http::Response mandates(Desk& desk, Visit& visit);
http::Response mandates_given(Desk& desk, Visit& visit);
http::Response mandates_received(Desk& desk, Visit& visit);

// mandate_request.cpp
http::Response give_mandate(Desk& desk, Visit& visit);
http::Response take_given_mandate(Desk& desk, Visit& visit);
http::Response ask_mandate(Desk& desk, Visit& visit);
http::Response take_asked_mandate(Desk& desk, Visit& visit);
http::Response mandate_question(Desk& desk, Visit& visit);
http::Response take_mandate_answer(Desk& desk, Visit& visit);
http::Response mandate_sent(Desk& desk, Visit& visit);
http::Response hand_mandate_on(Desk& desk, Visit& visit);
http::Response take_handing_on(Desk& desk, Visit& visit);

// mandate.cpp
http::Response mandate(Desk& desk, Visit& visit);
http::Response confirm_mandate(Desk& desk, Visit& visit);
http::Response take_confirmation(Desk& desk, Visit& visit);
http::Response refuse_mandate(Desk& desk, Visit& visit);
http::Response take_refusal(Desk& desk, Visit& visit);
http::Response end_mandate(Desk& desk, Visit& visit);
http::Response take_end_of_mandate(Desk& desk, Visit& visit);
http::Response revoke_mandate(Desk& desk, Visit& visit);
http::Response take_revocation(Desk& desk, Visit& visit);
http::Response procuration(Desk& desk, Visit& visit);

// unsecured.cpp
http::Response open_employer(Desk& desk, Visit& visit);
http::Response open_step(Desk& desk, Visit& visit);
http::Response take_open_step(Desk& desk, Visit& visit);
http::Response open_wait(Desk& desk, Visit& visit);

// unsecured_result.cpp
http::Response open_result(Desk& desk, Visit& visit);
http::Response open_receipt_document(Desk& desk, Visit& visit);
http::Response open_receipt_signature(Desk& desk, Visit& visit);

// desk_unsecured.cpp
http::Response desk_unsecured(Desk& desk, Visit& visit);
http::Response find_desk_unsecured(Desk& desk, Visit& visit);
http::Response desk_unsecured_employer(Desk& desk, Visit& visit);
http::Response take_desk_unsecured_employer(Desk& desk, Visit& visit);
http::Response desk_unsecured_request(Desk& desk, Visit& visit);
http::Response take_desk_unsecured_request(Desk& desk, Visit& visit);

// blocking.cpp
http::Response blocking(Desk& desk, Visit& visit);
http::Response change_blocking(Desk& desk, Visit& visit);
http::Response blocking_request(Desk& desk, Visit& visit);
http::Response decide_blocking_request(Desk& desk, Visit& visit);

// cases.cpp
http::Response request_change(Desk& desk, Visit& visit);
http::Response take_change_request(Desk& desk, Visit& visit);
http::Response change_request(Desk& desk, Visit& visit);
http::Response emergencies(Desk& desk, Visit& visit);
http::Response take_emergency(Desk& desk, Visit& visit);
http::Response emergency(Desk& desk, Visit& visit);
http::Response declare_emergency(Desk& desk, Visit& visit);

// desk.cpp
http::Response desk_start(Desk& desk, Visit& visit);
http::Response desk_history(Desk& desk, Visit& visit);
http::Response desk_approvals(Desk& desk, Visit& visit);
http::Response desk_approval(Desk& desk, Visit& visit);
http::Response take_desk_approval(Desk& desk, Visit& visit);

// desk_workers.cpp
http::Response desk_workers(Desk& desk, Visit& visit);
http::Response desk_worker(Desk& desk, Visit& visit);
http::Response take_desk_worker(Desk& desk, Visit& visit);

// desk_periods.cpp
http::Response desk_periods(Desk& desk, Visit& visit);
http::Response find_desk_period(Desk& desk, Visit& visit);
http::Response desk_period(Desk& desk, Visit& visit);
http::Response take_desk_period(Desk& desk, Visit& visit);
http::Response new_desk_period(Desk& desk, Visit& visit);
http::Response take_new_desk_period(Desk& desk, Visit& visit);

// desk_emergencies.cpp
http::Response desk_outages(Desk& desk, Visit& visit);
http::Response take_desk_outage(Desk& desk, Visit& visit);
http::Response end_desk_outage(Desk& desk, Visit& visit);
http::Response desk_emergencies(Desk& desk, Visit& visit);
http::Response new_desk_emergency(Desk& desk, Visit& visit);
http::Response take_new_desk_emergency(Desk& desk, Visit& visit);
http::Response desk_emergency(Desk& desk, Visit& visit);
http::Response take_desk_emergency(Desk& desk, Visit& visit);

// desk_employers.cpp
http::Response desk_employers(Desk& desk, Visit& visit);
http::Response desk_employer(Desk& desk, Visit& visit);
http::Response take_desk_employer(Desk& desk, Visit& visit);
http::Response desk_profile(Desk& desk, Visit& visit);
http::Response take_desk_profile(Desk& desk, Visit& visit);

// desk_public_bodies.cpp
http::Response desk_public_bodies(Desk& desk, Visit& visit);
http::Response take_desk_public_body(Desk& desk, Visit& visit);

// desk_procurations.cpp
http::Response desk_procurations(Desk& desk, Visit& visit);
http::Response take_desk_procuration(Desk& desk, Visit& visit);

// desk_changes.cpp
http::Response desk_changes(Desk& desk, Visit& visit);
http::Response desk_change(Desk& desk, Visit& visit);
http::Response take_desk_change(Desk& desk, Visit& visit);

// verify.cpp
http::Response verify(Desk& desk, Visit& visit);
http::Response take_receipt(Desk& desk, Visit& visit);

}  // namespace dimona::web::pages
