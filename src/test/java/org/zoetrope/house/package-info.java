/** Tests of the house itself: its floor plan, its tidiness, the versions it stands on. */
@NullMarked
package org.zoetrope.house;

import org.jspecify.annotations.NullMarked;
