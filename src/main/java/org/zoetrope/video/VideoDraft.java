package org.zoetrope.video;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A copy of a video that is being changed, so that a change names only what it changes. One thread.
 */
final class VideoDraft {
    private final Video video;
    String channel;
    String title;
    String description;
    List<String> tags;
    Visibility visibility;
    Optional<Sha256> source;
    Optional<String> upload;
    Optional<String> language;
    boolean downloadable;
    Instant updated;
    long views;
    int visibilityEpoch;
    Attachments attachments;

    VideoDraft(Video video) {
        this.video = video;
        channel = video.channel();
        title = video.title();
        description = video.description();
        tags = video.tags();
        visibility = video.visibility();
        source = video.source();
        upload = video.upload();
        language = video.language();
        downloadable = video.downloadable();
        updated = video.updated();
        views = video.views();
        visibilityEpoch = video.visibilityEpoch();
        attachments = video.attachments();
    }

    Video video() {
        return new Video(
                video.id(),
                video.number(),
                video.owner(),
                channel,
                title,
                description,
                tags,
                visibility,
                source,
                upload,
                video.fileName(),
                language,
                downloadable,
                video.created(),
                updated,
                views,
                visibilityEpoch,
                attachments);
    }
}
