package io.fluxstream.domain.resource;

/** How kinds are named in resources, topics and rules. */
public final class Kinds {
    /** The kind of a cluster as a whole; no API server knows it. */
    public static final String CLUSTER = "Cluster";

    private Kinds() {}

    /**
     * A kind of a group of Flux by its bare name, any other as {@code Kind.group}.
     *
     * @param group the API group, empty for the core group
     */
    public static String name(String group, String kind) {
        return group.isEmpty() || isFlux(group) ? kind : kind + '.' + group;
    }

    /** Whether a group belongs to Flux, {@code *.fluxcd.io}, or to its operator, {@code fluxcd.controlplane.io}. */
    public static boolean isFlux(String group) {
        return group.endsWith(".fluxcd.io") || group.equals("fluxcd.controlplane.io");
    }
}
