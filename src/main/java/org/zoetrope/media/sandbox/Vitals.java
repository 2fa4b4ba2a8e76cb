package org.zoetrope.media.sandbox;

import java.time.Duration;

/**
 * What can be seen of a child at a moment.
 *
 * @param cpu used until now, of all its processes
 * @param progress grows when the child gets on with its work
 * @param runnable it runs or could run, or waits for its reader: not stopped, not stuck
 */
record Vitals(Duration cpu, long progress, boolean runnable) {}
