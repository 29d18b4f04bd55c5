package io.towtank.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class PngTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 29;

  @Test
  void aReaderSeesTheSamePixels() throws IOException {
    Consumer<Graphics2D> drawing =
        graphics -> {
          Random random = new Random(1);
          for (int i = 0; i < 40; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillRect(random.nextInt(WIDTH), random.nextInt(HEIGHT), i % 9, i % 7);
          }
        };
    BufferedImage expected = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = expected.createGraphics();
    drawing.accept(graphics);
    graphics.dispose();

    byte[] file = Png.file(WIDTH, HEIGHT, Png.DOTS_PER_INCH, drawing);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(read.getWidth()).isEqualTo(WIDTH);
    assertThat(read.getHeight()).isEqualTo(HEIGHT);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        assertThat(read.getRGB(x, y)).as("%d, %d", x, y).isEqualTo(expected.getRGB(x, y));
      }
    }
  }
}
