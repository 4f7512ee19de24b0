/**
 * What is made once after a build, so that the program starts quickly. It is a program of its own, and uses nothing of the one that it starts.
 */
@NullMarked
package dev.poolscope.app.start;

import org.jspecify.annotations.NullMarked;
