/**
 * The command {@code flux-stream}: every role of the pipeline, all of it in one process, and the questions one asks it.
 *
 * <p>In: arguments, a configuration file, the environment. Out: answers on stdout, everything else on stderr, an exit
 * code. Start reading at {@link io.fluxstream.cli.FluxStream}, which lists the commands.
 */
package io.fluxstream.cli;
