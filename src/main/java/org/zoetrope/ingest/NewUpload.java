package org.zoetrope.ingest;

import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/**
 * A person's wish to bring a video: the words about it, and how long the file is.
 *
 * @param owner name of an account
 * @param channel name of a channel of that account; the door has checked that it may be used
 * @param title within the bounds of {@link Video}; see {@link FileName#title} for one made from a
 *     file name
 * @param fileName as the person named it, see {@link FileName#tidy}
 * @param length of the file in bytes; empty when it will be told later (tus defer-length)
 * @param metadata what the client sent and wants to read again (Upload-Metadata), at most {@link
 *     #MAX_METADATA} characters
 */
public record NewUpload(
        String owner,
        String channel,
        String title,
        String description,
        List<String> tags,
        Visibility visibility,
        Optional<String> language,
        boolean downloadable,
        String fileName,
        Optional<Long> length,
        String metadata) {
    public static final int MAX_METADATA = 16 * 1024;

    public NewUpload {
        tags = List.copyOf(tags);
        fileName = FileName.tidy(fileName);
        if (length.isPresent() && length.get() < 0) {
            throw new IllegalArgumentException("length " + length.get() + " is negative");
        }
        if (metadata.length() > MAX_METADATA) {
            throw new IllegalArgumentException(
                    "metadata has %d characters, at most %d are kept"
                            .formatted(metadata.length(), MAX_METADATA));
        }
    }

    /** A private upload of a file of which nothing but the name is known. */
    public static NewUpload of(String owner, String channel, String fileName, long length) {
        return new NewUpload(
                owner,
                channel,
                FileName.title(fileName),
                "",
                List.of(),
                Visibility.PRIVATE,
                Optional.empty(),
                true,
                fileName,
                Optional.of(length),
                "");
    }
}
