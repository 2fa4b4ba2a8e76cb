/**
 * What an operator can set: one record per section, read from options, the environment and one TOML
 * file. The records are the only list of keys; the reference and the example file come from them.
 */
@NullMarked
package org.zoetrope.node.config;

import org.jspecify.annotations.NullMarked;
