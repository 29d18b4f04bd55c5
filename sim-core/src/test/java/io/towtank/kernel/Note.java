package io.towtank.kernel;

/** A message with nothing but a text. */
record Note(String text) implements Message {
  @Override
  public long fingerprint() {
    TapeDigest digest = new TapeDigest();
    digest.mix(text);
    return digest.value();
  }

  @Override
  public String toString() {
    return text;
  }
}
