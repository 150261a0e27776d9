/**
 * Chaos: seeded rounds in which fleets are played on real API servers while processes are killed, disks fill up, clocks jump and
 * networks break; and a judge who shares nothing with the engine but the values. In: a seed. Out: a verdict. Start reading at
 * {@link io.fluxstream.it.chaos.Plan}, what happens, and {@link io.fluxstream.it.chaos.Judge}, what must be true afterwards.
 */
package io.fluxstream.it.chaos;
