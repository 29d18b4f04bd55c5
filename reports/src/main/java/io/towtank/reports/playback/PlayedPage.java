package io.towtank.reports.playback;

import io.towtank.reports.page.Html;
import io.towtank.reports.page.Page;
import java.util.List;

/** A page that plays runs. */
public final class PlayedPage {
  private static final int BYTES_MAX = 4_990_000;
  private static final int DATA_MIN = 500_000;

  private PlayedPage() {}

  /**
   * A page of less than 5 MB, if what it says besides leaves room for that.
   *
   * @param title what it is about
   * @param subtitle one line below it
   * @param version of Towtank
   * @param body what it says, also where nothing is played
   * @param runs what it plays; a page without any runs no scripts
   */
  public static String of(
      String title, String subtitle, String version, Html body, List<RunPlayback> runs) {
    if (runs.isEmpty()) {
      return Page.of(title, subtitle, version, body);
    }
    return Page.withData(
        title,
        subtitle,
        version,
        body,
        bytes -> PlaybackData.base64(title, runs, Math.max(DATA_MIN, BYTES_MAX - bytes)));
  }
}
