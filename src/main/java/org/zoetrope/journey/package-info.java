/**
 * The whole trip of a source from its last byte to its last quality: the only room that knows the
 * order, and the loop that drives it.
 */
@NullMarked
package org.zoetrope.journey;

import org.jspecify.annotations.NullMarked;
