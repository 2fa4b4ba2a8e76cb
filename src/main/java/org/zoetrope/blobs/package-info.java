/**
 * What we keep: immutable objects of any size. Bytes are made durable here first and named by a
 * record last. One sub-package per backend.
 */
@NullMarked
package org.zoetrope.blobs;

import org.jspecify.annotations.NullMarked;
