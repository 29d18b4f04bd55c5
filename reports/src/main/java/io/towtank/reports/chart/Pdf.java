package io.towtank.reports.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Drawings as PDF documents of one page: vectors, and text in the part of the charts' font that it
 * needs. Text that has to be laid out, such as Arabic, or that the font lacks is outlines.
 */
final class Pdf {
  /** Instead of one that comes from the clock. */
  private static final long DOCUMENT_ID = 1;

  private Pdf() {}

  /**
   * A drawing as a PDF file.
   *
   * @param width in units
   * @param height in units
   * @param pointsPerUnit size of a unit on paper
   */
  static byte[] document(
      int width, int height, double pointsPerUnit, String title, Consumer<Graphics2D> drawing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument();
        Fonts fonts = new Fonts(document)) {
      document.setDocumentId(DOCUMENT_ID);
      PDDocumentInformation information = new PDDocumentInformation();
      information.setTitle(title);
      document.setDocumentInformation(information);
      float scale = (float) pointsPerUnit;
      PDPage page = new PDPage(new PDRectangle(width * scale, height * scale));
      document.addPage(page);
      PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
      graphics.setFontTextDrawer(fonts);
      drawing.accept(graphics);
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.transform(Matrix.getScaleInstance(scale, scale));
        content.drawForm(graphics.getXFormObject());
      }
      document.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The charts' two fonts, of which a document holds the letters that it uses. */
  private static final class Fonts extends PdfBoxGraphics2DFontTextDrawer {
    private final PDDocument document;
    private final Graphics2D measuring =
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    private @Nullable PDFont regular;
    private @Nullable PDFont bold;

    Fonts(PDDocument document) {
      this.document = document;
      Canvas.setHints(measuring);
    }

    @Override
    protected PDFont mapFont(Font font, IFontTextDrawerEnv env) throws IOException {
      if (font.isBold()) {
        PDFont loaded = bold == null ? load(ChartFont.BOLD_FILE) : bold;
        bold = loaded;
        return loaded;
      }
      PDFont loaded = regular == null ? load(ChartFont.REGULAR_FILE) : regular;
      regular = loaded;
      return loaded;
    }

    private PDFont load(String resource) throws IOException {
      try (InputStream in = ChartFont.open(resource)) {
        return PDType0Font.load(document, in, true);
      }
    }

    /** Java's own, so that the layout is that of the other formats. */
    @Override
    public FontMetrics getFontMetrics(Font font, IFontTextDrawerEnv env) {
      return measuring.getFontMetrics(font);
    }

    @Override
    public void close() {
      measuring.dispose();
      super.close();
    }
  }
}
