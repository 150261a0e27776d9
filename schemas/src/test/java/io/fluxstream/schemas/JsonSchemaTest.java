package io.fluxstream.schemas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.fluxstream.schemas.Values.Example;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema files say the same as the codecs. */
class JsonSchemaTest {
    @ParameterizedTest
    @MethodSource("examples")
    void describesWhatIsReallyWritten(Example<?> example) throws IOException {
        JsonSchemas.of(example.topic()).accepts(example.json());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void leavesRoomForFieldsToCome(Example<?> example) throws IOException {
        String json = new String(example.json(), StandardCharsets.UTF_8);
        JsonSchemas.of(example.topic()).accepts("{\"toCome\":[{}]," + json.substring(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void demandsWhatReadersDemand(Example<?> example) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(example.json());
        for (String field : (Iterable<String>) json::fieldNames) {
            ObjectNode rest = json.deepCopy();
            rest.remove(field);
            String without = mapper.writeValueAsString(rest);
            boolean isReadable =
                    example.topic().codec().decode(without.getBytes(StandardCharsets.UTF_8)) instanceof Decoded.Value;
            if (isReadable) {
                JsonSchemas.of(example.topic()).accepts(without);
            } else {
                JsonSchemas.of(example.topic()).refuses(without);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    observed-full        | '"type":"OBSERVED"'               | '"type":"RESTARTED"'
                    observed-full        | '10:03:29.299Z'                   | '10:03:29Z'
                    observed-full        | '10:03:29.299Z'                   | '10:03:29.2999Z'
                    observed-full        | '10:03:29.299Z'                   | '10:03:29.299+00:00'
                    observed-full        | '2026-11-21T10:03:29.299Z'        | '2026-13-21T10:03:29.299Z'
                    observed-full        | '"resourceVersion":"2417"'        | '"resourceVersion":2417'
                    observed-full        | '"resourceVersion":"2417"'        | '"resourceVersion":"latest"'
                    observed-full        | '"suspended":true'                | '"suspended":false'
                    observed-full        | '"snapshot":3'                    | '"snapshot":0'
                    observed-full        | '"name":"app-podinfo"'            | '"name":"app/podinfo"'
                    observed-full        | '"namespace":"flux-system"'       | '"namespace":""'
                    observed-full        | '["Kustomization/flux-system/infra-configs"]' | '[]'
                    observed-full        | 'Kustomization/flux-system/infra-configs' | 'infra-configs'
                    observed-full        | '"status":"False",'               | ''
                    observed-full        | '"team":"apps"'                   | '"team":7'
                    heartbeat-full       | '"live":true'                     | '"live":"true"'
                    snapshot-completed   | '"count":81'                      | '"count":-1'
                    snapshot-started     | '"snapshot":3'                    | '"snapshot":"3"'
                    transition-full      | '"to":"FAILED"'                   | '"to":"PENDING"'
                    transition-full      | '"to":"FAILED"'                   | '"to":"failed"'
                    transition-full      | '"previousFor":75.120'            | '"previousFor":"75.120"'
                    transition-full      | '"previousFor":75.120'            | '"previousFor":75.1204'
                    transition-full      | '"previousFor":75.120'            | '"previousFor":-75.120'
                    rules-activated      | '"revision":3'                    | '"revision":"3"'
                    rules-activated      | '"record":1207'                   | '"record":0'
                    alert-full           | '"rules":3'                       | '"rules":0'
                    alert-full           | '"action":"resolved"'             | '"action":"RESOLVED"'
                    alert-full           | '"action":"resolved"'             | '"action":"firing"'
                    alert-full           | '"resolution":"recovered",'       | ''
                    alert-full           | '"id":"9f86d081884c7d65"'         | '"id":"9F86"'
                    alert-full           | '"missing":true'                  | '"missing":false'
                    alert-full           | '"affectedCount":1'               | '"affectedCount":"1"'
                    resource-status-full | '"phase":"FAILED"'                | '"phase":"GONE"'
                    resource-status-full | '"reconciling":true'              | '"reconciling":false'
                    cluster-status-full  | '"resources":38'                  | '"resources":-1'
                    watch-cursor         | '"resourceVersion":"2503"'        | '"resourceVersion":"02503"'
                    alert-ack-full       | '"by":"kim"'                      | '"by":null'
                    """)
    void refusesWhatIsNeverWritten(String name, String what, String other) throws IOException {
        String json = Golden.text(name);
        assertThat(json).contains(what);
        Example<?> example = Values.all().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        JsonSchemas.of(example.topic()).refuses(json.replace(what, other == null ? "" : other));
    }

    /** Every file is a schema by the letter of the draft, and is named as it calls itself. */
    @ParameterizedTest
    @MethodSource("files")
    void isASchema(String file) throws IOException, URISyntaxException {
        JsonNode json = new ObjectMapper().readTree(new File(folder(), file));
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(meta.validate(json)).isEmpty();
        assertThat(json.path("$id").asText()).endsWith("/schemas/" + file);
    }

    @Test
    void everyValueHasAFile() throws URISyntaxException {
        assertThat(files()).hasSizeGreaterThan(7);
        for (Topic<?> topic : Topics.ALL) {
            if (!topic.equals(Topics.STATUS_DLQ) && !topic.equals(Topics.ALERTS_DLQ)) {
                assertThat(JsonSchemas.of(topic)).isNotNull();
            }
        }
    }

    static List<Example<?>> examples() {
        return Values.all();
    }

    static List<String> files() throws URISyntaxException {
        return Stream.of(requireNonNull(folder().list()))
                .filter(file -> file.endsWith(".schema.json"))
                .sorted()
                .toList();
    }

    private static File folder() throws URISyntaxException {
        return new File(requireNonNull(JsonSchemaTest.class.getResource("flux-alert.schema.json"))
                        .toURI())
                .getParentFile();
    }
}
