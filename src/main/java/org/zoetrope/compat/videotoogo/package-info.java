/**
 * The routes of videotoogo, on a port of their own: upload, list, stream. A thin front of what the
 * other doors do.
 */
@NullMarked
package org.zoetrope.compat.videotoogo;

import org.jspecify.annotations.NullMarked;
