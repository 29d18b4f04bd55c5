package io.towtank.fault;

/** One occurrence of a fault. Its site says whom it strikes. */
public interface Fault {
  /** Strikes. Called once. */
  void begin();

  /**
   * Is repaired, or called off. Called once at most, after {@link #begin}; not after the fault has
   * said that it is {@linkplain FaultSite#finished over} by itself.
   */
  default void end() {}

  /** A fault that does one thing when it strikes, and another when it is repaired. */
  static Fault of(Runnable begin, Runnable end) {
    return new Fault() {
      @Override
      public void begin() {
        begin.run();
      }

      @Override
      public void end() {
        end.run();
      }
    };
  }
}
