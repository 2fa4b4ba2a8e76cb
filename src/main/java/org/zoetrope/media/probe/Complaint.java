package org.zoetrope.media.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zoetrope.video.Reason;

/** Turns what ffprobe says about a file that it cannot read into words for its owner. */
final class Complaint {
    private static final Pattern CODEC = Pattern.compile("Codec \\(([a-z0-9_]{1,40})\\) not on");

    private Complaint() {}

    static Reason of(String errors) {
        Matcher codec = CODEC.matcher(errors);
        if (codec.find()) {
            return Unsupported.codec(codec.group(1));
        }
        if (errors.contains("moov atom not found")) {
            return new Reason(
                    "no_index",
                    "The file has no index, so nothing in it can be found. The recording or the copy"
                            + " was probably cut off before its end.");
        }
        if (errors.contains("max pixel count")) {
            return tooLarge();
        }
        return Sniff.unknown();
    }

    static Reason tooLarge() {
        return new Reason(
                "too_many_pixels", "The picture is larger than 8K. Send it in 8K or smaller.");
    }
}
