/** Expected texts that are files: reviewed as a diff, rewritten by one flag. */
@NullMarked
package org.zoetrope.golden;

import org.jspecify.annotations.NullMarked;
