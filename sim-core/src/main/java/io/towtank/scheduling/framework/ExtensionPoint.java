package io.towtank.scheduling.framework;

/** Where plugins take part, in the order in which a pod meets them. */
public enum ExtensionPoint {
  /** {@link PreEnqueuePlugin}. */
  PRE_ENQUEUE("preEnqueue", PreEnqueuePlugin.class),
  /** {@link QueueSortPlugin}. */
  QUEUE_SORT("queueSort", QueueSortPlugin.class),
  /** {@link PreFilterPlugin}. */
  PRE_FILTER("preFilter", PreFilterPlugin.class),
  /** {@link FilterPlugin}. */
  FILTER("filter", FilterPlugin.class),
  /** {@link PostFilterPlugin}. */
  POST_FILTER("postFilter", PostFilterPlugin.class),
  /** {@link PreScorePlugin}. */
  PRE_SCORE("preScore", PreScorePlugin.class),
  /** {@link ScorePlugin}; {@link NormalizeScorePlugin} goes with it. */
  SCORE("score", ScorePlugin.class),
  /** {@link ReservePlugin}. */
  RESERVE("reserve", ReservePlugin.class),
  /** {@link PermitPlugin}. */
  PERMIT("permit", PermitPlugin.class),
  /** {@link PreBindPlugin}. */
  PRE_BIND("preBind", PreBindPlugin.class),
  /** {@link BindPlugin}. */
  BIND("bind", BindPlugin.class),
  /** {@link PostBindPlugin}. */
  POST_BIND("postBind", PostBindPlugin.class);

  private final String fieldName;
  private final Class<? extends Plugin> contract;

  ExtensionPoint(String fieldName, Class<? extends Plugin> contract) {
    this.fieldName = fieldName;
    this.contract = contract;
  }

  /** Its name in a {@code KubeSchedulerConfiguration}. */
  public String fieldName() {
    return fieldName;
  }

  /** Whether the plugin takes part here. */
  public boolean isImplementedBy(Plugin plugin) {
    return contract.isInstance(plugin);
  }
}
