# tappay_embed(TARGET HEADER NAMESPACE FILE...): the files become part of the program. HEADER declares webFiles().
set(TAPPAY_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)
function(tappay_embed target header namespace)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${target}_files.cpp)
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DHEADER=${header} -DNAMESPACE=${namespace} "-DFILES=${ARGN}" -P ${TAPPAY_EMBED_SCRIPT}
        DEPENDS ${ARGN} ${TAPPAY_EMBED_SCRIPT} VERBATIM)
    target_sources(${target} PRIVATE ${output})
    set_source_files_properties(${output} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
