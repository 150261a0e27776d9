/**
 * The contract, sentence by sentence, told to the engine, to an engine restored after every record, and to the reference.
 * Start reading at {@link io.fluxstream.domain.semantics.ClusterStory}.
 */
package io.fluxstream.domain.semantics;
