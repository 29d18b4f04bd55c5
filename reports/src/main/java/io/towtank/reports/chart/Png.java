package io.towtank.reports.chart;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Drawings as PNG files that know how large they are on paper.
 *
 * <p>Rows are written as what changes from one to the next, by one of the format's filters: little
 * is left of flat colours then, which costs little to deflate. Source: Portable Network Graphics
 * (PNG) Specification, third edition, W3C.
 */
final class Png {
  static final int DOTS_PER_INCH = 300;

  private static final double METRES_PER_INCH = 0.0254;
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final byte BITS = 8;
  private static final byte RGB = 2;
  private static final byte METRE = 1;
  private static final byte FILTER_UP = 2;

  /** More costs twice the time, and saves a fifth or so. */
  private static final int EFFORT = 1;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int BYTES_PER_PIXEL = 3;

  private Png() {}

  /**
   * A drawing as a PNG file of 300 dots to the inch.
   *
   * @param width in units
   * @param height in units
   * @param unitsPerInch how many units make an inch on paper
   */
  static byte[] file(int width, int height, double unitsPerInch, Consumer<Graphics2D> drawing) {
    double scale = DOTS_PER_INCH / unitsPerInch;
    BufferedImage image =
        new BufferedImage(
            (int) StrictMath.rint(width * scale),
            (int) StrictMath.rint(height * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(scale, scale);
    drawing.accept(graphics);
    graphics.dispose();
    return file(image);
  }

  private static byte[] file(BufferedImage image) {
    int perMetre = (int) StrictMath.rint(DOTS_PER_INCH / METRES_PER_INCH);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(SIGNATURE).array());
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(image.getWidth()).putInt(image.getHeight()).put(BITS).put(RGB);
    chunk(bytes, "IHDR", header.array(), header.capacity());
    ByteBuffer density = ByteBuffer.allocate(9);
    density.putInt(perMetre).putInt(perMetre).put(METRE);
    chunk(bytes, "pHYs", density.array(), density.capacity());
    byte[] deflated = deflated(rows(image));
    chunk(bytes, "IDAT", deflated, deflated.length);
    chunk(bytes, "IEND", new byte[0], 0);
    return bytes.toByteArray();
  }

  /** By JZlib: zlib differs from one build of Java to the next, and so do the bytes it makes. */
  private static byte[] deflated(byte[] rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(EFFORT), BUFFER_BYTES, true)) {
      out.write(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Each row as what it differs by from the one above, with the number of that filter before it.
   */
  private static byte[] rows(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int[] above = new int[width];
    byte[] rows = new byte[image.getHeight() * (1 + BYTES_PER_PIXEL * width)];
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      int[] row = Arrays.copyOfRange(pixels, y * width, (y + 1) * width);
      rows[to++] = FILTER_UP;
      for (int x = 0; x < width; x++) {
        if (row[x] != above[x]) {
          rows[to] = (byte) ((row[x] >> 16) - (above[x] >> 16));
          rows[to + 1] = (byte) ((row[x] >> 8) - (above[x] >> 8));
          rows[to + 2] = (byte) (row[x] - above[x]);
        }
        to += BYTES_PER_PIXEL;
      }
      above = row;
    }
    return rows;
  }

  private static void chunk(ByteArrayOutputStream to, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data, 0, length);
    to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    to.writeBytes(name);
    to.write(data, 0, length);
    to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array());
  }
}
