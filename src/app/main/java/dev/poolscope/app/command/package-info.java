/**
 * What a person can do: actions, their keys, menus and buttons. What performs them is put in from above.
 */
@NullMarked
package dev.poolscope.app.command;

import org.jspecify.annotations.NullMarked;
