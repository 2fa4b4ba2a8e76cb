package org.zoetrope.node.config;

import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.stream.Collectors;

/** The manual of the keys, written from the records: for the terminal, as page, as example file. */
public final class Reference {
    private static final int WIDTH = 92;

    private Reference() {}

    /**
     * What {@code zoetrope config} prints: a valid {@code zoetrope.toml} with all keys as comments.
     */
    public static String toml() {
        StringBuilder text = new StringBuilder();
        comment(
                text,
                "Every key of Zoetrope with its default; the program starts without this file. An"
                        + " option comes before the environment (ZOETROPE_WEB_PORT is port of"
                        + " [web]), the environment before this file. Lists may also be written"
                        + " \"a, b\"; a secret can be read from a file named by KEY_file."
                        + " ZOETROPE_WATCH_1_OWNER is owner of the first [[watch]].");
        for (RecordComponent section : Configuration.class.getRecordComponents()) {
            text.append("\n# ").append(about(section)).append('\n').append(header(section));
            text.append('\n');
            // a table that is there is one too many: its header is a comment, too
            String indent = Entry.isTables(section) ? "    " : "";
            Entry.of(section).forEach(entry -> tomlEntry(text, entry, indent));
        }
        return text.toString();
    }

    private static void tomlEntry(StringBuilder text, Entry entry, String indent) {
        text.append('\n');
        comment(text, entry.declared().meaning());
        text.append("#").append(indent).append(entry.name()).append(" = ");
        text.append(tomlValue(entry)).append('\n');
    }

    private static String header(RecordComponent section) {
        return Entry.isTables(section)
                ? "#[[" + section.getName() + "]]"
                : "[" + section.getName() + "]";
    }

    private static String tomlValue(Entry entry) {
        String standard = entry.declared().standard();
        if (entry.isList()) {
            return "["
                    + Written.text(standard, "").asList().stream()
                            .map(Reference::scalar)
                            .collect(Collectors.joining(", "))
                    + "]";
        }
        return scalar(entry.isNeeded() ? entry.declared().example() : standard);
    }

    private static String scalar(String text) {
        return text.matches("\\d+|true|false") ? text : '"' + text + '"';
    }

    /** docs/configuration.md */
    public static String markdown() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Configuration

                        Written by the program from its own records; do not edit. `zoetrope config` prints the same.

                        Zoetrope starts without any setting. A value comes from the first of: a command-line
                        option, an environment variable, the configuration file, the default. The file is the
                        first of `--config FILE`, `$ZOETROPE_CONFIG`, `./zoetrope.toml`,
                        `/etc/zoetrope/zoetrope.toml`. All mistakes are reported at once (`zoetrope config
                        check`); `zoetrope config --effective` prints the values in force and where each comes
                        from. Lists are arrays or comma separated; sizes are written `8 GiB`, durations `30 s`,
                        bit rates `6 Mb/s`. Every secret can also be read from a file: `password_file`,
                        `ZOETROPE_ADMIN_PASSWORD_FILE`. An empty variable counts as not set. Of what there may
                        be several of (`[[watch]]`), keys are counted: `watch.1.directory`,
                        `ZOETROPE_WATCH_1_DIRECTORY`; variables change a table of the file or add one.
                        """);
        for (RecordComponent section : Configuration.class.getRecordComponents()) {
            text.append("\n## ").append(header(section).replace("#", "")).append("\n\n");
            text.append(about(section)).append(".\n\n| key | default | meaning | variable |\n");
            text.append("|---|---|---|---|\n");
            Entry.of(section).forEach(entry -> row(text, entry));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, Entry entry) {
        String standard = entry.declared().standard();
        text.append("| `").append(entry.name()).append("` | ");
        text.append(standard.isEmpty() ? entry.isNeeded() ? "needed" : "" : "`" + standard + "`");
        text.append(" | ");
        text.append(entry.declared().meaning()).append(" | `");
        text.append(entry.variable()).append("` |\n");
    }

    private static String about(RecordComponent section) {
        return Objects.requireNonNull(Entry.shape(section).getAnnotation(Section.class)).value();
    }

    private static void comment(StringBuilder text, String words) {
        StringBuilder line = new StringBuilder("#");
        for (String word : words.split(" ", -1)) {
            if (line.length() + word.length() >= WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
