package io.fluxstream.watcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What a list says of itself.
 *
 * @param resourceVersion as of which it was taken
 * @param continueToken names the rest; empty when there is none
 */
record ListEnvelope(long resourceVersion, String continueToken) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a list that is here as a whole. */
    static ListEnvelope of(byte[] list) throws IOException {
        ListSplitter splitter = new ListSplitter();
        splitter.feed(list, item -> {});
        return parse(splitter.envelope());
    }

    static ListEnvelope parse(byte[] json) throws IOException {
        JsonNode metadata = JSON.readTree(json).path("metadata");
        String version = metadata.path("resourceVersion").asText("");
        if (!version.matches("\\d{1,18}")) {
            throw new IOException("the list has no decimal metadata.resourceVersion");
        }
        return new ListEnvelope(
                Long.parseLong(version), metadata.path("continue").asText(""));
    }
}
