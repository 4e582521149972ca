# The program is killed under load. Needs Node.js and no package.
find_program(NODE_PROGRAM node)
if(NODE_PROGRAM)
    add_test(NAME fault.kill COMMAND ${NODE_PROGRAM} --test ${CMAKE_CURRENT_SOURCE_DIR}/fault/
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(fault.kill PROPERTIES LABELS fault TIMEOUT 300 RUN_SERIAL ON
                         ENVIRONMENT "DIMONA_BINARY=$<TARGET_FILE:dimona>")
endif()
