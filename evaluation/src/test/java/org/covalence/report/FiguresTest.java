package org.covalence.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.covalence.interval.Estimate;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void numbers_areWrittenAlikeInEveryLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Figures.percent(0.6807)).isEqualTo("68.1");
      assertThat(Figures.interval(new Estimate(0.5, 0.4, 1))).isEqualTo("[40.0, 100.0]");
      assertThat(Figures.points(0.0407)).isEqualTo("+4.1");
      assertThat(Figures.p(0.05)).isEqualTo("0.0500");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void points_thatRoundToNothing_haveNoSign() {
    assertThat(Figures.points(0.0004)).isEqualTo("0.0");
    assertThat(Figures.points(-0.0004)).isEqualTo("0.0");
    assertThat(Figures.points(-0.0)).isEqualTo("0.0");
  }

  @Test
  void p_belowFourDecimals_isNotWrittenAsZero() {
    assertThat(Figures.p(0.00009)).isEqualTo("<0.0001");
    assertThat(Figures.p(0)).isEqualTo("<0.0001");
  }
}
