/** The stage that decides whether a received file is one that we want: probe, then policy. */
@NullMarked
package org.zoetrope.inspect;

import org.jspecify.annotations.NullMarked;
