/** Looks after what is there: says how the parts are, deletes objects that nobody names. */
@NullMarked
package org.zoetrope.care;

import org.jspecify.annotations.NullMarked;
