/**
 * Words that are shown over a picture: reads WebVTT and SubRip from anybody, and writes WebVTT anew
 * from what was understood, so that nothing else gets through.
 */
@NullMarked
package org.zoetrope.media.caption;

import org.jspecify.annotations.NullMarked;
