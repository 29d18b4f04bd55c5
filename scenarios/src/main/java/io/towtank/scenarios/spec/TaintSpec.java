package io.towtank.scenarios.spec;

import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.WordStyle;
import io.towtank.scenarios.binding.Words;

/** A taint. */
@Doc("A taint: it keeps away pods that do not tolerate it.")
public record TaintSpec(
    @Doc("Key.") String key,
    @Doc("Value.") @Default("''") String value,
    @Doc("What it does.") @Words(WordStyle.UPPER_CAMEL) TaintEffect effect) {
  /** The model's taint. */
  public Taint toModel() {
    return new Taint(key, value, effect);
  }
}
