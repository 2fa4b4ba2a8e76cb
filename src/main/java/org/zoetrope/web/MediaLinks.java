package org.zoetrope.web;

import org.zoetrope.deliver.MediaTokens;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/**
 * Where the media of a video are fetched: paths on this site, and for private videos with a token
 * in them that expires.
 */
@FunctionalInterface
public interface MediaLinks {
    /**
     * Path of one file of the video.
     *
     * @param file such as {@code master.m3u8}, {@code 720p.mp4}, {@code poster.jpg}
     */
    String path(Video video, String file);

    /** Links of the media door; those of private videos are good for some hours. */
    static MediaLinks signedBy(MediaTokens tokens) {
        return (video, file) -> {
            String token =
                    video.visibility() == Visibility.PRIVATE
                            ? "t/" + tokens.sign(video.id(), MediaTokens.MAX_LIFE) + "/"
                            : "";
            return "/media/" + token + video.id() + "/" + file;
        };
    }
}
