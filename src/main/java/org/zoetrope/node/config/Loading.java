package org.zoetrope.node.config;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zoetrope.node.config.Loaded.Mistake;
import org.zoetrope.node.config.Loaded.Setting;

/** One reading of the configuration: gathers every mistake before it gives up. For one use. */
final class Loading {
    private final Surroundings surroundings;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private Map<String, Written> file = Map.of();

    Loading(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Loaded load() {
        readFile();
        findUnknownKeys();
        List<@Nullable Object> sections = new ArrayList<>();
        for (RecordComponent section : Configuration.class.getRecordComponents()) {
            sections.add(Entry.isTables(section) ? tables(section) : section(section, 1));
        }
        return mistakes.isEmpty() ? compared((Configuration) whole(sections)) : bad(mistakes);
    }

    /** Looks at what is right by itself once more, together. */
    private Loaded compared(Configuration whole) {
        List<Mistake> quarrels = Territories.quarrels(whole);
        return quarrels.isEmpty() ? new Loaded.Good(whole, settings, warnings()) : bad(quarrels);
    }

    private static Loaded bad(List<Mistake> mistakes) {
        return new Loaded.Bad(mistakes);
    }

    private void readFile() {
        Optional<Path> path = surroundings.file();
        try {
            if (path.isPresent()) {
                file = TomlFile.read(path.get());
            }
        } catch (IOException unreadable) {
            mistakes.add(new Mistake("config", sentence(unreadable, path.orElseThrow())));
        }
    }

    private static String sentence(IOException failure, Path file) {
        String message = failure.getMessage();
        return message != null && message.contains("configuration file")
                ? message
                : "the configuration file " + file + " cannot be read: " + failure;
    }

    private void findUnknownKeys() {
        Set<String> known = knownKeys();
        Stream.concat(
                        file.entrySet().stream()
                                .map(e -> new Unknown(e.getKey(), e.getValue().origin())),
                        surroundings.options().keySet().stream()
                                .map(key -> new Unknown(key, "an option")))
                .filter(found -> !known.contains(found.key()))
                .map(found -> new Mistake(found.key(), found.sentence(known)))
                .forEach(mistakes::add);
    }

    /** All keys, of every table that somebody wrote. */
    private List<Entry> entries() {
        return Arrays.stream(Configuration.class.getRecordComponents())
                .flatMap(section ->
                        IntStream.rangeClosed(1, Math.max(1, count(section)))
                                .mapToObj(number -> Entry.of(section, number)))
                .flatMap(List::stream)
                .toList();
    }

    /** How many tables there are: the largest number that somebody wrote. */
    private int count(RecordComponent section) {
        if (!Entry.isTables(section)) {
            return 1;
        }
        Pattern written =
                Pattern.compile(
                        "(?:ZOETROPE_%s_|%s\\.)(\\d{1,3})[_.].*"
                                .formatted(
                                        section.getName().toUpperCase(Locale.ROOT),
                                        section.getName()));
        return Stream.of(
                        file.keySet(),
                        surroundings.options().keySet(),
                        surroundings.environment().keySet())
                .flatMap(Set::stream)
                .map(written::matcher)
                .filter(Matcher::matches)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
    }

    /** Each table's record, null for those with a mistake. */
    private List<@Nullable Object> tables(RecordComponent section) {
        int count = count(section);
        if (count > Territories.MAX) {
            mistakes.add(
                    new Mistake(
                            section.getName(),
                            "%s has %d tables, but must have at most %d"
                                    .formatted(section.getName(), count, Territories.MAX)));
            return List.of();
        }
        List<@Nullable Object> tables = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            tables.add(section(section, number));
        }
        return tables;
    }

    private Set<String> knownKeys() {
        Set<String> known = new HashSet<>();
        for (Entry entry : entries()) {
            known.add(entry.path());
            if (entry.isSecret()) {
                known.add(entry.filePath());
            }
        }
        return known;
    }

    private record Unknown(String key, String origin) {
        String sentence(Set<String> known) {
            boolean single = key.matches("watch\\.[a-z_]+");
            return key
                    + " (in "
                    + origin
                    + (single
                            ? ") is not a key: write [[watch]], with two brackets"
                            : ") is not a key")
                    + (single ? Optional.<String>empty() : Nearest.of(key, known))
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("");
        }
    }

