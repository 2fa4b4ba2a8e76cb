package org.zoetrope.web;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.ingest.Arriving;

/** How far the bytes of an upload have come. */
@FunctionalInterface
public interface Incoming {
    /** Empty when nobody knows. */
    Optional<Arriving> of(String upload) throws IOException;
}
