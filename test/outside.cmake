# Tests that drive the finished program from outside. They need the packages of package-lock.json: script/test
# installs them before it configures; without them only the tests inside are run.
find_program(NODE_PROGRAM node)
if(NODE_PROGRAM AND EXISTS ${PROJECT_SOURCE_DIR}/node_modules)
    add_test(NAME e2e COMMAND ${NODE_PROGRAM} --test --test-concurrency=2 ${CMAKE_CURRENT_SOURCE_DIR}/e2e/
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(e2e PROPERTIES LABELS outside TIMEOUT 600 RUN_SERIAL ON
                         ENVIRONMENT "DIMONA_BINARY=$<TARGET_FILE:dimona>")
    add_test(NAME e2e.postgresql COMMAND ${NODE_PROGRAM} --test --test-concurrency=2 ${CMAKE_CURRENT_SOURCE_DIR}/e2e/
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(e2e.postgresql PROPERTIES LABELS outside TIMEOUT 600 RUN_SERIAL ON FIXTURES_REQUIRED postgresql
                         ENVIRONMENT "DIMONA_BINARY=$<TARGET_FILE:dimona>;DIMONA_E2E_POSTGRESQL=${DIMONA_TEST_POSTGRESQL_FOLDER}/uri")
    # Pages, in a real browser. Three files at a time: each has its own server and browser, and machines are small.
    # Pictures of them are kept in build/*/pages for whoever wants to look.
    add_test(NAME pages COMMAND ${NODE_PROGRAM} --test --test-concurrency=3 ${CMAKE_CURRENT_SOURCE_DIR}/pages/
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    # What is declared on pages and over REST gets the same verdict there, too.
    add_test(NAME pages.postgresql
             COMMAND ${NODE_PROGRAM} --test ${CMAKE_CURRENT_SOURCE_DIR}/pages/same_verdict.test.mjs
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(pages.postgresql PROPERTIES LABELS outside TIMEOUT 600 RUN_SERIAL ON FIXTURES_REQUIRED postgresql
                         ENVIRONMENT "DIMONA_BINARY=$<TARGET_FILE:dimona>;DIMONA_E2E_POSTGRESQL=${DIMONA_TEST_POSTGRESQL_FOLDER}/uri")
    set_tests_properties(pages PROPERTIES LABELS outside TIMEOUT 1800 RUN_SERIAL ON
                         ENVIRONMENT "DIMONA_BINARY=$<TARGET_FILE:dimona>;DIMONA_PICTURES=${PROJECT_BINARY_DIR}/pages")
endif()
# Every message of the pages has its translations, and no translation is left over.
add_test(NAME house.messages COMMAND ${PROJECT_SOURCE_DIR}/script/messages WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties(house.messages PROPERTIES LABELS inside)
