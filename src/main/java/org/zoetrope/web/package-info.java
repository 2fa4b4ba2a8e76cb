/** The doors for browsers, players and scripts: media, uploads, pages and health, over HTTP. */
@NullMarked
package org.zoetrope.web;

import org.jspecify.annotations.NullMarked;
