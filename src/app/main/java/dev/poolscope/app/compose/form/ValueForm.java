package dev.poolscope.app.compose.form;

import java.util.function.Function;

/**
 * How values of a kind are written in a field.
 *
 * @param parse reads a text; throws an {@link IllegalArgumentException} whose message says what is allowed
 * @param format writes a value so that reading gives the same one back
 */
record ValueForm<T>(Function<String, T> parse, Function<T, String> format) {}
