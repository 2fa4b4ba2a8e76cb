/**
 * Runs FFmpeg so that a malicious video can do no harm: no network, no other file, no other
 * process, and a bound on everything. Nothing else in Zoetrope starts a process.
 */
@NullMarked
package org.zoetrope.media.sandbox;

import org.jspecify.annotations.NullMarked;
