package org.zoetrope.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.zoetrope.media.encode.Pictures.Drawn;
import org.zoetrope.video.VideoId;
import org.zoetrope.web.http.Multipart;

/**
 * The picture in a form, drawn as it comes. Older clients send two, a small and a large one; there
 * is one place for both here, and the large one gets it. Used by one thread.
 */
final class SentPicture {
    private static final String SMALL = "thumbnailfile";
    private static final String LARGE = "previewfile";
    private static final Set<String> NAMES = Set.of(SMALL, LARGE);

    private final OwnPictures pictures;
    private Optional<Drawn> drawn = Optional.empty();
    private boolean large;

    SentPicture(OwnPictures pictures) {
        this.pictures = pictures;
    }

    static boolean isNamed(String part) {
        return NAMES.contains(part);
    }

    /**
     * Takes a part if it is one of the pictures; an empty one means none.
     *
     * @throws org.zoetrope.web.http.Refusal when it is none that is taken
     */
    void take(Multipart.Part part) throws IOException {
        if (!isNamed(part.name()) || (large && part.name().equals(SMALL))) {
            return;
        }
        InputStream body = new BufferedInputStream(part.body());
        body.mark(1);
        if (body.read() < 0) {
            return;
        }
        body.reset();
        drawn = Optional.of(pictures.ofFile(body));
        large = part.name().equals(LARGE);
    }

    /** As {@link #take}; passes it over where nothing can be drawn. */
    void takeIfPossible(Multipart.Part part) throws IOException {
        if (pictures.isPossible()) {
            take(part);
        }
    }

    /** Puts what came beside the video; nothing when nothing came. */
    void put(VideoId video) throws IOException {
        if (drawn.isPresent()) {
            pictures.put(video, drawn.get());
        }
    }
}
