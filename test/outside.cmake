# Tests that drive the finished program from outside. They need the packages of package-lock.json: script/test
# installs them before it configures; without them only the tests inside are run.
find_program(NODE_PROGRAM node)
if(NODE_PROGRAM AND EXISTS ${PROJECT_SOURCE_DIR}/node_modules)
    add_test(NAME e2e COMMAND ${NODE_PROGRAM} --test ${CMAKE_CURRENT_SOURCE_DIR}/e2e/
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(e2e PROPERTIES LABELS outside TIMEOUT 600 RUN_SERIAL ON
                         ENVIRONMENT "DIMONA_BINARY=$<TARGET_FILE:dimona>")
    add_test(NAME e2e.postgresql COMMAND ${NODE_PROGRAM} --test ${CMAKE_CURRENT_SOURCE_DIR}/e2e/
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(e2e.postgresql PROPERTIES LABELS outside TIMEOUT 600 RUN_SERIAL ON FIXTURES_REQUIRED postgresql
                         ENVIRONMENT "DIMONA_BINARY=$<TARGET_FILE:dimona>;DIMONA_E2E_POSTGRESQL=${DIMONA_TEST_POSTGRESQL_FOLDER}/uri")
endif()
