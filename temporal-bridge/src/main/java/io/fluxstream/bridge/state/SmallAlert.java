package io.fluxstream.bridge.state;

import io.fluxstream.domain.alert.FluxAlert;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert without what a reader can do without, for when there are so many that the server would refuse them. */
final class SmallAlert {
    private static final int MAX_MESSAGE = 100;

    private SmallAlert() {}

    /** The count of what is affected stays; the names, labels, annotations and the end of the message go. */
    static FluxAlert of(FluxAlert alert) {
        return new FluxAlert(
                alert.id(),
                alert.incident(),
                alert.rule(),
                alert.action(),
                alert.sequence(),
                alert.severity(),
                alert.resource(),
                alert.uid(),
                alert.reason(),
                cut(alert.message()),
                alert.revision(),
                alert.since(),
                alert.at(),
                alert.resolution(),
                alert.rootCause(),
                List.of(),
                alert.affectedCount(),
                Map.of(),
                Map.of(),
                Map.of(),
                alert.rules());
    }

    private static @Nullable String cut(@Nullable String message) {
        if (message == null || message.length() <= MAX_MESSAGE) {
            return message;
        }
        int end = Character.isHighSurrogate(message.charAt(MAX_MESSAGE - 1)) ? MAX_MESSAGE - 1 : MAX_MESSAGE;
        return message.substring(0, end);
    }
}
