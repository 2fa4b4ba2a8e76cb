package org.zoetrope.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * JSON as it goes over the wire: nulls are written, times are ISO 8601, numbers of nested levels
 * and digits are bounded.
 */
final class JsonBody {
    private static final int MAX_DEPTH = 64;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            com.fasterxml.jackson.core.JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .build())
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
                    .build();

    private JsonBody() {}

    static JsonNode read(byte[] bytes) throws IOException {
        try {
            JsonNode found = MAPPER.readTree(bytes);
            return found == null || found.isMissingNode() ? MAPPER.createObjectNode() : found;
        } catch (JsonProcessingException malformed) {
            throw new Refusal(
                    Answer.Problem.of(
                            400, "malformed_json", "Not JSON: " + malformed.getOriginalMessage()));
        }
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("cannot write " + value.getClass(), ours);
        }
    }
}
