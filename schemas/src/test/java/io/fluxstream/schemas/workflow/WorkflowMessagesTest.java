package io.fluxstream.schemas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxstream.schemas.Golden;
import io.fluxstream.schemas.JsonSchemas;
import io.fluxstream.schemas.workflow.Messages.Example;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowMessagesTest {
    private final ObjectMapper mapper = Messages.MAPPER;

    @ParameterizedTest
    @MethodSource("examples")
    void writesExactlyTheGoldenJson(Example example) throws IOException {
        assertThat(mapper.writeValueAsString(example.message())).isEqualTo(Golden.text(example.name()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheGoldenJson(Example example) throws IOException {
        Class<?> type = example.message().getClass();
        assertThat((Object) mapper.readValue(Golden.text(example.name()), type)).isEqualTo(example.message());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSchemaDescribesIt(Example example) throws IOException {
        String schema = switch (example.name().replaceFirst("-(full|minimal|of-several)$", "")) {
            case "status-batch" -> "flux-status-batch";
            case "alert-batch" -> "flux-alert-batch";
            case "resource-query" -> "resource-query";
            case "resource-page" -> "resource-page";
            case "alert-page" -> "alert-page";
            default -> "cluster-summary";
        };
        JsonSchemas.named(schema).accepts(mapper.writeValueAsString(example.message()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void passesOverFieldsToCome(Example example) throws IOException {
        String golden = Golden.text(example.name());
        String json =
                "{\"toCome\":{\"deep\":[1,{\"x\":null}]}" + (golden.equals("{}") ? "" : ",") + golden.substring(1);
        Class<?> type = example.message().getClass();
        assertThat((Object) mapper.readValue(json, type)).isEqualTo(example.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "\"text\"",
                "{\"topic\":7,\"partition\":\"x\",\"items\":{},\"rebuild\":[],\"also\":7}",
                "{\"topic\":null,\"partition\":null,\"items\":null,\"rebuild\":null}",
            })
    void whateverASignalBringsBecomesABatch(String json) throws JsonProcessingException {
        assertThat(mapper.readValue(json, FluxStatusBatch.class))
                .isEqualTo(new FluxStatusBatch("", -1, List.of(), null));
        assertThat(mapper.readValue(json, FluxAlertBatch.class)).isEqualTo(new FluxAlertBatch("", -1, List.of(), null));
    }

    @Test
    void anItemThatIsNoneDoesNotCostTheOthers() throws JsonProcessingException {
        FluxStatusBatch batch = mapper.readValue("""
                {"topic":"flux-resources","partition":4,"items":["oops",{"offset":"x","appendedAt":"late","value":5},
                 {"offset":8,"appendedAt":"2026-11-21T10:03:29.299Z","key":"k"}]}
                """, FluxStatusBatch.class);
        assertThat(batch.items())
                .containsExactly(
                        new BatchItem(-1, Instant.EPOCH, TextNode.valueOf("oops"), ""),
                        new BatchItem(-1, Instant.EPOCH, mapper.valueToTree(5), ""),
                        new BatchItem(8, Instant.parse("2026-11-21T10:03:29.299Z"), null, "k"));
    }

    @Test
    void anItemAloneIsReadTheSameWay() throws JsonProcessingException {
        BatchItem tombstone = new BatchItem(8, Instant.EPOCH, null, "k");
        String json = mapper.writeValueAsString(tombstone);
        assertThat(json)
                .isEqualTo("{\"offset\":8,\"appendedAt\":\"1970-01-01T00:00:00.000Z\",\"value\":null,\"key\":\"k\"}");
        assertThat(mapper.readValue(json, BatchItem.class)).isEqualTo(tombstone);
    }

    @Test
    void aFilterWithOneKindNeedsNoBrackets() throws JsonProcessingException {
        assertThat(mapper.readValue("{\"kinds\":\"HelmRelease\",\"phases\":\"FAILED\"}", ResourceQuery.class))
                .isEqualTo(new ResourceQuery(List.of("HelmRelease"), null, List.of("FAILED"), null, null));
    }

    @Test
    void aFilterThatIsWrongSaysWhere() {
        assertThatThrownBy(() -> mapper.readValue("{\"limit\":\"many\"}", ResourceQuery.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("limit must be a whole number")
                .hasMessageNotContaining("many");
    }

    static List<Example> examples() {
        return Messages.all();
    }
}
