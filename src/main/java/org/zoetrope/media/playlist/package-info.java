/**
 * Writes the texts that players read: HLS playlists, DASH manifests, WebVTT. Pure functions over
 * records; nothing of a user's text gets in unescaped.
 */
@NullMarked
package org.zoetrope.media.playlist;

import org.jspecify.annotations.NullMarked;
