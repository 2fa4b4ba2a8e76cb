package org.zoetrope.transcode;

import java.util.List;

/** A piece of work on one source that one worker does at a time; losing it costs only itself. */
public sealed interface Task {
    /** Unique in the plan; part of record keys. */
    String name();

    /** What must be done before, by name. */
    default List<String> after() {
        return List.of();
    }

    /** True when somebody may be waiting to see the first picture. */
    default boolean isFirst() {
        return false;
    }

    /** Whether segment {@code n} comes out of this task. */
    default boolean makes(int n) {
        return switch (this) {
            case Chunk chunk -> n >= chunk.from() && n < chunk.to();
            case Sound _, CopyPicture _ -> true;
            case Poster _, Join _, Storyboard _, Texts _, Check _ -> false;
        };
    }

    /** The still picture that stands for the video. */
    record Poster(String name) implements Task {
        @Override
        public boolean isFirst() {
            return true;
        }
    }

    /** The source's own picture track as a finished rung, without encoding. */
    record CopyPicture(String name, String rung) implements Task {
        @Override
        public boolean isFirst() {
            return true;
        }
    }

    /** The sound of the whole source; parts can be heard while the rest is being made. */
    record Sound(String name, boolean copied) implements Task {
        @Override
        public boolean isFirst() {
            return true;
        }
    }

    /** Segments {@code from} (inclusive) to {@code to} (exclusive), in each of {@code rungs}. */
    record Chunk(String name, int from, int to, List<String> rungs, boolean isFirst)
            implements Task {
        public Chunk {
            rungs = List.copyOf(rungs);
            if (to <= from || rungs.isEmpty()) {
                throw new IllegalArgumentException("chunk " + name + " is empty");
            }
        }

        int size() {
            return to - from;
        }
    }

    /** All chunks of one rung as ONE object. */
    record Join(String name, String rung, List<String> after) implements Task {
        public Join {
            after = List.copyOf(after);
        }
    }

    /** The small pictures under the seek bar. */
    record Storyboard(String name) implements Task {}

    /** Embedded text subtitles as WebVTT. */
    record Texts(String name) implements Task {}

    /** A look at tracks that nothing else decodes, because they were only copied. */
    record Check(String name, List<Integer> tracks) implements Task {
        public Check {
            tracks = List.copyOf(tracks);
        }
    }
}
