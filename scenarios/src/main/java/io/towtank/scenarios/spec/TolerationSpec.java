package io.towtank.scenarios.spec;

import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.WordStyle;
import io.towtank.scenarios.binding.Words;
import org.jspecify.annotations.Nullable;

/** A toleration. */
@Doc("A toleration: which taints a pod puts up with.")
public record TolerationSpec(
    @Doc("Key of the taint; empty together with Exists tolerates every taint.") @Default("''")
        String key,
    @Doc("How key and value are compared.") @Words(WordStyle.UPPER_CAMEL) @Default("Equal")
        Toleration.Operator operator,
    @Doc("Value of the taint, for Equal.") @Default("''") String value,
    @Doc("Effect tolerated; where it is absent, all effects.") @Words(WordStyle.UPPER_CAMEL)
        @Nullable TaintEffect effect) {
  /** Refuses what Kubernetes refuses. */
  public TolerationSpec {
    if (key.isEmpty() && operator == Toleration.Operator.EQUAL) {
      throw new IllegalArgumentException("found no key, expected one, or operator: Exists");
    }
    if (!value.isEmpty() && operator == Toleration.Operator.EXISTS) {
      throw new IllegalArgumentException(
          "found a value with operator: Exists, expected no value, or operator: Equal");
    }
  }

  /** The model's toleration. */
  public Toleration toModel() {
    return new Toleration(key, operator, value, effect, null);
  }
}
