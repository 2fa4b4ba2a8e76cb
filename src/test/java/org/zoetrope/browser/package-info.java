/** The program as people use it: started whole, driven by a browser. */
@NullMarked
package org.zoetrope.browser;

import org.jspecify.annotations.NullMarked;
