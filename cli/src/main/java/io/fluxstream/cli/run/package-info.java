/**
 * What runs until it is interrupted: one role, or all of them in this process.
 *
 * <p>In: settings. Out: a pipeline at work. Start reading at {@link io.fluxstream.cli.run.Pipeline}.
 */
package io.fluxstream.cli.run;
