/**
 * Export files: records of flux-status in a file that says itself whether it is whole.
 *
 * <p>Lines of JSON in blocks, each a zstd frame behind a skippable one that says how long it is; so every zstd tool shows the lines,
 * and all cores can read the blocks. The first line names the format, the last one is the end marker. Start reading at
 * {@link io.fluxstream.history.file.ExportFile}.
 */
package io.fluxstream.history.file;
