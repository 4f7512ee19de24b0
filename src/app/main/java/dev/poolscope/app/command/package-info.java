/**
 * What a person can do: actions, their keys, menus and buttons. Who performs them is put in from above.
 */
@NullMarked
package dev.poolscope.app.command;

import org.jspecify.annotations.NullMarked;
