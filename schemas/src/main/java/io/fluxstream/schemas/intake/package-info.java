/**
 * Which records of flux-status count: the same for the processor and for whoever judges the log again. Start reading at
 * {@link io.fluxstream.schemas.intake.Intake}.
 */
package io.fluxstream.schemas.intake;
