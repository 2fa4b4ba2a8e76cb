/**
 * Makes the renditions of a source: decides the ladder, cuts the work into tasks that can be lost
 * and repeated, runs one task at a time, and tells what has been made so far.
 */
@NullMarked
package org.zoetrope.transcode;

import org.jspecify.annotations.NullMarked;
