package io.fluxstream.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.fluxstream.schemas.json.WireModule;
import java.io.IOException;
import java.util.List;

/** Answers as JSON and YAML, with the fields that they have on the wire. */
final class Documents {
    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new WireModule()).enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new TimesQuoted())
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .build();

    private Documents() {}

    static JsonNode tree(Object value) {
        try {
            return JSON.readTree(JSON.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new IllegalStateException("a value that cannot be written: " + value, e);
        }
    }

    /** A list the way kubectl prints one. */
    static JsonNode list(List<JsonNode> items) {
        ObjectNode list = JSON.createObjectNode();
        list.put("apiVersion", "v1").put("kind", "List");
        list.putArray("items").addAll(items);
        return list;
    }

    static String json(JsonNode document) {
        return write(JSON, document);
    }

    static String yaml(JsonNode document) {
        return write(YAML, document).stripTrailing();
    }

    private static String write(ObjectMapper mapper, JsonNode document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document that cannot be written", e);
        }
    }

    /** Quotes times too, as kubectl does: some readers of YAML make something else of them. */
    private static final class TimesQuoted extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("\\d{4}-\\d\\d-\\d\\dT.*");
        }
    }
}
