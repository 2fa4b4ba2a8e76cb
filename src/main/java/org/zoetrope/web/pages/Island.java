package org.zoetrope.web.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON inside a page, as data that no browser runs. */
final class Island {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Island() {}

    static String of(Object value) {
        return "<script type=\"application/json\" id=\"page\">" + safe(value) + "</script>";
    }

    /** JSON in which no text can end the element that it stands in. */
    static String safe(Object value) {
        try {
            return MAPPER.writeValueAsString(value)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write the data of a page", impossible);
        }
    }
}
