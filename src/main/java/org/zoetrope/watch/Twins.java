package org.zoetrope.watch;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.VideoId;

/** Whether a person has a video of some bytes already. */
@FunctionalInterface
public interface Twins {
    /** A video of that account which shows them; may be late by what was brought just now. */
    Optional<VideoId> find(String account, Sha256 bytes) throws IOException;
}
