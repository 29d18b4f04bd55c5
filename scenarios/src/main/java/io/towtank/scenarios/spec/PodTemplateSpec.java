package io.towtank.scenarios.spec;

import io.towtank.model.Labels;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.RestartPolicy;
import io.towtank.scenarios.binding.AtMostOne;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Matches;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import io.towtank.workloads.synthetic.PodTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of pod. */
@Doc("A kind of pod.")
@AtMostOne({"job", "service"})
public record PodTemplateSpec(
    @Doc("Name; pods are called by it and by their number in the workload.")
        @Matches(
            value = "[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?",
            expected = "a name of lower-case letters, digits, '-' and '.', such as web")
        String name,
    @Doc("Share of the pods that are of this kind, relative to the other templates.")
        @Range(min = "0.000001", max = "1000000")
        @Default("1")
        double weight,
    @Doc("What each pod requests.") @Default("{}") ResourceList requests,
    @Doc("Shareable devices that each pod wants, at most one entry for each resource.")
        @Size(max = 16)
        @Default("[]")
        List<DeviceRequestSpec> devices,
    @Doc("How long it runs once started; where it is absent it never ends.")
        @Nullable DistributionSpec duration,
    @Doc("How its requests vary from pod to pod; where it is absent they are all the same.")
        @Nullable VariationSpec vary,
    @Doc("Come as jobs of several tasks; each is one arrival.") @Nullable JobSpec job,
    @Doc("Come as services of several replicas; each is one arrival.")
        @Nullable ReplicasSpec service,
    @Doc("Priority; the higher is scheduled first.")
        @Range(min = "-2147483648", max = "1000000000")
        @Default("0")
        int priority,
    @Doc("Priorities to draw one from for each pod, in place of `priority`.")
        @Size(max = 1000)
        @Default("[]")
        List<WeightedPrioritySpec> priorities,
    @Doc("Name of the scheduler's profile that schedules it.") @Default("default-scheduler")
        String schedulerName,
    @Doc("Labels.") @Default("{}") Labels labels,
    @Doc("Labels that the node must have.") @Default("{}") Labels nodeSelector,
    @Doc("Taints that it puts up with.") @Size(max = 100) @Default("[]")
        List<TolerationSpec> tolerations) {

  /**
   * The template of the generator.
   *
   * @param popularity factor on its weight
   */
  public PodTemplate toModel(double popularity) {
    PodSpec spec =
        PodSpec.builder()
            .requests(requests)
            .devices(devices.stream().map(DeviceRequestSpec::toModel).toList())
            .nodeSelector(nodeSelector)
            .tolerations(tolerations.stream().map(TolerationSpec::toModel).toList())
            .priority(priority)
            .schedulerName(schedulerName)
            // What runs for a time has then done its work; what never ends is a service.
            .restartPolicy(duration == null ? RestartPolicy.ALWAYS : RestartPolicy.NEVER)
            .build();
    return new PodTemplate(
        name,
        weight * popularity,
        spec,
        labels,
        duration == null ? null : duration.toModel(),
        vary == null ? null : vary.toModel(),
        job != null ? job.toModel() : service == null ? null : service.toModel(),
        priorities.stream()
            .map(each -> new PodTemplate.WeightedPriority(each.priority(), each.weight()))
            .toList());
  }
}
