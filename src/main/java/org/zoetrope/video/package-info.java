/**
 * The nouns: videos, their sources and what was made of them. No I/O, no outside library; every
 * other room may use them. A value here that can be built is a value that makes sense.
 */
@NullMarked
package org.zoetrope.video;

import org.jspecify.annotations.NullMarked;
