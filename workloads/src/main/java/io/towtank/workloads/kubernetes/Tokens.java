package io.towtank.workloads.kubernetes;

import io.towtank.text.InputException;
import org.jspecify.annotations.Nullable;

/** A YAML or JSON text, token by token. Documents that follow each other are roots in turn. */
interface Tokens {
  /** Goes to the next token. */
  Token next();

  /** What the scalar stands for: a text, a number, a boolean, or null. */
  @Nullable Object scalar();

  /** The scalar as a mapping's key: its text. */
  String key();

  /** An error at this token. */
  InputException problem(String message);
}
