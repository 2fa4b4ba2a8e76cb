package org.zoetrope.web;

import org.zoetrope.video.Video;

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
}
