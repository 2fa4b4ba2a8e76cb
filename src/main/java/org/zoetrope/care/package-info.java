/** Looks after what is there: health, limits, sweeping up. */
@NullMarked
package org.zoetrope.care;

import org.jspecify.annotations.NullMarked;
