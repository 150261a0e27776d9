/**
 * Clusters judged once more as the processor judged them: where that can begin, and by which rules each record was judged. Start reading
 * at {@link io.fluxstream.history.rerun.Rerun}.
 */
package io.fluxstream.history.rerun;
