package io.towtank.reports.chart;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.batik.svggen.DefaultStyleHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGeneratorContext.GraphicContextDefaults;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Drawings as SVG elements. */
final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final int DECIMALS = 2;
  private static final float DEFAULT_FONT_SIZE = 12;
  private static final Pattern COMMAND = Pattern.compile("([A-Z])([^A-Z]*)");

  private static final GraphicContextDefaults DEFAULTS = new GraphicContextDefaults();

  static {
    // Batik's own font is one of the machine's, all of which Java would look through.
    DEFAULTS.setFont(ChartFont.regular(DEFAULT_FONT_SIZE));
  }

  private Svg() {}

  /**
   * A drawing as an {@code svg} element that scales.
   *
   * @param idPrefix begins all ids in it, so that several can stand in one page
   * @param label says what it shows
   */
  static String element(
      int width, int height, String idPrefix, String label, Consumer<Graphics2D> drawing) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setComment(null);
    context.setPrecision(DECIMALS);
    context.setIDGenerator(new Ids(idPrefix));
    context.setStyleHandler(new Style());
    context.setGraphicContextDefaults(DEFAULTS);
    SVGGraphics2D graphics = new Graphics(context);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    drawing.accept(graphics);
    Element root = graphics.getRoot();
    tidy(root);
    root.setAttribute("xmlns", NAMESPACE);
    root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
    root.setAttributeNS(null, "font-family", ChartFont.CSS_FAMILY);
    root.setAttributeNS(null, "role", "img");
    root.setAttributeNS(null, "aria-label", label);
    return text(root);
  }

  /** Takes away what changes nothing, or would stand twice in a page of several drawings. */
  private static void tidy(Element element) {
    Node child = element.getFirstChild();
    while (child != null) {
      Node next = child.getNextSibling();
      if (child instanceof Element inner) {
        tidy(inner);
      }
      child = next;
    }
    element.removeAttribute("xml:space");
    if (element.hasAttribute("d")) {
      element.setAttribute("d", shortened(element.getAttribute("d")));
    }
    if (element.getTagName().equals("defs")) {
      element.removeAttribute("id");
      if (!element.hasChildNodes()) {
        element.getParentNode().removeChild(element);
      }
    }
  }

  /** A path's data with {@code H} and {@code V} for lines that are level or upright. */
  static String shortened(String path) {
    StringBuilder shorter = new StringBuilder(path.length());
    String x = "";
    String y = "";
    Matcher commands = COMMAND.matcher(path);
    while (commands.find()) {
      String command = commands.group(1);
      String numbers = commands.group(2).strip();
      int last = numbers.lastIndexOf(' ');
      String toX = last < 0 ? "" : numbers.substring(numbers.lastIndexOf(' ', last - 1) + 1, last);
      String toY = numbers.substring(last + 1);
      if (command.equals("L") && toX.equals(x)) {
        shorter.append('V').append(toY);
      } else if (command.equals("L") && toY.equals(y)) {
        shorter.append('H').append(toX);
      } else {
        shorter.append(command).append(numbers);
      }
      x = toX;
      y = toY;
    }
    return shorter.toString();
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Java's XML library can't be used", e);
    }
  }

  /** By hand of a stream: Java's transformers look through all character sets of the machine. */
  private static String text(Element root) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      write(root, writer);
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Java's XML library can't be used", e);
    }
    return text.toString();
  }

  private static void write(Element element, XMLStreamWriter writer) throws XMLStreamException {
    boolean isEmpty = !element.hasChildNodes();
    if (isEmpty) {
      writer.writeEmptyElement(element.getTagName());
    } else {
      writer.writeStartElement(element.getTagName());
    }
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      writer.writeAttribute(attribute.getNodeName(), attribute.getNodeValue());
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        write(inner, writer);
      } else {
        writer.writeCharacters(child.getNodeValue());
      }
    }
    if (!isEmpty) {
      writer.writeEndElement();
    }
  }

  /** Measures letters as finely as it places them. */
  private static final class Graphics extends SVGGraphics2D {
    Graphics(SVGGeneratorContext context) {
      super(context, false);
      fmg.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      fmg.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }
  }

  private static final class Ids extends SVGIDGenerator {
    private final String prefix;

    Ids(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public String generateID(String kind) {
      return prefix + super.generateID(kind);
    }
  }

  /** Only what shows: hints to the renderer don't, and the font is the same everywhere. */
  private static final class Style extends DefaultStyleHandler {
    private static final Set<String> LEFT_OUT =
        Set.of(
            "color-interpolation",
            "color-rendering",
            "font-family",
            "image-rendering",
            "shape-rendering",
            "text-rendering");

    // Batik's signature has no type arguments.
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void setStyle(Element element, Map styles, SVGGeneratorContext context) {
      Map<String, String> kept = new TreeMap<>(styles);
      kept.keySet().removeAll(LEFT_OUT);
      super.setStyle(element, kept, context);
    }
  }
}
