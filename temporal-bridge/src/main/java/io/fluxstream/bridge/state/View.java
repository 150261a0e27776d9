package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** What records add up to: everything in it can be had again from the topics. */
interface View {
    /** Whether the workflow follows the topic, and so must remember where it is in it. */
    boolean follows(String topic);

    /** Takes one record in; otherwise says why it cannot be read. */
    Optional<String> apply(String topic, Batch.Item item);

    /** Writes the fields of the view into an object that is already open. */
    void write(JsonGenerator out) throws IOException;

    /** Reads what {@link #write} wrote into this empty view. */
    void read(JsonNode in);
}
