package org.zoetrope.watch;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.ingest.VideoRemoval;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

/**
 * Whether a file that looks different from when it was taken is different. One that was only
 * touched, restored or mounted anew is not taken twice.
 */
final class Sameness {
    private static final Logger log = LoggerFactory.getLogger(Sameness.class);
    private final WatchedFolder folder;
    private final Memory memory;
    private final Documents documents;
    private final VideoRemoval removal;
    private final Twins twins;
    private final InstantSource clock;
    private final Porter.Hands hands;

    Sameness(WatchedFolder folder, Memory memory, Watch.Needs needs, Porter.Hands hands) {
        this.folder = folder;
        this.memory = memory;
        this.documents = needs.documents();
        this.removal = needs.removal();
        this.twins = needs.twins();
        this.clock = needs.clock();
        this.hands = hands;
    }

    /** True when it is what was taken before: it goes on from there, as it looks now. */
    boolean isKnown(Sight sight) throws IOException {
        Optional<Taken> before = memory.find(sight.place());
        if (before.isEmpty()) {
            return false;
        }
        boolean same =
                before.get().stamp().size() == sight.stamp().size()
                        && before.get().source().equals(Optional.of(hash(sight)));
        if (same) {
            memory.put(before.get().toSight(sight));
        } else {
            replaced(before.get());
        }
        return same;
    }

    /**
     * True when there shall be one video of the same bytes, and the owner has one: the file is that
     * video's, and goes the way of one that was taken.
     */
    boolean isTwin(Sight sight, Optional<Sight> beside) throws IOException {
        if (!folder.unique()) {
            return false;
        }
        Sha256 bytes = hash(sight);
        Optional<VideoId> video = shown(bytes);
        if (video.isPresent()) {
            log.info(
                    "had already folder={} file={} video={}",
                    folder.directory(),
                    sight.place().text(),
                    video.get());
            memory.put(
                    Taken.twin(
                            sight,
                            folder.owner(),
                            video.get(),
                            bytes,
                            clock.instant(),
                            beside.map(Taken.Beside::read)));
        }
        return video.isPresent();
    }

    /** What this folder brought is known at once, the rest by a list that may be late. */
    private Optional<VideoId> shown(Sha256 bytes) throws IOException {
        for (Taken taken : memory.all()) {
            if (taken.source().equals(Optional.of(bytes)) && shows(taken.video(), bytes)) {
                return Optional.of(taken.video());
            }
        }
        Optional<VideoId> listed = twins.find(folder.owner(), bytes);
        return listed.isPresent() && shows(listed.get(), bytes) ? listed : Optional.empty();
    }

    private boolean shows(VideoId video, Sha256 bytes) throws IOException {
        return documents
                .get("/videos/" + video, Video.class)
                .filter(found -> found.value().source().equals(Optional.of(bytes)))
                .filter(found -> found.value().owner().equals(folder.owner()))
                .isPresent();
    }

    /**
     * The file was written over. A video of its beginning, which nobody could ever play, goes; one
     * that can be played is somebody's, and stays.
     */
    private void replaced(Taken before) throws IOException {
        Optional<SourceState> state =
                before.source().isEmpty()
                        ? Optional.empty()
                        : documents
                                .get("/sources/" + before.source().get(), Source.class)
                                .map(found -> found.value().state());
        boolean useless = state.filter(SourceState.Rejected.class::isInstance).isPresent();
        if (useless && removal.remove(before.video())) {
            log.info(
                    "replaced folder={} file={} video={}",
                    folder.directory(),
                    before.place().text(),
                    before.video());
        }
    }

    private Sha256 hash(Sight sight) throws IOException {
        MessageDigest sum = sha256();
        hands.free().acquireUninterruptibly();
        try (InputStream bytes =
                new DigestInputStream(
                        SteadyFile.open(folder.directory(), sight, 0, hands.stopping()), sum)) {
            byte[] buffer = new byte[1 << 17];
            int read = 0;
            while (read >= 0) {
                read = bytes.read(buffer);
            }
        } finally {
            hands.free().release();
        }
        return Sha256.of(sum.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
