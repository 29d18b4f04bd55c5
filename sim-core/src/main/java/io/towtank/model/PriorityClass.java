package io.towtank.model;

/**
 * A named priority.
 *
 * @param value priority, up to 1,000,000,000 for users' classes
 * @param globalDefault whether pods without a class get it
 */
public record PriorityClass(
    String name,
    int value,
    boolean globalDefault,
    PreemptionPolicy preemptionPolicy,
    long resourceVersion)
    implements ApiObject<PriorityClass> {
  @Override
  public String key() {
    return name;
  }

  @Override
  public long contentHash() {
    return value;
  }

  @Override
  public PriorityClass withResourceVersion(long version) {
    return new PriorityClass(name, value, globalDefault, preemptionPolicy, version);
  }
}
