package io.fluxstream.processor;

import io.fluxstream.domain.engine.Effect;
import java.util.List;

/** Hears what the engines bring about, on the stream thread and before it is committed: for metrics, never for outputs. */
public interface EngineListener {
    /** For whoever does not want to know. */
    EngineListener NONE = new EngineListener() {
        @Override
        public void begins(int partition, List<Effect> shown) {}

        @Override
        public void applied(int partition, List<Effect> effects) {}

        @Override
        public void ends(int partition) {}
    };

    /** A partition is taken up, perhaps anew; the effects show all that is known of its clusters. */
    void begins(int partition, List<Effect> shown);

    /** A record had these effects. */
    void applied(int partition, List<Effect> effects);

    /** The partition is processed here no longer. */
    void ends(int partition);
}
