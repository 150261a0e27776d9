package io.fluxstream.bridge.workflow;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fluxstream.schemas.json.WireModule;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** The JSON of everything that goes through Temporal: plain, so that its command line and Web UI can read it. */
public final class WorkflowJson {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new WireModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private WorkflowJson() {}

    /** What every client and worker has to be given. */
    public static DataConverter dataConverter() {
        return DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(MAPPER));
    }
}
