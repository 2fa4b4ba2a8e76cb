/** The moment from which a source can be watched. */
@NullMarked
package org.zoetrope.publish;

import org.jspecify.annotations.NullMarked;
