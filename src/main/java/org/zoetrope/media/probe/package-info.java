/**
 * Finds out what a file is: first by its magic bytes here, then by ffprobe in the sandbox. Says no
 * to playlists and pictures that pose as videos, and sees files that end too early.
 */
@NullMarked
package org.zoetrope.media.probe;

import org.jspecify.annotations.NullMarked;
