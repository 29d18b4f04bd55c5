package io.towtank.kernel;

/**
 * What is sent through a {@link Mailbox}. A message is immutable from the moment it is sent.
 *
 * <p>{@code toString()} describes the content, equally in every JVM: tapes of two runs are compared
 * by it. A record's own does, as long as its components do.
 */
public interface Message {
  /**
   * A number that stands for the message's content in the {@linkplain TapeDigest digest} of the
   * run. Equal content gives equal numbers in every JVM: it is computed from the content, never
   * from {@code identityHashCode}, an enum's {@code hashCode} or the like. Unequal content should
   * give unequal numbers.
   */
  long fingerprint();
}
