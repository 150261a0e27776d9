/** How fast, how much, how soon: measured, never asserted. Each class with a main prints its figures as distributions or ratios. */
package io.fluxstream.benchmarks;
