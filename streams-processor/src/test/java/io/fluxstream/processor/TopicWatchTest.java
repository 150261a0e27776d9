package io.fluxstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TopicWatchTest {
    private static final Uuid FIRST = new Uuid(1, 1);
    private static final Uuid SECOND = new Uuid(1, 2);

    private final TopicWatch watch = new TopicWatch();

    @Test
    void nothingIsDeletedWhileAllIsThere() {
        watch.begins(Map.of("flux-alerts", FIRST));
        assertThat(watch.deleted(Map.of("flux-alerts", FIRST))).isEmpty();
    }

    @Test
    void aTopicThatIsMissedOnceMayOnlyBeUnknownToABrokerThatHasJustStarted() {
        watch.begins(Map.of("flux-alerts", FIRST));
        assertThat(watch.deleted(Map.of())).isEmpty();
        assertThat(watch.deleted(Map.of("flux-alerts", FIRST))).isEmpty();
        assertThat(watch.deleted(Map.of())).isEmpty();
    }

    @Test
    void aTopicThatIsMissedTwiceIsDeleted() {
        watch.begins(Map.of("flux-alerts", FIRST, "flux-status", SECOND));
        watch.deleted(Map.of("flux-status", SECOND));
        assertThat(watch.deleted(Map.of("flux-status", SECOND))).containsExactly("flux-alerts");
    }

    @Test
    void aTopicThatSomebodyElseMadeAnewWasDeleted() {
        watch.begins(Map.of("flux-alerts", FIRST));
        assertThat(watch.deleted(Map.of("flux-alerts", SECOND))).containsExactly("flux-alerts");
        assertThat(watch.deleted(Map.of("flux-alerts", SECOND))).isEmpty();
    }

    @Test
    void whereTopicsHaveNoIdsOnlyThoseThatAreGoneAreMissed() {
        watch.begins(Map.of("flux-alerts", Uuid.ZERO_UUID));
        assertThat(watch.deleted(Map.of("flux-alerts", Uuid.ZERO_UUID))).isEmpty();
        watch.deleted(Map.of());
        assertThat(watch.deleted(Map.of())).containsExactly("flux-alerts");
    }
}
