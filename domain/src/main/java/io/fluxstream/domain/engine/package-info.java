/** The engine: records in, effects out. Start reading at {@link io.fluxstream.domain.engine.ClusterEngine}. */
package io.fluxstream.domain.engine;
