/**
 * Rule files at the command line.
 *
 * <p>In: rule files and their tests. Out: what is wrong with them, or that nothing is. Start reading at {@link io.fluxstream.cli.rules.RulesCommand}.
 */
package io.fluxstream.cli.rules;
