# What is promised for bad days: each test causes the fault. They need Node.js and no package.
find_program(NODE_PROGRAM node)
# Between the program and the system: fails writes and flushes, moves the clock.
enable_language(C)
add_library(fault_shim MODULE fault/shim/fault_shim.c)
target_link_libraries(fault_shim PRIVATE ${CMAKE_DL_LIBS})

if(NODE_PROGRAM)
    file(GLOB fault_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/fault/*.test.mjs)
    foreach(file IN LISTS fault_tests)
        get_filename_component(name ${file} NAME_WE)
        add_test(NAME fault.${name} COMMAND ${NODE_PROGRAM} --test ${file} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
        set_tests_properties(fault.${name} PROPERTIES LABELS fault TIMEOUT 300
                             ENVIRONMENT "DIMONA_BINARY=$<TARGET_FILE:dimona>;DIMONA_FAULT_SHIM=$<TARGET_FILE:fault_shim>")
    endforeach()
endif()
