/**
 * Watch folders: a door for files that are put into a directory. Files that stand still are taken
 * as uploads; what cannot be played is set aside with the reason.
 */
@NullMarked
package org.zoetrope.watch;

import org.jspecify.annotations.NullMarked;
