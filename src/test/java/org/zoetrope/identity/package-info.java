/** Tests of identity. */
@NullMarked
package org.zoetrope.identity;

import org.jspecify.annotations.NullMarked;
