package org.zoetrope.records;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zoetrope.video.BlobKey;

/**
 * How our nouns are written as JSON: records by their components, sealed interfaces with the name
 * of the case under {@code "is"}. Unknown fields are passed over and absent lists are empty, so
 * that older and newer programs can read what the other wrote.
 */
public final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .annotationIntrospector(new SealedCases())
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    // components are fields: methods such as isDone() are not part of a document
                    .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                    .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                    .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_ABSENT,
                                    JsonInclude.Include.USE_DEFAULTS))
                    .withConfigOverride(List.class, Json::emptyWhenAbsent)
                    .withConfigOverride(Map.class, Json::emptyWhenAbsent)
                    .build();

    private Json() {}

    /** Half a surrogate pair, which some clients send, is written as a question mark. */
    public static String write(Object noun) {
        try {
            return new String(
                    MAPPER.writeValueAsString(noun).getBytes(StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write " + noun.getClass(), impossible);
        }
    }

    /** A document that cannot be read as {@code type} is damage, not a user's mistake. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(
                    "not a " + type.getSimpleName() + ": " + damaged.getOriginalMessage(), damaged);
        }
    }

    /**
     * Every blob key that a document holds, whoever wrote it: objects of the one field {@code
     * value}, as {@link BlobKey} is written. Text that a person wrote is never such an object.
     */
    public static List<BlobKey> blobKeys(String json) {
        try {
            List<BlobKey> keys = new ArrayList<>();
            gather(MAPPER.readTree(json), keys);
            return keys;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(
                    "not a document: " + damaged.getOriginalMessage(), damaged);
        }
    }

    private static void gather(JsonNode node, List<BlobKey> keys) {
        JsonNode value = node.path("value");
        if (node.size() == 1 && value.isTextual()) {
            BlobKey.parse(value.textValue()).ifPresent(keys::add);
        }
        node.forEach(child -> gather(child, keys));
    }

    private static void emptyWhenAbsent(MutableConfigOverride collections) {
        collections.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    private static final class SealedCases extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable TypeResolverBuilder<?> findTypeResolver(
                MapperConfig<?> config,
                AnnotatedClass annotated,
                com.fasterxml.jackson.databind.JavaType baseType) {
            return sealedParent(annotated.getRawType()) == null
                    ? super.findTypeResolver(config, annotated, baseType)
                    : new StdTypeResolverBuilder()
                            .init(JsonTypeInfo.Id.NAME, null)
                            .inclusion(JsonTypeInfo.As.PROPERTY)
                            .typeProperty("is");
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(
                com.fasterxml.jackson.databind.introspect.Annotated annotated) {
            Class<?>[] cases = annotated.getRawType().getPermittedSubclasses();
            return cases == null
                    ? super.findSubtypes(annotated)
                    : Arrays.stream(cases).map(c -> new NamedType(c, c.getSimpleName())).toList();
        }

        @Override
        public @Nullable String findTypeName(AnnotatedClass annotated) {
            return sealedParent(annotated.getRawType()) == null
                    ? super.findTypeName(annotated)
                    : annotated.getRawType().getSimpleName();
        }

        private static @Nullable Class<?> sealedParent(Class<?> type) {
            if (type.isSealed() && type.isInterface()) {
                return type;
            }
            return Arrays.stream(type.getInterfaces())
                    .filter(Class::isSealed)
                    .findFirst()
                    .orElse(null);
        }
    }
}
