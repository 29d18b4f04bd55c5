package io.towtank.reports.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Drawings as PNG files that know how large they are on paper.
 *
 * <p>The rows are deflated as they are: of the filters that the format has for photographs, which
 * Java's own writer tries on every row, none makes flat colours smaller. Source: Portable Network
 * Graphics (PNG) Specification, third edition, W3C.
 */
final class Png {
  static final int DOTS_PER_INCH = 300;

  private static final double METRES_PER_INCH = 0.0254;
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final byte BITS = 8;
  private static final byte RGB = 2;
  private static final byte METRE = 1;

  /** Six, the usual one, costs a quarter more and saves two per cent. */
  private static final int EFFORT = 4;

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
    byte[] rows = rows(image);
    Deflater deflater = new Deflater(EFFORT);
    deflater.setInput(rows);
    deflater.finish();
    byte[] deflated = new byte[rows.length / 2 + 1024];
    while (!deflater.finished()) {
      chunk(bytes, "IDAT", deflated, deflater.deflate(deflated));
    }
    deflater.end();
    chunk(bytes, "IEND", new byte[0], 0);
    return bytes.toByteArray();
  }

  /** Each row with the number of its filter before it: 0, none. */
  private static byte[] rows(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    byte[] rows = new byte[image.getHeight() * (1 + BYTES_PER_PIXEL * width)];
    int to = 0;
    for (int from = 0; from < pixels.length; from++) {
      if (from % width == 0) {
        to++;
      }
      rows[to++] = (byte) (pixels[from] >> 16);
      rows[to++] = (byte) (pixels[from] >> 8);
      rows[to++] = (byte) pixels[from];
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
