package org.zoetrope.media.mp4;

/** Writes what a {@code stbl} says of each sample (ISO/IEC 14496-12, 8.6 and 8.7.3), in runs. */
final class SampleTables {
    private SampleTables() {}

    /** A figure of a sample that is written in runs of equal ones. */
    @FunctionalInterface
    private interface Figure {
        int of(int sample);
    }

    static void write(BoxOutput out, Samples samples) throws MalformedException {
        out.box("stts", () -> runs(out, samples.count(), samples::duration));
        if (isAny(samples, sample -> samples.offset(sample) != 0)) {
            boolean signed = isAny(samples, sample -> samples.offset(sample) < 0);
            out.box("ctts", () -> runs(out, samples.count(), samples::offset, signed));
        }
        if (isAny(samples, sample -> !samples.isKeyframe(sample))) {
            out.box("stss", () -> keyframes(out, samples));
        }
        out.box("stsz", () -> sizes(out, samples));
    }

    private interface Question {
        boolean is(int sample);
    }

    private static boolean isAny(Samples samples, Question question) {
        for (int i = 0; i < samples.count(); i++) {
            if (question.is(i)) {
                return true;
            }
        }
        return false;
    }

    private static void runs(BoxOutput out, int samples, Figure figure) {
        runs(out, samples, figure, false);
    }

    private static void runs(BoxOutput out, int samples, Figure figure, boolean signed) {
        int count = out.put(signed ? 0x0100_0000 : 0).position();
        out.put(0);
        int runs = 0;
        for (int from = 0; from < samples; runs++) {
            int to = from + 1;
            while (to < samples && figure.of(to) == figure.of(from)) {
                to++;
            }
            out.put(to - from).put(figure.of(from));
            from = to;
        }
        out.set(count, runs);
    }

    private static void keyframes(BoxOutput out, Samples samples) {
        int count = out.put(0).position();
        out.put(0);
        int keyframes = 0;
        for (int i = 0; i < samples.count(); i++) {
            if (samples.isKeyframe(i)) {
                out.put(i + 1);
                keyframes++;
            }
        }
        out.set(count, keyframes);
    }

    private static void sizes(BoxOutput out, Samples samples) {
        out.put(0).put(0).put(samples.count());
        for (int i = 0; i < samples.count(); i++) {
            out.put(samples.bytes(i));
        }
    }
}
