/** All that touches FFmpeg and media formats. */
@NullMarked
package org.zoetrope.media;

import org.jspecify.annotations.NullMarked;
