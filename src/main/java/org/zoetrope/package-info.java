/** Zoetrope: a self-hosted video service. ARCHITECTURE.md shows the rooms below this one. */
@NullMarked
package org.zoetrope;

import org.jspecify.annotations.NullMarked;
