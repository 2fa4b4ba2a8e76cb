package org.zoetrope.watch;

import java.time.Instant;
import java.util.Optional;
import org.zoetrope.ingest.Standing;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.VideoId;

/**
 * A file that was taken, at {@code /watched/<folder>/<file>}: written in the commit that opens its
 * upload, so that a file is never taken twice, whatever happens.
 *
 * @param path see {@link Place}
 * @param owner of the upload
 * @param stamp of the file when it was taken
 * @param source once all of it is here
 * @param since when it was taken
 * @param beside the words that lay beside it, see {@link SideCar}
 */
record Taken(
        String path,
        String owner,
        Stamp stamp,
        String upload,
        VideoId video,
        Optional<Sha256> source,
        Instant since,
        Fate fate,
        Optional<Beside> beside) {

    /**
     * The words that were read with it.
     *
     * @param path see {@link Place}
     * @param flaw why nothing of them counts, as long as nobody was told
     */
    record Beside(String path, Optional<String> flaw) {
        static Beside read(Sight words) {
            return new Beside(words.place().raw(), Optional.empty());
        }

        static Beside flawed(Sight words, String why) {
            return new Beside(words.place().raw(), Optional.of(why));
        }

        Place place() {
            return new Place(path);
        }
    }

    /** How far a file has come. */
    sealed interface Fate {
        /** Its bytes are being read. */
        record Arriving() implements Fate {}

        /** All is here; whether it can be played is being found out. */
        record Checking() implements Fate {}

        /**
         * It is about to leave its place.
         *
         * @param to where to, see {@link Place}; empty when it is deleted
         * @param why it is set aside; empty when it can be played
         */
        record Leaving(Optional<String> to, Optional<Reason> why) implements Fate {}

        /** It stays where it is, and is remembered. */
        record Done() implements Fate {}
    }

    static Taken of(
            Sight sight, String owner, Standing opened, Instant now, Optional<Beside> beside) {
        return new Taken(
                sight.place().raw(),
                owner,
                sight.stamp(),
                opened.upload(),
                opened.video(),
                Optional.empty(),
                now,
                new Fate.Arriving(),
                beside);
    }

    /** A file whose bytes the owner has already, as that video. */
    static Taken twin(
            Sight sight,
            String owner,
            VideoId video,
            Sha256 bytes,
            Instant now,
            Optional<Beside> beside) {
        return new Taken(
                sight.place().raw(),
                owner,
                sight.stamp(),
                "",
                video,
                Optional.of(bytes),
                now,
                new Fate.Checking(),
                beside);
    }

    Place place() {
        return new Place(path);
    }

    /** Whether somebody has to be told what is wrong with the words beside it. */
    boolean hasFlaw() {
        return beside.flatMap(Beside::flaw).isPresent();
    }

    Taken toArrived(Sha256 sha256) {
        return new Taken(
                path,
                owner,
                stamp,
                upload,
                video,
                Optional.of(sha256),
                since,
                new Fate.Checking(),
                beside);
    }

    /** Those who brought them know what is wrong with the words, which have left. */
    Taken toTold() {
        return new Taken(path, owner, stamp, upload, video, source, since, fate, Optional.empty());
    }

    Taken toFate(Fate next) {
        return new Taken(path, owner, stamp, upload, video, source, since, next, beside);
    }

    /** The same file under another name, or with another time. */
    Taken toSight(Sight sight) {
        return new Taken(
                sight.place().raw(),
                owner,
                sight.stamp(),
                upload,
                video,
                source,
                since,
                fate,
                beside);
    }
}
