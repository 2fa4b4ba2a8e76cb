package org.zoetrope.media.probe;

import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.video.Reason;

/** The refusal of a codec that is not decoded here, in words for who sent the file. */
public final class Unsupported {
    private Unsupported() {}

    /**
     * Says which codec it was.
     *
     * @param codec or decoder, as FFmpeg calls it
     */
    public static Reason codec(String codec) {
        String refused = "The file is coded as " + codec + ", which is not converted here. ";
        return new Reason(
                "codec_not_supported",
                Guards.OLD_DECODERS.contains(Guards.decoder(codec))
                        ? refused
                                + "The administrator can allow such old codecs:"
                                + " media.old_codecs = true."
                        : refused + "H.264, H.265, VP9, AV1 and other usual codecs are.");
    }
}
