package io.fluxstream.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.CheckpointChunk;
import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.WatchCursor;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.BatchItem;
import io.fluxstream.schemas.workflow.ClusterSummary;
import io.fluxstream.schemas.workflow.FluxAlertBatch;
import io.fluxstream.schemas.workflow.FluxStatusBatch;
import io.fluxstream.schemas.workflow.ResourcePage;
import io.fluxstream.schemas.workflow.ResourceQuery;
import java.io.IOException;
import java.time.Instant;

/**
 * Teaches an {@code ObjectMapper} the JSON of every value and workflow message, and how instants, resources and references are
 * written inside other records.
 */
public final class WireModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    public WireModule() {
        super("flux-stream-wire");
        addValues();
        addMessages();
        add(Instant.class, (instant, out) -> out.writeString(WireTime.format(instant)), JsonIn::instant);
        add(Reference.class, (reference, out) -> out.writeString(reference.toString()), JsonIn::reference);
        add(
                ResourceId.class,
                (resource, out) -> out.writeString(resource.toString()),
                in -> ResourceId.parse(in.text()));
    }

    private void addValues() {
        add(FluxStatusEvent.class, FluxStatusEventFormat.INSTANCE);
        add(TransitionEvent.class, TransitionEventFormat.INSTANCE);
        add(FluxAlert.class, FluxAlertFormat.INSTANCE);
        add(FluxResourceStatus.class, FluxResourceStatusFormat.INSTANCE);
        add(FluxClusterStatus.class, FluxClusterStatusFormat.INSTANCE);
        add(WatchCursor.class, WatchCursorFormat.INSTANCE);
        add(AlertAck.class, AlertAckFormat.INSTANCE);
        add(RuleRevision.class, RuleRevisionFormat.INSTANCE);
        add(CheckpointChunk.class, CheckpointChunkFormat.INSTANCE);
    }

    private void addMessages() {
        add(ResourceQuery.class, ResourceQueryFormat.INSTANCE);
        add(ResourcePage.class, ResourcePageFormat.INSTANCE);
        add(AlertView.class, AlertViewFormat.INSTANCE);
        add(AlertPage.class, AlertPageFormat.INSTANCE);
        add(ClusterSummary.class, ClusterSummaryFormat.INSTANCE);
        add(BatchItem.class, (item, out) -> Batch.write(item, new JsonOut(out)), in -> Batch.item(tree(in)));
        add(
                FluxStatusBatch.class,
                (batch, out) -> new Batch(
                                batch.topic(), batch.partition(), batch.items(), batch.rebuild(), batch.also())
                        .write(out),
                in -> {
                    Batch batch = batch(in);
                    return new FluxStatusBatch(
                            batch.topic(), batch.partition(), batch.items(), batch.rebuild(), batch.also());
                });
        add(
                FluxAlertBatch.class,
                (batch, out) -> new Batch(
                                batch.topic(), batch.partition(), batch.items(), batch.rebuild(), batch.also())
                        .write(out),
                in -> {
                    Batch batch = batch(in);
                    return new FluxAlertBatch(
                            batch.topic(), batch.partition(), batch.items(), batch.rebuild(), batch.also());
                });
    }

    private static Batch batch(JsonIn in) throws IOException {
        return Batch.read(tree(in));
    }

    private static JsonNode tree(JsonIn in) throws IOException {
        return in.parser().readValueAsTree();
    }

    private <V> void add(Class<V> type, JsonFormat<V> format) {
        add(type, (value, out) -> new JsonOut(out).object(value, format), format::read);
    }

    private <V> void add(Class<V> type, Writing<V> writing, JsonIn.Item<V> reading) {
        addSerializer(type, new Serializer<>(type, writing));
        addDeserializer(type, new Deserializer<>(type, reading));
    }

    /** Writes one value. */
    private interface Writing<V> {
        void write(V value, JsonGenerator out) throws IOException;
    }

    private static final class Serializer<V> extends StdSerializer<V> {
        private static final long serialVersionUID = 1L;

        private final transient Writing<V> writing;

        Serializer(Class<V> type, Writing<V> writing) {
            super(type);
            this.writing = writing;
        }

        @Override
        public void serialize(V value, JsonGenerator out, SerializerProvider provider) throws IOException {
            writing.write(value, out);
        }
    }

    private static final class Deserializer<V> extends StdDeserializer<V> {
        private static final long serialVersionUID = 1L;

        private final transient JsonIn.Item<V> reading;

        Deserializer(Class<V> type, JsonIn.Item<V> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public V deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return reading.read(new JsonIn(parser));
            } catch (ShapeException misshapen) {
                throw JsonMappingException.from(parser, misshapen.reason());
            } catch (IllegalArgumentException refused) {
                throw JsonMappingException.from(parser, Refusal.withoutValue(refused));
            }
        }
    }
}
