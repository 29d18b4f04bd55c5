package io.towtank.model;

/** A namespace and the labels that selectors see. */
public record Namespace(String name, Labels labels, long resourceVersion)
    implements ApiObject<Namespace> {
  /** Where pods live that name no other. */
  public static final String DEFAULT = "default";

  @Override
  public String key() {
    return name;
  }

  @Override
  public long contentHash() {
    return labels.hashCode();
  }

  @Override
  public Namespace withResourceVersion(long version) {
    return new Namespace(name, labels, version);
  }
}
