/** The command line: verbs for people and scripts. Each answers in words and with an exit code. */
@NullMarked
package org.zoetrope.cli;

import org.jspecify.annotations.NullMarked;
