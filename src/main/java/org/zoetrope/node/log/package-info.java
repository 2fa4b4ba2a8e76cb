/** The backend behind SLF4J: one stream, one level, lines of key=value or of JSON. */
@NullMarked
package org.zoetrope.node.log;

import org.jspecify.annotations.NullMarked;
