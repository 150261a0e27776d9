/**
 * Rule files. In: a file as its author wrote it. Out: the domain's rules, or every mistake in the file with its place; never a half of it. Start reading
 * at {@link io.fluxstream.rules.RuleFile}.
 */
package io.fluxstream.rules;
