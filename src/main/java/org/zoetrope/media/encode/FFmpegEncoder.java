package org.zoetrope.media.encode;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.video.Facts;

/** The real encoder: FFmpeg processes in the sandbox. Safe for several threads. */
public final class FFmpegEncoder implements Encoder {
    private final PictureWork pictures;
    private final SoundWork sounds;
    private final StillWork stills;
    private final TextWork texts;
    private final CheckWork checks;

    /**
     * @param threads for the decoder and for each encoder of a process
     */
    public FFmpegEncoder(Sandbox sandbox, Guards guards, int threads) {
        Workshop workshop = new Workshop(sandbox, guards.forFfmpeg());
        this.pictures = new PictureWork(workshop, threads);
        this.sounds = new SoundWork(workshop);
        this.stills = new StillWork(workshop);
        this.texts = new TextWork(workshop);
        this.checks = new CheckWork(workshop, threads);
    }

    @Override
    public CopiedPicture copyPicture(Assignment work) throws IOException, InterruptedException {
        return pictures.copy(work);
    }

    @Override
    public Encoded encodeChunk(Assignment work, Chunk chunk, List<Rung> rungs)
            throws IOException, InterruptedException {
        return pictures.encode(work, chunk, rungs);
    }

    @Override
    public Sounded copySound(Assignment work, Facts.Sound sound, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException {
        return sounds.copy(work, sound, map, pieces);
    }

    @Override
    public Sounded encodeSound(Assignment work, Facts.Sound sound, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException {
        return sounds.encode(work, sound, map, pieces);
    }

    @Override
    public Health check(Assignment work, int track) throws IOException, InterruptedException {
        return checks.check(work, track);
    }

    @Override
    public Poster poster(Assignment work) throws IOException, InterruptedException {
        return stills.poster(work);
    }

    @Override
    public Sheet storyboard(Assignment work) throws IOException, InterruptedException {
        return stills.storyboard(work);
    }

    @Override
    public Optional<String> subtitles(Assignment work, Facts.Text text)
            throws IOException, InterruptedException {
        return texts.subtitles(work, text);
    }
}
