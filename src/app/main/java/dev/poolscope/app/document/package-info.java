/**
 * The scenario as a document: new, opened, saved, dropped, and whether it may be left.
 */
@NullMarked
package dev.poolscope.app.document;

import org.jspecify.annotations.NullMarked;
