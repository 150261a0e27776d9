package io.fluxstream.cli.config;

/**
 * The section {@code topics}: how those that are missing are made, and what is asked of those that are there.
 *
 * @param replicationFactor -1 leaves it to the broker
 */
public record TopicSettings(int partitions, short replicationFactor) {
    static final TopicSettings DEFAULT = new TopicSettings(12, (short) -1);

    static TopicSettings read(Section section) {
        section.allow("partitions", "replicationFactor");
        return new TopicSettings(section.number("partitions", DEFAULT.partitions, 1, 1_000), (short)
                section.number("replicationFactor", DEFAULT.replicationFactor, 1, 15));
    }
}
