package org.zoetrope.node.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** One key as the records declare it. */
record Entry(String section, RecordComponent component, Key declared) {
    private static final String FILE = "_file";

    /** All keys in the order of the records. */
    static List<Entry> all() {
        return Arrays.stream(Configuration.class.getRecordComponents())
                .flatMap(section -> of(section).stream())
                .toList();
    }

    /** The keys of one section, in the order of its constructor. */
    static List<Entry> of(RecordComponent section) {
        return of(section, 1);
    }

    /** The keys of one table of a list, counted from 1; a section is not counted. */
    static List<Entry> of(RecordComponent section, int number) {
        String name = snake(section.getName()) + (isTables(section) ? "." + number : "");
        return Arrays.stream(shape(section).getRecordComponents())
                .map(component -> new Entry(name, component, key(component)))
                .toList();
    }

    /** True for a list of tables: {@code [[watch]]}. */
    static boolean isTables(RecordComponent section) {
        return section.getType() == List.class;
    }

    /** The record of a section, or of one of its tables. */
    static Class<?> shape(RecordComponent section) {
        return section.getGenericType() instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : section.getType();
    }

    private static Key key(RecordComponent component) {
        return Objects.requireNonNull(
                component.getAnnotation(Key.class),
                () -> component.getDeclaringRecord() + "." + component.getName() + " has no @Key");
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    String name() {
        return snake(component.getName());
    }

    /** {@code web.public_url} */
    String path() {
        return section + "." + name();
    }

    String filePath() {
        return path() + FILE;
    }

    /** {@code ZOETROPE_WEB_PUBLIC_URL} */
    String variable() {
        return "ZOETROPE_" + path().replace('.', '_').toUpperCase(Locale.ROOT);
    }

    String fileVariable() {
        return variable() + FILE.toUpperCase(Locale.ROOT);
    }

    Type type() {
        return component.getGenericType();
    }

    /** True for what has no default. */
    boolean isNeeded() {
        return !declared.example().isEmpty();
    }

    boolean isSecret() {
        return type().getTypeName().contains(Secret.class.getName());
    }

    boolean isList() {
        return component.getType() == List.class;
    }
}
