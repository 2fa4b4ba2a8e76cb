/**
 * Makes renditions, sound, poster, storyboard and subtitles of a source. {@link
 * org.zoetrope.media.encode.Encoder} is the port; the real one builds FFmpeg command lines.
 */
@NullMarked
package org.zoetrope.media.encode;

import org.jspecify.annotations.NullMarked;
