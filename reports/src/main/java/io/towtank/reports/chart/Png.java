package io.towtank.reports.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Drawings as PNG files that know how large they are on paper. */
final class Png {
  static final int DOTS_PER_INCH = 300;

  private static final double METRES_PER_INCH = 0.0254;
  private static final String NATIVE_METADATA = "javax_imageio_png_1.0";

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
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromBufferedImageType(image.getType()), null);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, withDensity(metadata)), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadata withDensity(IIOMetadata metadata) throws IIOInvalidTreeException {
    String perMetre = Long.toString(Math.round(DOTS_PER_INCH / METRES_PER_INCH));
    IIOMetadataNode density = new IIOMetadataNode("pHYs");
    density.setAttribute("pixelsPerUnitXAxis", perMetre);
    density.setAttribute("pixelsPerUnitYAxis", perMetre);
    density.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(NATIVE_METADATA);
    root.appendChild(density);
    metadata.mergeTree(NATIVE_METADATA, root);
    return metadata;
  }
}
