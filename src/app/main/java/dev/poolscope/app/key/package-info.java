/**
 * The one table of keys: {@link dev.poolscope.app.key.WindowAction} for what works in the whole window,
 * {@link dev.poolscope.app.key.ZoneKey} for what works where the focus is. Menus, overview of the keys, zones and charts take
 * their keys from here; no other class names a key.
 */
@NullMarked
package dev.poolscope.app.key;

import org.jspecify.annotations.NullMarked;
