/**
 * The configuration file: YAML into records that cannot be wrong.
 *
 * <p>In: a file and the environment. Out: {@link io.fluxstream.cli.config.Settings}, or one sentence that names the
 * field. Start reading at {@link io.fluxstream.cli.config.SettingsFile}.
 */
package io.fluxstream.cli.config;
