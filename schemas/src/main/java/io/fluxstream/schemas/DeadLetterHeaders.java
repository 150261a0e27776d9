package io.fluxstream.schemas;

/** The headers of a dead letter, which is otherwise the record as it came: why it is one, and where it came from. */
public final class DeadLetterHeaders {
    /** In one sentence why. */
    public static final String REASON = "flux-stream-reason";

    /** The topic that the record came from. */
    public static final String TOPIC = "flux-stream-topic";

    /** Its partition there, a decimal number. */
    public static final String PARTITION = "flux-stream-partition";

    /** Its offset there, a decimal number. */
    public static final String OFFSET = "flux-stream-offset";

    /** In flux-alerts-dlq, the sink that refused it. */
    public static final String SINK = "flux-stream-sink";

    private DeadLetterHeaders() {}
}
