# The house itself: who may include whom, and that this check sees what it should.
add_test(NAME house.rooms COMMAND ${PROJECT_SOURCE_DIR}/script/check-rooms)
add_test(NAME house.rooms-check-finds-trespassers
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/rooms-check-finds-trespassers)
