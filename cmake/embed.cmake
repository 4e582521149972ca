# dimona_embed(TARGET ROOT PREFIX FILES...): puts files into the program, found again by their path below ROOT
# with PREFIX before it. The generated source defines
#   std::span<const dimona::EmbeddedFile> dimona::embedded_files();
function(dimona_embed target)
    cmake_parse_arguments(arg "" "" "FILES" ${ARGN})
    set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded_files.cpp)
    set(assembly "")
    set(declarations "")
    set(table "")
    set(paths "")
    set(index 0)
    foreach(pair IN LISTS arg_FILES)
        string(REPLACE "=" ";" parts ${pair})
        list(GET parts 0 name)
        list(GET parts 1 path)
        list(APPEND paths ${path})
        string(APPEND assembly "        \".global dimona_embedded_${index}\\n.global dimona_embedded_${index}_end\\n\"\n"
               "        \"dimona_embedded_${index}:\\n.incbin \\\"${path}\\\"\\ndimona_embedded_${index}_end:\\n.byte 0\\n\"\n")
        string(APPEND declarations "extern \"C\" const char dimona_embedded_${index}[], dimona_embedded_${index}_end[];\n")
        string(APPEND table "        {\"${name}\", {dimona_embedded_${index}, static_cast<std::size_t>(dimona_embedded_${index}_end - dimona_embedded_${index})}},\n")
        math(EXPR index "${index} + 1")
    endforeach()
    file(CONFIGURE OUTPUT ${source} CONTENT
"#include \"app/embedded.hpp\"
__asm__(\".section .rodata\\n\"
${assembly}        \".text\\n\");
${declarations}
namespace dimona {
std::span<const EmbeddedFile> embedded_files() {
    static const EmbeddedFile files[] = {
${table}    };
    return files;
}
}  // namespace dimona
" @ONLY)
    set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${paths}" COMPILE_OPTIONS "-fno-lto")
    target_sources(${target} PRIVATE ${source})
endfunction()
