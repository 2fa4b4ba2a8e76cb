/** Tests of the log's backend. */
@NullMarked
package org.zoetrope.node.log;

import org.jspecify.annotations.NullMarked;
