package io.towtank.scheduling.framework;

import java.util.List;

/**
 * What a plugin says. A refusal is a value with its reasons, in Kubernetes' own words; an exception
 * is a defect of the plugin.
 *
 * <p>Reasons without variable parts should be kept as constants: a refusal is given once for each
 * node and must cost nothing.
 */
public final class Status {
  /** What follows from a status. */
  public enum Code {
    /** Go on. */
    SUCCESS("Success"),
    /** Not now; preemption or a change in the cluster may help. */
    UNSCHEDULABLE("Unschedulable"),
    /** Not now, and preemption can't help. */
    UNSCHEDULABLE_AND_UNRESOLVABLE("UnschedulableAndUnresolvable"),
    /** From Permit only: wait. */
    WAIT("Wait"),
    /** From PreFilter and PreScore: this plugin has no say on this pod. From Bind: ask the next. */
    SKIP("Skip"),
    /** The attempt could not be made; the pod is retried after its backoff. */
    ERROR("Error");

    private final String kubernetesName;

    Code(String kubernetesName) {
      this.kubernetesName = kubernetesName;
    }

    /** The name that kube-scheduler prints. */
    public String kubernetesName() {
      return kubernetesName;
    }
  }

  /** Go on. */
  public static final Status SUCCESS = new Status(Code.SUCCESS, List.of());

  /** Nothing to say on this pod. */
  public static final Status SKIP = new Status(Code.SKIP, List.of());

  /** From Permit only: wait. */
  public static final Status WAIT = new Status(Code.WAIT, List.of());

  private final Code code;
  private final List<String> reasons;

  private Status(Code code, List<String> reasons) {
    this.code = code;
    this.reasons = reasons;
  }

  /** Refused, but preemption may help. */
  public static Status unschedulable(String... reasons) {
    return new Status(Code.UNSCHEDULABLE, List.of(reasons));
  }

  /** Refused, but preemption may help. */
  public static Status unschedulable(List<String> reasons) {
    return new Status(Code.UNSCHEDULABLE, List.copyOf(reasons));
  }

  /** Refused, and preemption can't help. */
  public static Status unresolvable(String... reasons) {
    return new Status(Code.UNSCHEDULABLE_AND_UNRESOLVABLE, List.of(reasons));
  }

  /** Refused, and preemption can't help. */
  public static Status unresolvable(List<String> reasons) {
    return new Status(Code.UNSCHEDULABLE_AND_UNRESOLVABLE, List.copyOf(reasons));
  }

  /** The attempt could not be made. */
  public static Status error(String reason) {
    return new Status(Code.ERROR, List.of(reason));
  }

  /** What follows. */
  public Code code() {
    return code;
  }

  /** Why, in Kubernetes' words. */
  public List<String> reasons() {
    return reasons;
  }

  /** Whether all is well. */
  public boolean isSuccess() {
    return code == Code.SUCCESS;
  }

  /** Whether the plugin has no say. */
  public boolean isSkip() {
    return code == Code.SKIP;
  }

  /** Whether the pod was refused, for whatever time. */
  public boolean isRejected() {
    return code == Code.UNSCHEDULABLE || code == Code.UNSCHEDULABLE_AND_UNRESOLVABLE;
  }

  @Override
  public String toString() {
    return reasons.isEmpty() ? code.kubernetesName() : code.kubernetesName() + reasons;
  }
}
