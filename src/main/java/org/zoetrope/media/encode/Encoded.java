package org.zoetrope.media.encode;

import java.util.List;

/**
 * A chunk in several qualities.
 *
 * @param outputs one per rung asked for, in that order
 */
public record Encoded(List<Output> outputs, Health health) {
    public Encoded {
        outputs = List.copyOf(outputs);
    }
}
