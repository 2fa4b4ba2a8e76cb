/** Tests of the roof. */
@NullMarked
package org.zoetrope.node;

import org.jspecify.annotations.NullMarked;
