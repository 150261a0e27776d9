/**
 * The second specification: what the engine must say, recomputed the slow and obvious way.
 *
 * <p>In: the whole history of one cluster and its rules. Out: the effects of every record. It shares nothing with the
 * engine but the values, so that what both say is not one mistake made once. Where the engine keeps an account that it
 * moves on, this keeps what was seen and works everything else out again, from full pictures of the cluster before and
 * after a record. Start reading at {@link io.fluxstream.domain.reference.NaiveReference}.
 */
package io.fluxstream.domain.reference;
