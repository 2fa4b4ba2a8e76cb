/** Proves the whole program from outside: started as people start it, spoken to by HTTP. */
@NullMarked
package org.zoetrope.endtoend;

import org.jspecify.annotations.NullMarked;
