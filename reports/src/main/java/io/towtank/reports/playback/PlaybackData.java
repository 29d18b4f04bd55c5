package io.towtank.reports.playback;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import com.jcraft.jzlib.GZIPException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The data of a page with playback: a JSON document, deflated (RFC 1951), in Base64.
 *
 * <p>JZlib deflates, since {@code java.util.zip} hands that to whatever zlib its Java came with,
 * and those differ in the bytes they make.
 */
public final class PlaybackData {
  /** Number of the document's form. */
  static final int FORMAT = 1;

  /** A third of the time of the default level, for 3 % more bytes of such data. */
  private static final int LEVEL = 3;

  private static final int TRIES_MAX = 6;
  private static final double MARGIN = 0.92;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int RAW_WINDOW_BITS = 15;

  private PlaybackData() {}

  /**
   * The data of one or several runs.
   *
   * @param title what the page is about
   * @param charsMax if it has more characters than these, more is left out of the runs
   */
  public static String base64(String title, List<RunPlayback> runs, int charsMax) {
    double factor = 1;
    String data = "";
    for (int i = 0; i < TRIES_MAX; i++) {
      data = Base64.getEncoder().encodeToString(deflated(title, runs, factor));
      if (data.length() <= charsMax) {
        break;
      }
      factor *= MARGIN * charsMax / data.length();
    }
    return data;
  }

  private static byte[] deflated(String title, List<RunPlayback> runs, double factor) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
    try {
      Deflater deflater = new Deflater(LEVEL, RAW_WINDOW_BITS, true);
      try (DeflaterOutputStream out =
              new DeflaterOutputStream(bytes, deflater, BUFFER_BYTES, true);
          JsonGenerator json =
              new JsonFactory()
                  .createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
        json.writeStartObject();
        json.writeNumberProperty("format", FORMAT);
        json.writeStringProperty("title", Texts.clean(title));
        json.writeArrayPropertyStart("runs");
        for (RunPlayback run : runs) {
          new RunEncoder(json, run, factor).write();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    } catch (GZIPException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
