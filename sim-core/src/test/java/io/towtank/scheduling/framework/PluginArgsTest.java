package io.towtank.scheduling.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PluginArgsTest {
  private static PluginArgs args(String key, Object value) {
    return PluginArgs.of(Map.of(key, value));
  }

  @Test
  void absentArgumentsHaveTheirDefaults() {
    PluginArgs none = PluginArgs.NONE.copy();

    assertThat(none.string("s", "x")).isEqualTo("x");
    assertThat(none.integer("i", 7, 0, 10)).isEqualTo(7);
    assertThat(none.number("n", 0.5, 0, 1)).isEqualTo(0.5);
    assertThat(none.bool("b", true)).isTrue();
    assertThat(none.oneOf("o", "a", "a", "b")).isEqualTo("a");
    assertThat(none.strings("l")).isEmpty();
    assertThat(none.children("c")).isNull();
    assertThat(none.child("g").string("s", "y")).isEqualTo("y");
    assertThat(none.contains("s")).isFalse();
    assertThat(none.unknownKeys()).isEmpty();
  }

  @Test
  void givenArgumentsAreRead() {
    PluginArgs args =
        PluginArgs.of(
            Map.of(
                "s",
                "text",
                "i",
                3,
                "n",
                2.5,
                "b",
                false,
                "l",
                List.of("x", "y"),
                "c",
                List.of(Map.of("name", "cpu"), Map.of("name", "memory")),
                "g",
                Map.of("deep", 1L)));

    assertThat(args.string("s", "")).isEqualTo("text");
    assertThat(args.integer("i", 0, 0, 10)).isEqualTo(3);
    assertThat(args.number("i", 0, 0, 10)).isEqualTo(3.0);
    assertThat(args.number("n", 0, 0, 10)).isEqualTo(2.5);
    assertThat(args.bool("b", true)).isFalse();
    assertThat(args.strings("l")).containsExactly("x", "y");
    assertThat(Objects.requireNonNull(args.children("c")))
        .extracting(child -> child.string("name", ""))
        .containsExactly("cpu", "memory");
    assertThat(args.child("g").integer("deep", 0, 0, 10)).isEqualTo(1);
    assertThat(args.unknownKeys()).isEmpty();
  }

  @Test
  void wrongTypesAndRangesAreRefusedByKey() {
    assertThatThrownBy(() -> args("s", 1).string("s", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("s: expected a string, found 1");
    assertThatThrownBy(() -> args("i", 11).integer("i", 0, 0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("i: expected a whole number from 0 to 10, found 11");
    assertThatThrownBy(() -> args("i", 1.5).integer("i", 0, 0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("i: expected a whole number from 0 to 10, found 1.5");
    assertThatThrownBy(() -> args("n", Double.NaN).number("n", 0, 0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n: expected a number from 0.0 to 10.0, found NaN");
    assertThatThrownBy(() -> args("b", "yes").bool("b", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b: expected true or false, found yes");
    assertThatThrownBy(() -> args("o", "bb").oneOf("o", "aa", "aa", "ba"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("o: 'bb' is not known; did you mean 'ba'?");
    assertThatThrownBy(() -> args("l", List.of("x", 2)).strings("l"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l[1]: expected a string, found 2");
    assertThatThrownBy(() -> args("l", "x").strings("l"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l: expected a list of strings, found x");
    assertThatThrownBy(() -> args("g", 5).child("g"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("g: expected a group of arguments, found 5");
    assertThatThrownBy(() -> args("c", List.of(5)).children("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("c[0]: expected a group of arguments, found 5");
    PluginArgs nested = args("c", List.of(Map.of("weight", 11)));
    assertThatThrownBy(
            () -> Objects.requireNonNull(nested.children("c")).get(0).integer("weight", 1, 0, 10))
        .hasMessage("c[0].weight: expected a whole number from 0 to 10, found 11");
  }

  @Test
  void unreadKeysAreUnknownThoseInGroupsIncluded() {
    PluginArgs args =
        PluginArgs.of(
            Map.of(
                "wieght", 1,
                "group", Map.of("nmae", "x"),
                "list", List.of(Map.of(), Map.of("odd", 1))));
    args.integer("weight", 1, 0, 100);
    args.child("group").string("name", "");
    args.children("list");

    assertThat(args.unknownKeys())
        .containsExactly(
            "unknown argument 'wieght'; did you mean 'weight'?",
            "unknown argument 'group.nmae'; did you mean 'name'?",
            "unknown argument 'list[1].odd'");
  }

  @Test
  void copyKnowsNoKeys() {
    PluginArgs args = args("a", 1);
    args.integer("a", 0, 0, 10);

    assertThat(args.unknownKeys()).isEmpty();
    assertThat(args.copy().unknownKeys()).containsExactly("unknown argument 'a'");
  }

  @Test
  void namesUnknownKeysWithinGroupsAndLists() {
    PluginArgs args =
        PluginArgs.of(
            Map.of(
                "strategy",
                Map.of(
                    "typ",
                    "MostAllocated",
                    "resources",
                    List.of(Map.of("name", "cpu"), Map.of("name", "memory", "wieght", 2)))));
    PluginArgs strategy = args.child("strategy");
    strategy.string("type", "");
    for (PluginArgs resource : Objects.requireNonNull(strategy.children("resources"))) {
      resource.string("name", "");
      resource.integer("weight", 1, 1, 100);
    }

    assertThat(args.unknownKeys())
        .containsExactly(
            "unknown argument 'strategy.typ'; did you mean 'type'?",
            "unknown argument 'strategy.resources[1].wieght'; did you mean 'weight'?");
  }

  @Test
  void aGroupThatIsAbsentHasNoUnknownKeys() {
    assertThat(PluginArgs.NONE.copy().child("strategy").unknownKeys()).isEmpty();
  }
}
