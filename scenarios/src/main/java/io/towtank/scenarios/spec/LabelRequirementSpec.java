package io.towtank.scenarios.spec;

import io.towtank.model.LabelSelectorRequirement;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Size;
import io.towtank.scenarios.binding.WordStyle;
import io.towtank.scenarios.binding.Words;
import java.util.List;

/** A comparison of a label with values. */
@Doc("A comparison of a label with values.")
public record LabelRequirementSpec(
    @Doc("Key of the label.") String key,
    @Doc("How it is compared.") @Words(WordStyle.UPPER_CAMEL)
        LabelSelectorRequirement.Operator operator,
    @Doc("Values, for In and NotIn.") @Size(max = 10_000) @Default("[]") List<String> values) {
  /** Refuses values where there is nothing to compare, and none where there is. */
  public LabelRequirementSpec {
    boolean compares =
        operator == LabelSelectorRequirement.Operator.IN
            || operator == LabelSelectorRequirement.Operator.NOT_IN;
    if (compares == values.isEmpty()) {
      throw new IllegalArgumentException(
          compares
              ? "found no values, expected some for In and NotIn"
              : "found values, expected none for Exists and DoesNotExist");
    }
  }

  /** The model's requirement. */
  public LabelSelectorRequirement toModel() {
    return new LabelSelectorRequirement(key, operator, values);
  }
}
