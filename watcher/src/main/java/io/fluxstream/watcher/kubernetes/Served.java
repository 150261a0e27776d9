package io.fluxstream.watcher.kubernetes;

/**
 * Where a kind is served.
 *
 * @param plural the resource's name in paths
 */
record Served(String group, String version, String kind, String plural) {
    String apiVersion() {
        return group.isEmpty() ? version : group + '/' + version;
    }

    String path() {
        return root(group, version) + '/' + plural;
    }

    static String root(String group, String version) {
        return group.isEmpty() ? "/api/" + version : "/apis/" + group + '/' + version;
    }
}
