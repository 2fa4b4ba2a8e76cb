package org.zoetrope.video;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a person published or is about to: their words about it, who may watch, and the source it
 * shows. Several videos may show one source; each lives and dies on its own.
 *
 * @param number the integer id of older clients; unique, never used again
 * @param channel name of the channel, see {@link Channel}
 * @param description Markdown
 * @param source empty while the bytes are still arriving
 * @param upload the upload that brings the bytes; empty once they are here
 * @param language BCP 47, where known
 * @param visibilityEpoch how often the visibility was changed: what was signed before the last
 *     change counts no more
 * @param attachments what the owner put beside it; older records say nothing, which is none
 */
public record Video(
        VideoId id,
        long number,
        String owner,
        String channel,
        String title,
        String description,
        List<String> tags,
        Visibility visibility,
        Optional<Sha256> source,
        Optional<String> upload,
        String fileName,
        Optional<String> language,
        boolean downloadable,
        Instant created,
        Instant updated,
        long views,
        int visibilityEpoch,
        Attachments attachments) {
    /** Titles, descriptions and tags are kept within these bounds by {@link #Video}. */
    public static final int MAX_TITLE = 120;

    public static final int MAX_DESCRIPTION = 10_000;
    public static final int MAX_TAGS = 5;
    public static final int MAX_TAG = 30;

    public Video {
        tags = List.copyOf(tags);
        attachments = attachments == null ? Attachments.none() : attachments;
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException(
                    "title must have 1 to " + MAX_TITLE + " characters, has " + title.length());
        }
        if (description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "description has "
                            + description.length()
                            + " characters, at most "
                            + MAX_DESCRIPTION);
        }
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException(
                    tags.size() + " tags, at most " + MAX_TAGS + " are allowed");
        }
        for (String tag : tags) {
            if (tag.length() < 2 || tag.length() > MAX_TAG) {
                throw new IllegalArgumentException(
                        "tag '" + tag + "' must have 2 to " + MAX_TAG + " characters");
            }
        }
        if (source.isPresent() == upload.isPresent()) {
            throw new IllegalArgumentException("a video has either an upload or a source");
        }
    }

    /** A video whose visibility was never changed, with nothing beside it. */
    public Video(
            VideoId id,
            long number,
            String owner,
            String channel,
            String title,
            String description,
            List<String> tags,
            Visibility visibility,
            Optional<Sha256> source,
            Optional<String> upload,
            String fileName,
            Optional<String> language,
            boolean downloadable,
            Instant created,
            Instant updated,
            long views) {
        this(
                id,
                number,
                owner,
                channel,
                title,
                description,
                tags,
                visibility,
                source,
                upload,
                fileName,
                language,
                downloadable,
                created,
                updated,
                views,
                0,
                Attachments.none());
    }

    /** The bytes have arrived. */
    public Video toArrived(Sha256 sha256, Instant now) {
        return changed(draft -> {
            draft.source = Optional.of(sha256);
            draft.upload = Optional.empty();
            draft.updated = now;
        });
    }

    /** Other words, the same pictures; another visibility ends all links that were signed. */
    public Video toEdited(
            String newTitle,
            String newDescription,
            List<String> newTags,
            Visibility newVisibility,
            Optional<String> newLanguage,
            boolean newDownloadable,
            Instant now) {
        return changed(draft -> {
            draft.title = newTitle;
            draft.description = newDescription;
            draft.tags = newTags;
            draft.visibility = newVisibility;
            draft.visibilityEpoch += newVisibility == visibility ? 0 : 1;
            draft.language = newLanguage;
            draft.downloadable = newDownloadable;
            draft.updated = now;
        });
    }

    /** Shown in another channel. */
    public Video toChannel(String other) {
        return changed(draft -> draft.channel = other);
    }

    /** Watched some more times. */
    public Video toViewed(long times) {
        return changed(draft -> draft.views += times);
    }

    /** With other things beside it. What is not named any more is the caller's to sweep. */
    public Video toAttached(Attachments now, Instant when) {
        return changed(draft -> {
            draft.attachments = now;
            draft.updated = when;
        });
    }

    private Video changed(Consumer<VideoDraft> how) {
        VideoDraft draft = new VideoDraft(this);
        how.accept(draft);
        return draft.video();
    }
}