    /** The section's record, or null when it has a mistake, which is then noted. */
    private @Nullable Object section(RecordComponent section, int number) {
        List<@Nullable Object> values = new ArrayList<>();
        int before = mistakes.size();
        for (Entry entry : Entry.of(section, number)) {
            values.add(value(entry));
        }
        String where = Entry.isTables(section) ? section.getName() + "." + number + "." : "";
        return mistakes.size() > before ? null : build(section, values, where);
    }

    private @Nullable Object value(Entry entry) {
        Optional<Written> given = option(entry).or(() -> variable(entry)).or(() -> inFile(entry));
        if (entry.isNeeded() && given.filter(written -> !written.text().isBlank()).isEmpty()) {
            mistakes.add(new Mistake(entry.path(), entry.path() + " is missing, but must be set"));
            return null;
        }
        Written written = given.orElse(Written.text(entry.declared().standard(), "default"));
        try {
            Object value = Values.read(entry, written);
            settings.add(new Setting(entry.path(), Values.write(value), written.origin()));
            return value;
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            mistakes.add(new Mistake(entry.path(), rule(entry, written, wrong)));
            return null;
        }
    }

    private static String rule(Entry entry, Written written, RuntimeException wrong) {
        String shown = entry.isSecret() ? "***" : written.text();
        return "%s is \"%s\" (from %s), but must be %s"
                .formatted(entry.path(), shown, written.origin(), wrong.getMessage());
    }

    private Optional<Written> option(Entry entry) {
        return Optional.ofNullable(surroundings.options().get(entry.path()))
                .map(text -> Written.text(text, "an option"));
    }

    private Optional<Written> variable(Entry entry) {
        return environment(entry.variable())
                .or(() -> secretFile(entry, environment(entry.fileVariable())));
    }

    /** An empty variable counts as absent: that is how compose files spell "not set". */
    private Optional<Written> environment(String variable) {
        return Optional.ofNullable(surroundings.environment().get(variable))
                .filter(text -> !text.isBlank())
                .map(text -> Written.text(text, variable));
    }

    private Optional<Written> inFile(Entry entry) {
        return Optional.ofNullable(file.get(entry.path()))
                .or(() -> secretFile(entry, Optional.ofNullable(file.get(entry.filePath()))));
    }

    private Optional<Written> secretFile(Entry entry, Optional<Written> name) {
        return entry.isSecret() ? name.map(named -> contents(entry, named)) : Optional.empty();
    }

    /** The first line of the file that holds a secret. */
    private Written contents(Entry entry, Written name) {
        try (Stream<String> lines = Files.lines(Path.of(name.text()))) {
            return Written.text(lines.findFirst().orElse(""), name.text());
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            mistakes.add(
                    new Mistake(
                            entry.filePath(),
                            "%s is \"%s\" (from %s), but must be a file that can be read"
                                    .formatted(entry.filePath(), name.text(), name.origin())));
            return Written.text("none", name.origin());
        }
    }

    private @Nullable Object build(
            RecordComponent section, List<@Nullable Object> values, String where) {
        try {
            return construct(Entry.shape(section), values);
        } catch (IllegalArgumentException rule) {
            String message = where + rule.getMessage();
            mistakes.add(new Mistake(section.getName(), message));
            return null;
        }
    }

    private static Object whole(List<@Nullable Object> sections) {
        return construct(Configuration.class, sections);
    }

    private static Object construct(Class<?> type, List<@Nullable Object> values) {
        try {
            Constructor<?> canonical =
                    type.getDeclaredConstructor(
                            Arrays.stream(type.getRecordComponents())
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            return canonical.newInstance(values.toArray());
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException rule) {
                throw rule;
            }
            throw new IllegalStateException("cannot build " + type, refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot build " + type, impossible);
        }
    }

    /**
     * Unknown variables are only warned about: Kubernetes sets ZOETROPE_WEB_SERVICE_HOST and the
     * like for a service that is named zoetrope-web.
     */
    private List<String> warnings() {
        Set<String> known = new HashSet<>();
        Set<String> sections = new HashSet<>();
        for (Entry entry : entries()) {
            known.add(entry.variable());
            known.add(entry.fileVariable());
            sections.add(entry.variable().split("_", 3)[1]);
        }
        return surroundings.environment().keySet().stream()
                .filter(name -> name.startsWith("ZOETROPE_") && !known.contains(name))
                .filter(name -> sections.contains((name + "_").split("_", 3)[1]))
                .sorted()
                .map(name -> name + " is not a key and has no effect" + suggestion(name, known))
                .toList();
    }

    private static String suggestion(String name, Set<String> known) {
        return Nearest.of(name, known).map(near -> "; did you mean " + near + "?").orElse("");
    }
}
