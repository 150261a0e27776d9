/**
 * The condition that a rule's author writes in CEL. In: its text. Out: an {@link io.fluxstream.domain.rule.Expression}, or what is wrong with it and where.
 * Start reading at {@link io.fluxstream.rules.expression.Expressions}.
 */
package io.fluxstream.rules.expression;
