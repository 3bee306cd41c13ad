package org.covalence.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.covalence.interval.Estimate;

/**
 * The charts of a page, as data for {@code report.js}, which has the charting library draw them.
 * There are two kinds: dots with whiskers, a row a category; and curves. The page has a canvas for
 * each, and says the same in a table.
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
   */
  record Axis(String title, Optional<Double> low, Optional<Double> high) {
    static Axis of(String title) {
      return new Axis(title, Optional.empty(), Optional.empty());
    }

    static Axis of(String title, double low, double high) {
      return new Axis(title, Optional.of(low), Optional.of(high));
    }

    private ObjectNode json() {
      ObjectNode json = MAPPER.createObjectNode().put("title", title);
      low.ifPresent(end -> json.put("low", end));
      high.ifPresent(end -> json.put("high", end));
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
      ObjectNode point = points.addObject().put("x", rounded(x)).put("y", rounded(y));
      if (dot > 0) {
        point.put("dot", rounded(dot));
      }
      point.put("tip", tip);
      return this;
    }
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
