package org.zoetrope.media.caption;

/** The lines of a text one by one, numbered from 1, whichever way they are ended. One thread. */
final class Lines {
    private final String text;
    private int at;
    private int number;

    /** A byte order mark at the beginning is no part of the first line. */
    Lines(String text) {
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** The next line, which stays the next. */
    String peek() {
        return text.substring(at, end());
    }

    String next() {
        int end = end();
        String line = text.substring(at, end);
        boolean both = text.startsWith("\r\n", end);
        at = Math.min(text.length(), end + (both ? 2 : 1));
        number++;
        return line;
    }

    /** Of the line that {@link #next} gave last; 0 before the first. */
    int number() {
        return number;
    }

    private int end() {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
