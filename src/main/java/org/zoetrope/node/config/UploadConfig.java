package org.zoetrope.node.config;

import java.util.Optional;

/** How much people may bring. */
@Section("How much people may bring")
public record UploadConfig(
        @Key(
                        standard = "64 GiB",
                        meaning = "The largest file that is accepted; refused before bytes flow.")
                ByteSize maxSize,
        @Key(
                        standard = "none",
                        meaning =
                                "How many bytes of originals an account without a quota of its own"
                                        + " may keep; none for no limit.")
                Optional<ByteSize> quota,
        @Key(
                        standard = "none",
                        meaning =
                                "How many bytes such an account may bring in 24 hours; none for no"
                                        + " limit.")
                Optional<ByteSize> quotaDaily,
        @Key(
                        standard = "public",
                        meaning =
                                "Who may watch what is uploaded, unless the uploader says"
                                        + " otherwise: public, unlisted or private.")
                WatchConfig.Privacy privacy) {
    /** The quota in bytes; -1: no limit. */
    public long quotaBytes() {
        return quota.map(ByteSize::bytes).orElse(-1L);
    }

    /** The quota of a day in bytes; -1: no limit. */
    public long dailyBytes() {
        return quotaDaily.map(ByteSize::bytes).orElse(-1L);
    }
}
