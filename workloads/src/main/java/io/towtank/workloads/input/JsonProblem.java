package io.towtank.workloads.input;

import io.towtank.text.Shown;
import tools.jackson.core.JacksonException;

/** What is wrong with a JSON text, for a person. */
public final class JsonProblem {
  private JsonProblem() {}

  /** The parser's message up to where it names its own switches, which a user can't turn. */
  public static String of(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int marker = message.indexOf(" (start marker");
    if (marker >= 0) {
      message = message.substring(0, marker);
    }
    int code = message.indexOf('`');
    if (code >= 0) {
      message = message.substring(0, clauseBefore(message, code));
      boolean open = message.lastIndexOf('(') > message.lastIndexOf(')');
      message = message.stripTrailing() + (open ? ")" : "");
    }
    return Shown.sentence(message);
  }

  private static int clauseBefore(String message, int end) {
    int begin = end - 1;
    while (begin > 0 && "(,:".indexOf(message.charAt(begin)) < 0) {
      begin--;
    }
    return begin;
  }
}
