package org.zoetrope.video;

import java.time.Instant;

/** Where an account publishes. Every account has at least one; names are shared with accounts. */
public record Channel(
        String name,
        long number,
        String owner,
        String displayName,
        String description,
        Instant created) {}
