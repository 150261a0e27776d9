/**
 * How fast, how much, how soon: measured, never asserted. Each class with a main prints its figures as distributions or
 * ratios; {@code benchmarks/run NAME} runs it, docs/benchmarks.md says what each means.
 */
package io.fluxstream.benchmarks;
