package io.towtank.model;

/**
 * An earlier or the present template of a stateful set or daemon set, which owns it.
 *
 * @param template the template
 * @param revision number of the template; the newest is the highest
 */
public record ControllerRevision(
    ObjectMeta meta, PodTemplate template, long revision, long resourceVersion)
    implements MetaObject<ControllerRevision> {
  /** The template, which never changes. */
  @Override
  public PodTemplate spec() {
    return template;
  }

  @Override
  public ControllerRevision withMeta(ObjectMeta value) {
    return new ControllerRevision(value, template, revision, resourceVersion);
  }

  /** The same under another number. */
  public ControllerRevision withRevision(long value) {
    return new ControllerRevision(meta, template, value, resourceVersion);
  }

  @Override
  public ControllerRevision withResourceVersion(long value) {
    return new ControllerRevision(meta, template, revision, value);
  }

  @Override
  public long contentHash() {
    return 31L * template.hash().hashCode() + revision;
  }
}
