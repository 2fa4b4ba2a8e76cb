/** Tests of signing in and out over HTTP. */
@NullMarked
package org.zoetrope.web.people;

import org.jspecify.annotations.NullMarked;
