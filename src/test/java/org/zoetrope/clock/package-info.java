/** Time that a test moves by hand. */
@NullMarked
package org.zoetrope.clock;

import org.jspecify.annotations.NullMarked;
