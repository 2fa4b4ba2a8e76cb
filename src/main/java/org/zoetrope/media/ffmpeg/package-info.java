/**
 * Finds FFmpeg (configured, bundled, or on the PATH), makes it startable on a bare server, says
 * what it can do, and knows the lists that every run of it must carry.
 */
@NullMarked
package org.zoetrope.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
