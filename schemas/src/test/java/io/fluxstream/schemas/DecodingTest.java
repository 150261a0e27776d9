package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.schemas.Values.Example;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers forgive, and what they call malformed. */
class DecodingTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String MINIMAL = """
            {"type":"OBSERVED","cluster":"ottawa","session":"s","observedAt":"2026-11-21T10:03:29.299Z",
             "kind":"Kustomization","name":"apps","apiVersion":"v1","uid":"u","resourceVersion":"1"%s}
            """;

    @ParameterizedTest
    @MethodSource("examples")
    void passesOverUnknownFieldsAtEveryDepth(Example<?> example) {
        String json = new String(example.json(), StandardCharsets.UTF_8);
        String later = json.replaceAll(
                        "(?<=[\\[,:]|^)\\{", "{\"toCome\":{\"a\":[1,[null],{\"type\":\"x\"}]},\"also\":-1.5e3,")
                // Labels have no fields to come: every name in them is a label.
                .replaceAll("(\"(?:labels|ruleLabels|annotations)\":\\{)\"toCome.*?-1.5e3,", "$1");
        assertThat(later).isNotEqualTo(json);
        assertThat(decode(example, later)).isEqualTo(new Decoded.Value<>(example.value()));
    }

    @Test
    void theOrderOfFieldsDoesNotMatterToReaders() {
        assertThat(
                        decode(
                                "{\"observedAt\":\"2026-11-21T10:03:29Z\",\"session\":\"s\",\"cluster\":\"c\",\"type\":\"SESSION_STARTED\"}"))
                .isInstanceOf(Decoded.Value.class);
    }

    @Test
    void ofAFieldThatComesTwiceTheLastOneCounts() {
        assertThat(observed(",\"uid\":\"v\"").uid()).isEqualTo("v");
    }

    @Test
    void aNullCountsAsAbsent() {
        Observed observed =
                observed(",\"labels\":null,\"suspended\":null,\"observedGeneration\":null,\"conditions\":null");
        assertThat(observed).isEqualTo(observed(""));
        assertThat(reason(decode(MINIMAL.formatted("").replace("\"u\"", "null"))))
                .isEqualTo("uid is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"RESTARTED\"}",
                "{\"cluster\":7,\"conditions\":\"none\",\"labels\":[1],\"type\":\"RESTARTED\",\"kinds\":{}}",
                "{\"type\":\"OBSERVED\",\"type\":\"RESTARTED\"}",
            })
    void aTypeToComeMayHaveAnyShape(String json) {
        assertThat(decode(json)).isEqualTo(new Decoded.UnknownType<>("RESTARTED"));
    }

    @Test
    void transitionsHaveTypesToComeToo() {
        assertThat(bothWays(Topics.TRANSITIONS.codec(), "{\"type\":\"OWNER\"}"))
                .isEqualTo(new Decoded.UnknownType<>("OWNER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"RESTARTED\"", "{\"type\":\"RESTARTED\"}}", "{\"type\":\"RESTARTED\"} {}"})
    void whatIsNotJsonHasNoTypeEither(String json) {
        assertThat(decode(json)).isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    ''                                                | must be an object
                    'null'                                            | must be an object
                    '[]'                                              | must be an object
                    '"secret"'                                        | must be an object
                    'secret'                                          | not JSON from byte 0
                    '{"type":"OBSERVED"'                              | not JSON from byte 18
                    '{"type":"OBSERVED",}'                            | not JSON from byte 19
                    '{}'                                              | type is missing
                    '{"type":7}'                                      | type must be a string
                    '{"type":"OBSERVED"}'                             | cluster is missing
                    '{"type":"HEARTBEAT","cluster":"ottawa"}'         | session is missing
                    '{"type":"HEARTBEAT","kinds":[{"kind":"K"}]}'     | kinds[0].live is missing
                    '{"type":"HEARTBEAT","kinds":[{"live":true}]}'    | kinds[0].kind is missing
                    """)
    void saysWhatIsWrongWithARecord(String json, String reason) {
        assertThat(reason(decode(json))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    '"cluster":["secret"]'                            | cluster must be a string
                    '"name":"sec ret"'                                | name must be printable ASCII without spaces and slashes
                    '"session":""'                                    | session must not be empty
                    '"observedAt":"secret"'                           | observedAt must be an RFC 3339 time
                    '"observedAt":1732183409'                         | observedAt must be an RFC 3339 time
                    '"observedAt":"2026-02-30T10:03:29.299Z"'         | observedAt must be an RFC 3339 time
                    '"observedAt":"2026-11-21T24:03:29.299Z"'         | observedAt must be an RFC 3339 time
                    '"resourceVersion":2417'                          | resourceVersion must be a string of decimal digits
                    '"resourceVersion":"secret"'                      | resourceVersion must be a string of decimal digits
                    '"resourceVersion":"-1"'                          | resourceVersion must be a string of decimal digits
                    '"resourceVersion":""'                            | resourceVersion must be a string of decimal digits
                    '"resourceVersion":"9223372036854775808"'         | resourceVersion is out of range
                    '"generation":1.5'                                | generation must be a whole number
                    '"generation":-1'                                 | generation must not be negative
                    '"generation":9223372036854775808'                | generation is out of range
                    '"generation":123456789012345678901234567890'     | generation is out of range
                    '"suspended":"yes"'                               | suspended must be true or false
                    '"dependsOn":"Kustomization/a/b"'                 | dependsOn must be an array
                    '"dependsOn":[{}]'                                | dependsOn[0] must be a string
                    '"dependsOn":["Kustomization/a/b","secret"]'      | dependsOn[1] must be written kind/namespace/name
                    '"source":"secret"'                               | source must be written kind/namespace/name
                    '"labels":["secret"]'                             | labels must be an object
                    '"labels":{"secret":7}'                           | labels must hold strings only
                    '"labels":{"secret":{"a":1}}'                     | labels must hold strings only
                    '"labels":{"secret":null}'                        | labels must hold strings only
                    '"conditions":{}'                                 | conditions must be an array
                    '"conditions":[7]'                                | conditions[0] must be an object
                    '"conditions":[null]'                             | conditions[0] must be an object
                    '"conditions":[{"type":"Ready","status":"True"},{"type":"secret"}]' | conditions[1].status is missing
                    '"conditions":[{"type":"","status":"True"}]'      | conditions[0]: a condition's type must not be empty
                    '"conditions":[{"type":"Ready","status":"True","lastTransitionTime":"now"}]' | conditions[0].lastTransitionTime must be an RFC 3339 time
                    """)
    void saysWhichFieldIsWrongAndQuotesNothing(String field, String reason) {
        assertThat(reason(decode(MINIMAL.formatted("," + field)))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    '"action":"secret"'          | action must be one of firing, repeated, resolved
                    '"severity":"ERROR"'         | severity must be one of info, warning, error, critical
                    '"sequence":-1'              | sequence must not be negative
                    '"sequence":4294967296'      | sequence is out of range
                    '"affectedCount":-1'         | affectedCount must be at least 0
                    '"resolution":"recovered"'   | a resolution belongs to resolved alerts
                    '"rootCause":{}'             | rootCause.resource is missing
                    '"rootCause":[]'             | rootCause must be an object
                    '"id":""'                    | an alert has an id, an incident and a rule
                    """)
    void saysWhatIsWrongWithAnAlert(String field, String reason) throws Exception {
        String json = Golden.text("alert-minimal");
        String broken = json.substring(0, json.length() - 1) + "," + field + "}";
        assertThat(reason(bothWays(Topics.ALERTS.codec(), broken))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    '"previousFor":"75.123"'  | previousFor must be a number of seconds
                    '"previousFor":-1'        | previousFor is out of range
                    '"previousFor":1e999'     | previousFor is out of range
                    '"to":"secret"'           | to must be one of GONE, DELETING, SUSPENDED, STATIC, PENDING, PROGRESSING, READY, WAITING, FAILED
                    '"to":"PENDING"'          | a transition joins settled phases
                    """)
    void saysWhatIsWrongWithATransition(String field, String reason) throws Exception {
        String json = Golden.text("transition-minimal");
        String broken = json.substring(0, json.length() - 1) + "," + field + "}";
        assertThat(reason(bothWays(Topics.TRANSITIONS.codec(), broken))).isEqualTo(reason);
    }

    @Test
    void aRowOfWhatIsGoneIsRefusedWithoutNamingIt() throws Exception {
        String json = Golden.text("resource-status-minimal").replace("PENDING", "GONE");
        assertThat(reason(Topics.RESOURCES.codec().decode(bytes(json))))
                .isEqualTo("a resource that is gone has no row");
    }

    @Test
    void garbageBehindTheValueIsMalformed() {
        assertThat(reason(decode(MINIMAL.formatted("") + "{}"))).isEqualTo("something follows behind the value");
        assertThat(reason(decode(MINIMAL.formatted("") + "secret"))).startsWith("not JSON from byte ");
        assertThat(decode(MINIMAL.formatted("") + " \n\t ")).isInstanceOf(Decoded.Value.class);
    }

    @Test
    void nestingWithoutEndIsMalformed() {
        String deep = ",\"toCome\":" + "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(reason(decode(MINIMAL.formatted(deep))))
                .isEqualTo("nested too deeply, or a number or text in it is too long");
    }

    @Test
    void aNumberWithoutEndIsMalformed() {
        assertThat(reason(decode(MINIMAL.formatted(",\"generation\":" + "9".repeat(100_000)))))
                .isEqualTo("nested too deeply, or a number or text in it is too long");
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        for (byte[] wrong : List.of(
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xC3, '"'},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80})) {
            byte[] json = bytes(MINIMAL.formatted(",\"interval\":\"########\""));
            int at = new String(json, StandardCharsets.ISO_8859_1).indexOf('#');
            System.arraycopy(wrong, 0, json, at, wrong.length);
            assertThat(reason(Topics.STATUS.codec().decode(json))).isEqualTo("not UTF-8");
        }
        assertThat(decode(new String(bytes("{}"), StandardCharsets.UTF_8))).isInstanceOf(Decoded.Malformed.class);
        assertThat(Topics.STATUS.codec().decode(MINIMAL.formatted("").getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void textOfAnyScriptIsRead() {
        assertThat(observed(",\"interval\":\"ü – 🚨 \\ud83d\\udea8 \\u0000\"").interval())
                .isEqualTo("ü – 🚨 🚨 \0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\udea8", "a\ud83d", "\udea8b", "\ud83d\ud83d\udea8", "\udea8\ud83d"})
    void halfACharacterIsReplacedWhenWritten(String text) {
        Observed value = observed(",\"interval\":\"" + escaped(text) + "\"");
        assertThat(value.interval()).isEqualTo(text);
        byte[] json = Topics.STATUS.codec().encode(value);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\uFFFD").doesNotContain("\\u");
        assertThat(((Observed) Topics.STATUS.codec().read(json)).interval())
                .isEqualTo(text.replaceAll("(?<![\ud83d])\udea8|\ud83d(?!\udea8)", "\uFFFD"));
    }

    @Test
    void aMessageOf32KiBIsRead() {
        String message = "ü".repeat(16 * 1024);
        Observed observed =
                observed(",\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\",\"message\":\"" + message + "\"}]");
        assertThat(observed.conditions().get(0).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void neverThrowsWhateverIsCutOff(Example<?> example) {
        byte[] json = example.json();
        for (int length = 0; length < json.length; length++) {
            byte[] cut = Arrays.copyOf(json, length);
            assertThat(example.topic().codec().decode(cut)).isInstanceOf(Decoded.Malformed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void neverThrowsWhicheverByteIsAnother(Example<?> example) {
        byte[] json = example.json();
        byte[] others = {
            0, '"', '{', '}', '[', ']', ',', ':', '\\', '0', '-', 'e', 'n', (byte) 0x80, (byte) 0xC3, (byte) 0xFF
        };
        for (int i = 0; i < json.length; i++) {
            for (byte other : others) {
                byte[] flipped = json.clone();
                flipped[i] = other;
                Decoded<?> decoded = example.topic().codec().decode(flipped);
                assertThat(decoded).isNotNull();
            }
        }
    }

    @Test
    void readingWhatIsKnownToBeGoodThrowsOtherwise() {
        assertThatThrownBy(() -> Topics.STATUS.codec().read(bytes("{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("type is missing");
        assertThatThrownBy(() -> Topics.STATUS.codec().read(bytes("{\"type\":\"RESTARTED\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown type RESTARTED");
    }

    @Test
    void deadLettersPassAsTheyCame() {
        byte[] any = {0, (byte) 0xFF};
        assertThat(Topics.STATUS_DLQ.codec().read(Topics.STATUS_DLQ.codec().encode(any)))
                .containsExactly(any);
    }

    static List<Example<?>> examples() {
        return Values.all();
    }

    private static Observed observed(String more) {
        return (Observed) Topics.STATUS.codec().read(bytes(MINIMAL.formatted(more)));
    }

    private static Decoded<FluxStatusEvent> decode(String json) {
        return bothWays(Topics.STATUS.codec(), json);
    }

    private static <V> Decoded<V> decode(Example<V> example, String json) {
        return bothWays(example.topic().codec(), json);
    }

    /** What is part of something larger is read from its tree, and must come to the same. */
    private static <V> Decoded<V> bothWays(WireCodec<V> codec, String json) {
        Decoded<V> decoded = codec.decode(bytes(json));
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            return decoded;
        }
        assertThat(codec.decode(tree)).isEqualTo(decoded);
        return decoded;
    }

    private static <V> String reason(Decoded<V> decoded) {
        return decoded.match(
                value -> "a value: " + value, unknown -> "of type " + unknown.type(), Decoded.Malformed::reason);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 128 ? "" + (char) c : String.format("\\u%04x", c)));
        return escaped.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
