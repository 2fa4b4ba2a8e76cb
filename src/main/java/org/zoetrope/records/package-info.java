/**
 * What we know: small versioned documents with transactions over any of them. The truth of the
 * whole service; everything else is a projection. One sub-package per backend.
 */
@NullMarked
package org.zoetrope.records;

import org.jspecify.annotations.NullMarked;
