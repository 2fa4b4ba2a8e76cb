/** Hands out the site's pages: the built application, with a head and first data of our own. */
@NullMarked
package org.zoetrope.web.pages;

import org.jspecify.annotations.NullMarked;
