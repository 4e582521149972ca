# The house itself: who may include whom, that this check sees what it should, and that the guides tell the truth.
add_test(NAME house.rooms COMMAND ${PROJECT_SOURCE_DIR}/script/check-rooms)
add_test(NAME house.rooms-check-finds-trespassers
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/rooms-check-finds-trespassers)
add_test(NAME house.guides-work COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/guides-work $<TARGET_FILE:dimona>)
set_tests_properties(house.guides-work PROPERTIES LABELS outside TIMEOUT 120)
# Every requirement of the security list names evidence that is there.
find_package(Python3 COMPONENTS Interpreter REQUIRED)
add_test(NAME house.asvs-holds COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/house/asvs-holds)
set_tests_properties(house.asvs-holds PROPERTIES LABELS inside)
# Benchmarks are run seldom: at least they load.
if(NODE_PROGRAM AND EXISTS ${PROJECT_SOURCE_DIR}/node_modules)
    foreach(bench run pages)
        add_test(NAME house.bench-${bench}-loads COMMAND ${NODE_PROGRAM} bench/${bench}.mjs --help
                 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
        set_tests_properties(house.bench-${bench}-loads PROPERTIES LABELS inside)
    endforeach()
endif()
