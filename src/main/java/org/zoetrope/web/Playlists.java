package org.zoetrope.web;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.deliver.Delivery;

/**
 * Writes what a player reads first. Addresses within are relative to {@code /media/<video>/}, so
 * that a token in the path is carried on: {@code 720p.mp4?v=<attempt>} for finished rungs, {@code
 * 720p/init.mp4} and {@code 720p/<n>.m4s} for growing ones, {@code 720p.m3u8} for their playlists.
 * Empty: there is nothing of that kind.
 */
public interface Playlists {
    /** The HLS master playlist. */
    Optional<String> master(Delivery.Shown shown) throws IOException;

    /** The HLS playlist of one rung. */
    Optional<String> rung(Delivery.Shown shown, String rendition) throws IOException;

    /** The HLS playlist of the subtitles in one language. */
    Optional<String> captions(Delivery.Shown shown, String language) throws IOException;

    /** The WebVTT file that finds the small picture of a time on the storyboard. */
    Optional<String> storyboard(Delivery.Shown shown) throws IOException;

    /** The DASH manifest. */
    Optional<String> manifest(Delivery.Shown shown) throws IOException;
}
