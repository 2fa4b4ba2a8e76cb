package org.zoetrope.media.ffmpeg;

import java.nio.file.Path;
import java.util.Optional;
import org.zoetrope.media.sandbox.Tools;

/** An FFmpeg that was found, started once, and has what Zoetrope needs. */
public final class FFmpeg implements Installation {
    /** Where it came from. */
    public enum Origin {
        CONFIGURED,
        BUNDLED,
        PATH
    }

    private final Tools tools;
    private final Origin origin;
    private final Version version;
    private final Powers powers;

    FFmpeg(Tools tools, Origin origin, Version version, Powers powers) {
        this.tools = tools;
        this.origin = origin;
        this.version = version;
        this.powers = powers;
    }

    /**
     * Looks in this order: the configured path, the build that comes with Zoetrope, the PATH. A
     * configured one that does not work is a refusal, never passed over.
     *
     * @param configured the ffmpeg executable or the folder that has it; ffprobe beside it
     * @param cache a folder of ours, writable by nobody else, where the bundled build is unpacked
     *     once; some 90 MB
     */
    public static Installation find(Optional<Path> configured, Path cache) {
        return new Search(cache).find(configured);
    }

    public Tools tools() {
        return tools;
    }

    public Origin origin() {
        return origin;
    }

    public Version version() {
        return version;
    }

    /** For the health page: what is wrong with this version; empty when nothing is known. */
    public Optional<String> warning() {
        return version.warning();
    }

    /** The encoder for still pictures: WebP where there is one, else JPEG. */
    public boolean makesWebp() {
        return powers.encoders().contains("libwebp");
    }

    public boolean decodes(String decoder) {
        return powers.decoders().contains(decoder);
    }

    public boolean encodes(String encoder) {
        return powers.encoders().contains(encoder);
    }

    /** A line for the inventory: {@code FFmpeg 8.0.1 (bundled)}. */
    @Override
    public String toString() {
        return "FFmpeg " + version + " (" + origin.name().toLowerCase(java.util.Locale.ROOT) + ")";
    }
}
