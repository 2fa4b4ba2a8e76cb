/** Tests of the configuration. */
@NullMarked
package org.zoetrope.node.config;

import org.jspecify.annotations.NullMarked;
