package org.zoetrope.node;

import org.zoetrope.ingest.UploadLimits;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.web.http.Bounds;

/**
 * Everything of a node that could grow with the number of those who use it, and how far it may. One
 * record, handed down at the start; what exceeds a bound is refused in words or waits its turn.
 * Bounds of formats (boxes of a file, cues of a subtitle) stand with what reads them; those of
 * FFmpeg processes follow from the picture and stand with the sandbox.
 *
 * @param web how long the HTTP engine waits, for how many, how much it takes, how often one may
 *     come
 * @param uploads of one account and of all together
 * @param passwords being checked: each costs 19 MiB and some 50 ms of a core
 * @param searches being made
 * @param pictures being drawn while their owners wait
 * @param encoders tasks of the worker at once: steps, encoder processes, joins
 * @param filesRead files of watch folders that are read at once
 * @param swept objects that one round of housekeeping deletes
 */
record Limits(
        Bounds web,
        UploadLimits uploads,
        Line passwords,
        Line searches,
        Line pictures,
        int encoders,
        int filesRead,
        int swept) {
    /** So many at once, so many waiting for their turn; more are refused with 503. */
    record Line(int atOnce, int waiting) {
        Line {
            if (atOnce < 1 || waiting < 1) {
                throw new IllegalArgumentException(
                        "a line of %d at once and %d waiting".formatted(atOnce, waiting));
            }
        }
    }

    /** What suits this machine, and what was set. */
    static Limits of(Configuration config) {
        int cores = Runtime.getRuntime().availableProcessors();
        int jobs = config.transcode().jobs();
        return new Limits(
                Bounds.usual(),
                UploadLimits.of(
                        config.upload().maxSize().bytes(),
                        config.upload().quotaBytes(),
                        config.upload().dailyBytes()),
                new Line(2, 32),
                new Line(2, 200),
                new Line(2, 16),
                jobs > 0 ? jobs : Math.max(2, cores / 4),
                2,
                1_000);
    }

    Limits with(Bounds other) {
        return new Limits(
                other, uploads, passwords, searches, pictures, encoders, filesRead, swept);
    }

    Limits with(UploadLimits other) {
        return new Limits(web, other, passwords, searches, pictures, encoders, filesRead, swept);
    }

    Limits withPasswords(Line other) {
        return new Limits(web, uploads, other, searches, pictures, encoders, filesRead, swept);
    }

    Limits withSearches(Line other) {
        return new Limits(web, uploads, passwords, other, pictures, encoders, filesRead, swept);
    }

    Limits withSwept(int other) {
        return new Limits(web, uploads, passwords, searches, pictures, encoders, filesRead, other);
    }
}
