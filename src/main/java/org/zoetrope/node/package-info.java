/** The roof: reads the configuration, puts the rooms together with plain constructors, starts. */
@NullMarked
package org.zoetrope.node;

import org.jspecify.annotations.NullMarked;
