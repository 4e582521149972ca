# A private PostgreSQL for the tests that need one: started before the first of them, removed after the last.
string(MD5 build_mark ${CMAKE_BINARY_DIR})
string(SUBSTRING ${build_mark} 0 8 build_mark)
set(DIMONA_TEST_POSTGRESQL_FOLDER /tmp/dimona-postgresql-${build_mark})  # the server's user must be able to reach it
foreach(action start stop)
    add_test(NAME postgresql.${action}
             COMMAND ${CMAKE_CURRENT_LIST_DIR}/postgresql.sh ${action} ${DIMONA_TEST_POSTGRESQL_FOLDER})
endforeach()
set_tests_properties(postgresql.start PROPERTIES FIXTURES_SETUP postgresql TIMEOUT 120)
set_tests_properties(postgresql.stop PROPERTIES FIXTURES_CLEANUP postgresql TIMEOUT 60)
