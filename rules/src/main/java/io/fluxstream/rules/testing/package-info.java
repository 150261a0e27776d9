/**
 * Tests of rules. In: a file that tells what happens to resources, in a short notation, and which alerts are to come of it. Out: which came instead. Start
 * reading at {@link io.fluxstream.rules.testing.RuleTestFile}.
 */
package io.fluxstream.rules.testing;
