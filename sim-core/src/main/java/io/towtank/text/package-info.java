/**
 * Words for people: messages about input that can't be used, and the nearest name to a misspelt
 * one.
 */
@NullMarked
package io.towtank.text;

import org.jspecify.annotations.NullMarked;
