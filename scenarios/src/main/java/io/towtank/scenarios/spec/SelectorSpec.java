package io.towtank.scenarios.spec;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Size;
import java.util.List;

/** A label selector. */
@Doc("A label selector, as Kubernetes has it.")
public record SelectorSpec(
    @Doc("Labels that must have these values.") @Default("{}") Labels matchLabels,
    @Doc("Further comparisons.") @Size(max = 100) @Default("[]")
        List<LabelRequirementSpec> matchExpressions) {
  /** The model's selector. */
  public LabelSelector toModel() {
    return new LabelSelector(
        matchLabels, matchExpressions.stream().map(LabelRequirementSpec::toModel).toList());
  }
}
