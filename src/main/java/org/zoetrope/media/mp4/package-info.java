/**
 * Fragmented MP4 (CMAF): reads what FFmpeg wrote, moves it on the timeline, cuts it in segments and
 * joins chunks into one object with an index. Box reading is iterative and bounded.
 */
@NullMarked
package org.zoetrope.media.mp4;

import org.jspecify.annotations.NullMarked;
