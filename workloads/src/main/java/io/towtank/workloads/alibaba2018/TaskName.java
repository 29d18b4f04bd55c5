package io.towtank.workloads.alibaba2018;

import java.util.ArrayList;
import java.util.List;

/**
 * What a task's name tells of its job's graph: {@code J5_3_4} is task 5, to be begun after tasks 3
 * and 4; the letters are the kind of stage. Other parts of a name, such as {@code Stg1}, tell
 * nothing, and names of another form are of tasks that wait for none. Source: cluster-trace-v2018,
 * "About the DAG information".
 *
 * @param key its number, or the whole name where it has none
 * @param predecessors numbers of the tasks before it
 */
record TaskName(String key, List<String> predecessors) {
  private static final int DIGITS_MAX = 9;

  static TaskName parse(String name) {
    String[] parts = name.split("_", -1);
    int letters = 0;
    while (letters < parts[0].length() && isLetter(parts[0].charAt(letters))) {
      letters++;
    }
    String number = parts[0].substring(letters);
    if (letters == 0 || !isNumber(number)) {
      return new TaskName(name, List.of());
    }
    List<String> predecessors = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      if (isNumber(parts[i])) {
        predecessors.add(Integer.toString(Integer.parseInt(parts[i])));
      }
    }
    return new TaskName(Integer.toString(Integer.parseInt(number)), List.copyOf(predecessors));
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= DIGITS_MAX
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
