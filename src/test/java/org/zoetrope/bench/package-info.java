/** Measures the real program against limits taken in the same run, and says how near it comes. */
@NullMarked
package org.zoetrope.bench;

import org.jspecify.annotations.NullMarked;
