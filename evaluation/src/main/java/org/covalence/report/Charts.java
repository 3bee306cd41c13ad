package org.covalence.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.covalence.interval.Estimate;

/**
 * The charts of a page, as data for {@code report.js}, which has the charting library draw them.
 * There are four kinds: dots with whiskers, a row a category; bars likewise; curves; and parallel
 * coordinates. The page has a canvas for each, and says the same in a table.
 */
final class Charts {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final ArrayNode charts = MAPPER.createArrayNode();

  /**
   * An axis.
   *
   * @param title with the unit; may be empty
   * @param low where it begins; empty: wherever the data do
   * @param high where it ends; empty: wherever the data do
   * @param log whether ratios count and not differences
   * @param words what stands at 0, 1, and so on; empty for an axis of numbers
   */
  record Axis(
      String title, Optional<Double> low, Optional<Double> high, boolean log, List<String> words) {
    static Axis of(String title) {
      return new Axis(title, Optional.empty(), Optional.empty(), false, List.of());
    }

    static Axis of(String title, double low, double high) {
      return new Axis(title, Optional.of(low), Optional.of(high), false, List.of());
    }

    static Axis logarithmic(String title, double low, double high) {
      return new Axis(title, Optional.of(low), Optional.of(high), true, List.of());
    }

    static Axis of(String title, List<String> words) {
      return new Axis(
          title, Optional.of(-0.5), Optional.of(words.size() - 0.5), false, List.copyOf(words));
    }

    private ObjectNode json() {
      ObjectNode json = MAPPER.createObjectNode().put("title", title);
      low.ifPresent(end -> json.put("low", end));
      high.ifPresent(end -> json.put("high", end));
      if (log) {
        json.put("log", true);
      }
      if (!words.isEmpty()) {
        words.forEach(json.putArray("words")::add);
      }
      return json;
    }
  }

  /** Begins a chart of dots with whiskers; {@code categories} are its rows. */
  Drawing intervals(String id, Axis x, List<String> categories) {
    ObjectNode chart = chart(id, "intervals");
    chart.set("x", x.json());
    ArrayNode names = chart.putArray("categories");
    categories.forEach(names::add);
    return new Drawing(chart);
  }

  /** Begins a chart of curves; {@code dots}: each point has a dot. */
  Drawing curves(String id, Axis x, Axis y, boolean dots) {
    ObjectNode chart = chart(id, "curves");
    chart.set("x", x.json());
    chart.set("y", y.json());
    chart.put("dots", dots);
    return new Drawing(chart);
  }

  /** Begins a chart of bars; {@code categories} are its rows, in the order of the bars. */
  Drawing bars(String id, Axis x, List<String> categories) {
    ObjectNode chart = chart(id, "bars");
    chart.set("x", x.json());
    categories.forEach(chart.putArray("categories")::add);
    return new Drawing(chart);
  }

  /**
   * Begins a chart of parallel coordinates: {@code categories} are its rows, each from 0 to 1, and
   * each curve goes through all that it has a point in.
   */
  Drawing parallel(String id, List<String> categories) {
    ObjectNode chart = chart(id, "parallel");
    chart.set("x", Axis.of("from the low end of each row to the high one", 0, 1).json());
    categories.forEach(chart.putArray("categories")::add);
    return new Drawing(chart);
  }

  private ObjectNode chart(String id, String kind) {
    return charts.addObject().put("id", id).put("kind", kind);
  }

  /** One chart that is being filled. */
  static final class Drawing {
    private final ArrayNode series;
    private final ArrayNode references;

    private Drawing(ObjectNode chart) {
      this.series = chart.putArray("series");
      this.references = chart.putArray("references");
    }

    /** A series of dots. */
    Dots dots(String name) {
      return new Dots(name, series.addObject().put("name", name).putArray("points"));
    }

    /**
     * A curve.
     *
     * @param colour which of the colours and shapes it has, from 0
     * @param dash which of the dashes it has, from 0
     */
    Curve curve(String name, int colour, int dash) {
      ObjectNode curve = series.addObject().put("name", name);
      curve.put("colour", colour).put("dash", dash);
      return new Curve(curve.putArray("points"));
    }

    /** A curve that holds its value until the next point. */
    Curve steps(String name, int colour) {
      ObjectNode curve = series.addObject().put("name", name).put("stepped", true);
      curve.put("colour", colour).put("dash", 0);
      return new Curve(curve.putArray("points"));
    }

    /** Points without a line. */
    Curve scattered(String name, int colour) {
      ObjectNode curve = series.addObject().put("name", name).put("scattered", true);
      curve.put("colour", colour).put("dash", 0);
      return new Curve(curve.putArray("points"));
    }

    /** A thin curve that stands behind the others. */
    Curve faint(String name) {
      ObjectNode curve = series.addObject().put("name", name).put("faint", true);
      curve.put("colour", 0).put("dash", 0);
      return new Curve(curve.putArray("points"));
    }

    /** A dashed line to compare with. */
    void reference(String name, double x1, double y1, double x2, double y2) {
      ArrayNode points = references.addObject().put("name", name).putArray("points");
      points.addObject().put("x", rounded(x1)).put("y", rounded(y1));
      points.addObject().put("x", rounded(x2)).put("y", rounded(y2));
    }
  }

  /** Dots with whiskers, of one series. */
  record Dots(String name, ArrayNode points) {
    /** A dot in a row, in per cent or points: a hundred times the estimate. */
    Dots add(int row, Estimate estimate, String tip) {
      points
          .addObject()
          .put("row", row)
          .put("value", rounded(100 * estimate.value()))
          .put("low", rounded(100 * estimate.low()))
          .put("high", rounded(100 * estimate.high()))
          .put("tip", tip);
      return this;
    }
  }

  /** The points of one curve. */
  record Curve(ArrayNode points) {
    /** A point; {@code dot}: the radius of its dot in pixels, 0 for none. */
    Curve add(double x, double y, double dot, String tip) {
      ObjectNode point = points.addObject().put("x", fine(x)).put("y", rounded(y));
      if (dot > 0) {
        point.put("dot", rounded(dot));
      }
      point.put("tip", tip);
      return this;
    }
  }

  /** The same for an axis that may be logarithmic, where small numbers are far apart. */
  private static double fine(double number) {
    return number == 0 || Math.abs(number) >= 0.1
        ? rounded(number)
        : new BigDecimal(number).round(new MathContext(4)).doubleValue();
  }

  /** More digits than a screen has dots. */
  private static double rounded(double number) {
    return Math.rint(number * 1e4) / 1e4;
  }

  /** Writes the place of a chart, and what it shows in words. */
  static void place(Markup page, String id, String caption) {
    page.open("figure").open("div", "class", "canvas");
    page.open("canvas", "id", id, "role", "img", "aria-label", caption).close("canvas");
    page.close("div").line().element("figcaption", caption).close("figure").line();
  }

  /** The data, fit to stand in a page: no character of it can end the element it stands in. */
  String json() {
    try {
      return MAPPER.writeValueAsString(charts).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("charts that cannot be written", e);
    }
  }
}
