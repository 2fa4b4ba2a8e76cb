package org.zoetrope.media.caption;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of a cue as it may be shown: bold, italic and underline, opened and closed in order; all
 * other markup is dropped, all that could be markup is escaped. Used once, by one thread.
 */
final class CueText {
    private static final String KEPT = "biu";

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    /** Of another format, often within SubRip. */
    private static final Pattern COMMANDS = Pattern.compile("\\{\\\\[^{}\n]*\\}");

    private final StringBuilder text = new StringBuilder();
    private final Deque<Character> open = new ArrayDeque<>();

    private CueText() {}

    /** Lines without any empty one; empty when nothing is left. */
    static String clean(String raw) {
        CueText cue = new CueText();
        cue.read(raw.strip());
        cue.open.forEach(cue::close);
        // a line that held only tags is empty now, and an empty line would end the cue
        return cue.hasLetters() ? cue.lines() : "";
    }

    private boolean hasLetters() {
        return !text.toString().replaceAll("</?[biu]>", "").isBlank();
    }

    private String lines() {
        return text.toString()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private void read(String raw) {
        int at = 0;
        int last = raw.lastIndexOf('>');
        for (int tag = raw.indexOf('<'); tag >= 0 && tag < last; tag = raw.indexOf('<', at)) {
            text.append(escape(raw.substring(at, tag)));
            if (isNameOrSlash(raw.charAt(tag + 1))) {
                at = raw.indexOf('>', tag) + 1;
                tag(raw.substring(tag + 1, at - 1));
            } else {
                at = tag + 1;
                text.append("&lt;");
            }
        }
        text.append(escape(raw.substring(at)));
    }

    /** A {@code <} before anything else, as in {@code 1 < 2}, is text. */
    private static boolean isNameOrSlash(char letter) {
        return letter == '/' || letter == '!' || Character.isLetterOrDigit(letter);
    }

    private void tag(String inside) {
        boolean closes = inside.startsWith("/");
        String name = inside.substring(closes ? 1 : 0).toLowerCase(Locale.ROOT);
        boolean kept =
                !name.isEmpty()
                        && KEPT.indexOf(name.charAt(0)) >= 0
                        && (name.length() == 1 || !Character.isLetterOrDigit(name.charAt(1)));
        if (kept && closes) {
            end(name.charAt(0));
        } else if (kept && !open.contains(name.charAt(0))) {
            begin(name.charAt(0));
        }
    }

    private void begin(char name) {
        open.push(name);
        text.append('<').append(name).append('>');
    }

    private void close(char name) {
        text.append("</").append(name).append('>');
    }

    /** Those opened after it are closed before it, and opened again. */
    private void end(char name) {
        if (!open.contains(name)) {
            return;
        }
        Deque<Character> inner = new ArrayDeque<>();
        for (char top = open.pop(); top != name; top = open.pop()) {
            close(top);
            inner.push(top);
        }
        close(name);
        for (Iterator<Character> again = inner.iterator(); again.hasNext(); ) {
            begin(again.next());
        }
    }

    private static String escape(String text) {
        if (text.isEmpty()) {
            return text; // many tags have nothing between them
        }
        String visible = CONTROLS.matcher(text).replaceAll("");
        return entities(COMMANDS.matcher(visible).replaceAll(""));
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", "\u00a0")
                .replace("&lrm;", "")
                .replace("&rlm;", "")
                .replace("&amp;", "&")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
