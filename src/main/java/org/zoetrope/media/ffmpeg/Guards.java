package org.zoetrope.media.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lists that stand before the input of every run on a file that somebody sent: what FFmpeg may
 * open, which containers it may read, which decoders may run, how large a picture may be. Without
 * them an upload that is really a playlist shows other people's videos.
 */
public final class Guards {
    /** 8K, a little over. */
    public static final long MOST_PIXELS = 35_389_440;

    /** FFmpeg's names of the containers that we read. */
    public static final List<String> FORMATS =
            List.of(
                    "mov",
                    "matroska",
                    "mpegts",
                    "avi",
                    "flv",
                    "ogg",
                    "mpeg",
                    "asf",
                    "mxf",
                    "wav",
                    "mp3",
                    "flac",
                    "aac");

    /** Names of decoders (not of codecs): they decode what people's devices and tools write. */
    public static final List<String> DECODERS =
            List.of(
                    "h264",
                    "hevc",
                    "vp8",
                    "vp9",
                    "libdav1d",
                    "libaom-av1",
                    "av1",
                    "mpeg4",
                    "mpeg2video",
                    "mpeg1video",
                    "mjpeg",
                    "theora",
                    "prores",
                    "dnxhd",
                    "aac",
                    "mp3",
                    "mp3float",
                    "mp2",
                    "mp2float",
                    "opus",
                    "vorbis",
                    "flac",
                    "ac3",
                    "eac3",
                    "alac",
                    "pcm_s16le",
                    "pcm_s16be",
                    "pcm_s24le",
                    "pcm_s24be",
                    "pcm_s32le",
                    "pcm_s32be",
                    "pcm_f32le",
                    "pcm_f32be",
                    "pcm_u8",
                    "pcm_alaw",
                    "pcm_mulaw",
                    "mov_text",
                    "webvtt",
                    "subrip",
                    "srt");

    /** Decoders for old cameras and tools; more code that a bad file can reach, hence a setting. */
    public static final List<String> OLD_DECODERS =
            List.of(
                    "h263",
                    "flv",
                    "cinepak",
                    "amrnb",
                    "amrwb",
                    "msmpeg4v2",
                    "msmpeg4",
                    "wmv1",
                    "wmv2",
                    "wmv3",
                    "vc1",
                    "wmav1",
                    "wmav2",
                    "dvvideo",
                    "svq3",
                    "adpcm_ima_wav",
                    "adpcm_ms",
                    "adpcm_ima_qt",
                    "ffv1");

    /** Only while probing: a file that has one of them could not be probed at all without. */
    private static final List<String> PROBED =
            List.of("png", "ssa", "ass", "gif", "webp", "bmp", "dvdsub", "pgssub", "dvbsub");

    private final boolean old;

    /**
     * @param old whether {@link #OLD_DECODERS} may run too
     */
    public Guards(boolean old) {
        this.old = old;
    }

    public boolean allowsOld() {
        return old;
    }

    /** What stands before {@code -i} of an ffmpeg run, from the very first argument on. */
    public List<String> forFfmpeg() {
        List<String> arguments = new ArrayList<>(List.of("-nostdin"));
        arguments.addAll(lists(decoders()));
        return arguments;
    }

    /** What stands before {@code -i} of an ffprobe run. */
    public List<String> forFfprobe() {
        return lists(Stream.of(decoders(), PROBED).flatMap(List::stream).toList());
    }

    /**
     * What stands before {@code -i} of an ffmpeg run on a picture file: one format, one decoder.
     */
    public static List<String> forPicture(String format, String decoder) {
        List<String> arguments = new ArrayList<>(List.of("-nostdin"));
        arguments.addAll(lists(List.of(format), List.of(decoder)));
        return arguments;
    }

    private List<String> decoders() {
        return old ? Stream.concat(DECODERS.stream(), OLD_DECODERS.stream()).toList() : DECODERS;
    }

    private static List<String> lists(List<String> decoders) {
        return lists(FORMATS, decoders);
    }

    private static List<String> lists(List<String> formats, List<String> decoders) {
        return List.of(
                "-hide_banner",
                "-loglevel",
                "error",
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                String.join(",", formats),
                "-codec_whitelist",
                String.join(",", decoders.stream().distinct().toList()),
                "-max_pixels",
                Long.toString(MOST_PIXELS));
    }

    /** Decoders are mostly named like their codecs. */
    public static String decoder(String codec) {
        return switch (codec) {
            case "flv1" -> "flv";
            case "amr_nb" -> "amrnb";
            case "amr_wb" -> "amrwb";
            case "msmpeg4v3" -> "msmpeg4";
            default -> codec;
        };
    }
}
