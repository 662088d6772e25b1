package org.jukebox4j.conformance;

/**
 * One line of the report.
 *
 * @param name the golden file without its extension, relative to the golden folder, such as {@code
 *     attn_0_dense}; or that and a part of it after a slash, such as {@code sample_5b/primed}. By
 *     this name the report knows which files are covered
 * @param check what to run
 */
record GoldenCase(String name, Check check) {}
