package org.zoetrope.media.encode;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;

/**
 * Makes what viewers watch out of a source. Every method blocks until its work is done; call it
 * from a virtual thread. Interrupting that thread ends the work and its processes.
 *
 * <p><b>Timeline.</b> Zero is the first picture ({@code Facts.Picture.startSeconds}), or the first
 * sound where there is no picture. Pictures have 90,000 ticks per second and track 1, sound its
 * sample rate and track 2. Frame k of an encoded rung shows at k/rate. Files hold fragments only,
 * with final times: a rung is its {@link Output#init}, an index, and its files one after the other.
 *
 * <p><b>Errors.</b> {@link UnfitException}: this source will never give this result; trying again
 * is useless. IOException: it may, later. A damaged source is no error: {@link Health} tells.
 *
 * <p><b>Crash.</b> Nothing survives but files in the assignment's directory, which are worthless.
 */
public interface Encoder {
    /**
     * The picture as it is, without encoding, cut at its keyframes into segments of about 4 s. Only
     * where {@code Facts.Picture.codecs} is present.
     */
    CopiedPicture copyPicture(Assignment work) throws IOException, InterruptedException;

    /**
     * The sound as it is. {@code pieces} gets files of whole segments while they are made. Only
     * where {@code Facts.Sound.codecs} is present. Sound that players could not follow as it is (it
     * starts late, ends early, has holes, its container does not describe it) is encoded instead.
     */
    Sounded copySound(Assignment work, Facts.Sound sound, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException;

    /**
     * Several qualities of a run of segments by one process that decodes once. Exactly as many
     * frames come out as the chunk says, whatever the source holds.
     */
    Encoded encodeChunk(Assignment work, Chunk chunk, List<Rung> rungs)
            throws IOException, InterruptedException;

    /**
     * The whole sound as AAC-LC of 48 kHz, mono or stereo. {@code pieces} gets files of whole
     * segments while they are made; silence stands where the source has no sound.
     */
    Sounded encodeSound(Assignment work, Facts.Sound sound, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException;

    /**
     * Decodes a track from its first to its last packet and forgets it: how whole it is.
     *
     * @param track its index in the source
     */
    Health check(Assignment work, int track) throws IOException, InterruptedException;

    /** A picture that shows what the video is about: JPEG, at most 1280 wide. */
    Poster poster(Assignment work) throws IOException, InterruptedException;

    /** A sheet of at most 11 x 11 small pictures, 192 wide, as JPEG. */
    Sheet storyboard(Assignment work) throws IOException, InterruptedException;

    /** A subtitle track as WebVTT of our own writing; empty where it holds no text. */
    Optional<String> subtitles(Assignment work, Facts.Text text)
            throws IOException, InterruptedException;
}
