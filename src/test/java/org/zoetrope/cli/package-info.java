/** Tests of the command line. */
@NullMarked
package org.zoetrope.cli;

import org.jspecify.annotations.NullMarked;
