package org.zoetrope.ingest;

import org.zoetrope.records.Documents.Change;

/**
 * What somebody who opens an upload remembers about it: written with the upload or not at all, so
 * that no crash can come between.
 */
@FunctionalInterface
public interface Along {
    /** Adds to the commit; may be asked again, for another upload, when the first conflicted. */
    void write(Change change, Standing opened);
}
