package org.zoetrope.media.sandbox;

import java.time.Duration;

/**
 * What can be seen of a child at a moment.
 *
 * @param cpu used until now, of all its processes
 * @param progress grows when the child gets on with its work
 * @param still it cannot run, and the reason is neither the machine nor us
 */
record Vitals(Duration cpu, long progress, boolean still) {}
