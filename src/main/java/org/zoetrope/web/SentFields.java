package org.zoetrope.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Multipart;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;

/** The words of a body, whether they came as JSON or as a form with pictures beside them. */
final class SentFields {
    private static final int MAX_FIELD_BYTES = 64 << 10;

    private SentFields() {}

    /**
     * Reads multipart/form-data, whose files are passed over, or else JSON.
     *
     * @throws Refusal 400 when it is malformed, 415 when it is neither
     */
    static Fields read(Request request) throws IOException {
        return read(request, _ -> {});
    }

    /** As {@link #read(Request)}, and somebody sees the files of the form as they come. */
    static Fields read(Request request, Files files) throws IOException {
        boolean form = request.mediaType().equals("multipart/form-data");
        return form ? ofForm(request.multipart(), files) : ofJson(request.json());
    }

    /** Sees the files of a form; what it leaves unread is passed over. */
    interface Files {
        void take(Multipart.Part file) throws IOException;
    }

    /**
     * The texts of an object: of arrays all elements, of objects {@code name[key]}, as forms have
     * it; null is the text {@code null}.
     *
     * @throws Refusal 400 when it is no object
     */
    static Fields ofJson(JsonNode body) {
        if (!body.isObject()) {
            throw new Refusal(Problem.of(400, "malformed_json", "An object is expected."));
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        body.properties().forEach(field -> put(values, field.getKey(), field.getValue()));
        return new Fields(values);
    }

    private static void put(Map<String, List<String>> values, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties()
                    .forEach(inner ->
                            put(values, name + "[" + inner.getKey() + "]", inner.getValue()));
            return;
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> texts.add(element.asText()));
        } else {
            texts.add(value.asText());
        }
        values.put(name, texts);
    }

    private static Fields ofForm(Multipart parts, Files files) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().fileName().isEmpty()) {
                values.computeIfAbsent(part.get().name(), _ -> new ArrayList<>(1))
                        .add(part.get().text(MAX_FIELD_BYTES));
            } else {
                files.take(part.get());
            }
        }
        return new Fields(values);
    }
}
